import type { DescMessage } from '@bufbuild/protobuf';
import type { Transaction } from '@portail/platform/db/database.ts';
import { reaction, type Envelope, type Reaction } from '@portail/platform/messaging/reaction.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import * as declaration from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import * as equipment from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import * as identity from '@portail/proto/portail/identity/v1/identity_pb.ts';
import type { KnownDeclaration, Occurrence } from '../../domain/declaration-notices.ts';
import type { NoticeFacts, Role, Section } from '../../domain/notice.ts';
import { projections } from '../../store/projections.ts';
import type { Ports } from '../../usecases/ports.ts';
import { tellOfDeclaration, tellOfFileMessage, tellOfHabilitation, tellOfAccount } from '../../usecases/tell.ts';

type Snapshot = declaration.DeclarationSnapshot;
type Unstamped = Occurrence extends infer Each
  ? Each extends Occurrence
    ? Omit<Each, 'actorId' | 'at'>
    : never
  : never;

/** Everything this service listens to: what it hears is kept, and told to whom it concerns. */
export function reactionsThat(ports: Pick<Ports, 'notices'>, now: () => Date): readonly Reaction[] {
  const happened = <Schema extends DescMessage>(schema: Schema, what: (message: MessageOf) => Unstamped | null) =>
    reaction(schema, async (tx, message, envelope) => {
      const heard = message as unknown as MessageOf;
      if (!heard.declaration) throw new Error('event without its declaration');
      const known = declarationOf(heard.declaration);
      const at = new Date(envelope.time);
      const opened = schema.typeName === declaration.DeclarationOpenedSchema.typeName;
      await projections.keepDeclaration(tx, known, opened ? parisDay(at) : null);
      const occurrence = what(heard);
      if (occurrence === null) return;
      const stamped = { ...occurrence, actorId: envelope.actor, at } as Occurrence;
      await tellOfDeclaration(ports, tx, known, stamped, now());
    });
  const section = (heard: MessageOf) => heard.section as Section;

  return [
    happened(declaration.DeclarationOpenedSchema, ({ campaignId }) => ({
      type: 'OPENED',
      campaignId: campaignId || null,
    })),
    ...[
      declaration.SectionSavedSchema,
      declaration.SectionControlledSchema,
      declaration.ControlExplainedSchema,
      declaration.DeclarationCancelledSchema,
    ].map((schema) => happened(schema, () => null)),
    happened(declaration.SectionLockedSchema, (heard) => ({ type: 'SECTION_LOCKED', section: section(heard) })),
    happened(declaration.SectionUnlockedSchema, (heard) => ({ type: 'SECTION_UNLOCKED', section: section(heard) })),
    happened(declaration.CorrectionDelegatedSchema, (heard) =>
      heard.delegated ? { type: 'DELEGATED', section: section(heard) } : null,
    ),
    happened(declaration.DeclarationTransmittedSchema, ({ dataHash }) => ({ type: 'TRANSMITTED', dataHash })),
    happened(declaration.DeclarationValidatedSchema, () => ({ type: 'VALIDATED' })),
    happened(declaration.DeclarationRejectedSchema, () => ({ type: 'REJECTED' })),
    happened(declaration.DeclarationReopenedSchema, () => ({ type: 'REOPENED' })),
    happened(declaration.CorrectionRequestedSchema, () => ({ type: 'CORRECTION_REQUESTED' })),
    happened(declaration.CorrectionDeclinedSchema, () => ({ type: 'CORRECTION_DECLINED' })),
    reaction(declaration.FileMessageSentSchema, (tx, message, envelope) =>
      tellOfFileMessage(
        ports,
        tx,
        {
          declarationId: message.declarationId,
          equipmentId: message.equipmentId,
          number: message.number,
          ofTheCaf: message.side === 'CAF',
          facts: factsOfMessage(message),
          ...stampOf(envelope),
        },
        now(),
      ),
    ),
    reaction(declaration.CampaignFinishedSchema, async (tx, { campaign }) => {
      if (!campaign) throw new Error('event without its campaign');
      await ports.notices.campaignFinished(tx, campaign.id, campaign.opened);
    }),
    ...[
      equipment.EquipmentRegisteredSchema,
      equipment.EquipmentUpdatedSchema,
      equipment.AuthorizationChangedSchema,
    ].map((schema) =>
      reaction(schema, async (tx, message) => {
        if (!message.equipment) throw new Error('event without its equipment');
        await keepEquipment(tx, message.equipment);
      }),
    ),
    ...[
      identity.UserRegisteredSchema,
      identity.TermsAcceptedSchema,
      identity.UserSuspendedSchema,
      identity.UserReinstatedSchema,
    ].map((schema) =>
      reaction(schema, async (tx, { user }) => {
        await keepPerson(tx, user);
      }),
    ),
    ...[identity.HabilitationGrantedSchema, identity.HabilitationRevokedSchema].map((schema) =>
      reaction(schema, async (tx, { user, equipmentId }, envelope) => {
        const { id, revision, habilitations } = await keepPerson(tx, user);
        const roles = rolesOn(habilitations, equipmentId);
        const by = stampOf(envelope);
        await tellOfHabilitation(
          ports,
          tx,
          { personId: id, revision: Number(revision), equipmentId, roles, ...by },
          now(),
        );
      }),
    ),
    reaction(identity.PasswordChangedSchema, async (tx, { user, changedAt }) => {
      const { id } = await keepPerson(tx, user);
      await tellOfAccount(ports, tx, { kind: 'PASSWORD_CHANGED', personId: id, at: new Date(changedAt) }, now());
    }),
    reaction(identity.SecondFactorRemovedSchema, async (tx, { user }, { time }) => {
      const { id } = await keepPerson(tx, user);
      await tellOfAccount(ports, tx, { kind: 'SECOND_FACTOR_REMOVED', personId: id, at: new Date(time) }, now());
    }),
  ];
}

