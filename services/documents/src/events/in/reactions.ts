import type { DescMessage } from '@bufbuild/protobuf';
import type { Transaction } from '@portail/platform/db/database.ts';
import { reaction, type Reaction } from '@portail/platform/messaging/reaction.ts';
import { ControlsEvaluatedSchema } from '@portail/proto/portail/controls/v1/controls_pb.ts';
import { DeclarationOpenedSchema } from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import * as equipment from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import * as identity from '@portail/proto/portail/identity/v1/identity_pb.ts';
import { SheetChangedSchema } from '@portail/proto/portail/sheet/v1/sheet_pb.ts';
import type { OpenedDeclaration } from '../../domain/opened-declaration.ts';
import type { Equipment } from '../../domain/equipment.ts';
import type { Person, Population, Role } from '../../domain/person.ts';
import type { DeclarationType, Sheet } from '../../domain/sheet.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { toSheet } from './to-sheet.ts';
import { toVerdict } from './to-verdict.ts';

/** Where what is heard is kept. */
export interface Keepers {
  readonly person: (tx: Transaction, person: Person) => Promise<void>;
  readonly equipment: (tx: Transaction, equipment: Equipment) => Promise<void>;
  readonly opened: (tx: Transaction, declaration: OpenedDeclaration) => Promise<void>;
  readonly sheet: (tx: Transaction, sheet: Sheet, at: Date) => Promise<void>;
  readonly verdict: (tx: Transaction, verdict: Verdict, at: Date) => Promise<void>;
}

/** Reactions to what others say: everything carries its whole state, and the newer revision wins. */
export function reactionsOf(keep: Keepers, now: () => Date): readonly Reaction[] {
  const onEquipment = (schema: DescMessage): Reaction =>
    reaction(schema, async (tx, message) => {
      const { equipment: said } = message as unknown as { equipment?: equipment.Equipment };
      if (said !== undefined) await keep.equipment(tx, toEquipment(said));
    });
  const onPerson = (schema: DescMessage): Reaction =>
    reaction(schema, async (tx, message) => {
      const { user } = message as unknown as { user?: identity.User };
      if (user !== undefined) await keep.person(tx, toPerson(user));
    });
  return [
    onEquipment(equipment.EquipmentRegisteredSchema),
    onEquipment(equipment.EquipmentUpdatedSchema),
    onEquipment(equipment.AuthorizationChangedSchema),
    onPerson(identity.UserRegisteredSchema),
    onPerson(identity.UserSuspendedSchema),
    onPerson(identity.UserReinstatedSchema),
    onPerson(identity.HabilitationGrantedSchema),
    onPerson(identity.HabilitationRevokedSchema),
    onPerson(identity.TermsAcceptedSchema),
    onPerson(identity.SecondFactorRemovedSchema),
    reaction(DeclarationOpenedSchema, async (tx, { declaration }) => {
      if (declaration === undefined) return;
      const { id, equipmentId, exercise, type, periodStart, periodEnd } = declaration;
      await keep.opened(tx, { id, equipmentId, exercise, type: type as DeclarationType, periodStart, periodEnd });
    }),
    reaction(SheetChangedSchema, async (tx, { sheet }) => {
      if (sheet !== undefined) await keep.sheet(tx, toSheet(sheet), now());
    }),
    reaction(ControlsEvaluatedSchema, async (tx, { evaluation }) => {
      if (evaluation !== undefined) await keep.verdict(tx, toVerdict(evaluation), now());
    }),
  ];
}

function toEquipment(said: equipment.Equipment): Equipment {
  const { id, name, cafCode, address, postalCode, commune, idequ, afcFileNumber } = said;
  return {
    ...{ id, name, cafCode, address, postalCode, commune, idequ, afcFileNumber },
    revision: Number(said.revision),
    partnerId: said.partner?.id ?? '',
    partnerName: said.partner?.name ?? '',
    authorizations: said.authorizations.map(({ validFrom, validTo, modulated, slots }) => ({
      ...{ validFrom, validTo: validTo || null, modulated },
      slots: slots.map(({ label, days, startsAt, endsAt, places }) => {
        return { label, days, startsAt, endsAt, places: Number(places) };
      }),
    })),
  };
}

function toPerson(user: identity.User): Person {
  return {
    id: user.id,
    revision: Number(user.revision),
    subject: user.subject,
    population: user.population as Population,
    active: user.status !== 'SUSPENDED',
    partnerId: user.partnerId || null,
    cafCodes: user.cafCodes,
    habilitations: user.habilitations.map((each) => ({
      equipmentId: each.equipmentId,
      roles: each.roles as Role[],
      effectiveFrom: each.effectiveFrom,
      effectiveTo: each.effectiveTo || null,
    })),
  };
}