/** What the events of a declaration carry, each some of it. */
interface MessageOf {
  readonly declaration?: Snapshot;
  readonly campaignId: string;
  readonly section: string;
  readonly delegated: boolean;
  readonly dataHash: string;
}

const stampOf = ({ actor, time }: Envelope) => ({ actorId: actor, at: new Date(time) });

function declarationOf(snapshot: Snapshot): KnownDeclaration {
  const { id, revision, equipmentId, exercise, type, periodStart, periodEnd, status, dueOn } = snapshot;
  return {
    ...{ id, revision: Number(revision), equipmentId, exercise, type, periodStart, periodEnd, status },
    dueOn: dueOn || null,
    activityState: snapshot.activity?.state ?? 'EMPTY',
    financialState: snapshot.financial?.state ?? 'EMPTY',
    financialRequired: snapshot.financial?.required ?? false,
  };
}

function factsOfMessage({ exercise, type, periodStart, periodEnd }: declaration.FileMessageSent): NoticeFacts {
  return { exercise, type, periodStart, periodEnd };
}

/** The roles from the newest habilitation on; none when it ends. */
function rolesOn(habilitations: readonly identity.Habilitation[], equipmentId: string): readonly Role[] {
  const newest = habilitations
    .filter((each) => each.equipmentId === equipmentId)
    .sort((one, other) => one.effectiveFrom.localeCompare(other.effectiveFrom))
    .at(-1);
  return newest === undefined || newest.effectiveTo !== '' ? [] : (newest.roles as Role[]);
}

async function keepEquipment(tx: Transaction, heard: equipment.Equipment): Promise<void> {
  await projections.keepEquipment(tx, {
    id: heard.id,
    revision: Number(heard.revision),
    name: heard.name,
    commune: heard.commune,
    partnerId: heard.partner?.id ?? '',
    cafCode: heard.cafCode,
    referentEmail: heard.referent?.email ?? '',
  });
}

async function keepPerson(tx: Transaction, user: identity.User | undefined): Promise<identity.User> {
  if (!user) throw new Error('event without its user');
  await projections.keepPerson(tx, {
    id: user.id,
    revision: Number(user.revision),
    subject: user.subject,
    email: user.email,
    name: `${user.givenName} ${user.familyName}`.trim(),
    population: user.population,
    active: user.status === 'ACTIVE',
    partnerId: user.partnerId || null,
    cafCodes: user.cafCodes,
    habilitations: user.habilitations
      .filter(({ roles }) => roles.length > 0)
      .map((each) => ({
        equipmentId: each.equipmentId,
        roles: each.roles as Role[],
        from: each.effectiveFrom,
        to: each.effectiveTo || null,
      })),
  });
  return user;
}
