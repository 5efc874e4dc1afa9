import type { DescMessage, MessageShape } from '@bufbuild/protobuf';
import { type Reaction, reaction } from '@portail/platform/messaging/reaction.ts';
import * as declaration from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import * as equipment from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import * as identity from '@portail/proto/portail/identity/v1/identity_pb.ts';
import type { Transaction } from '@portail/platform/db/database.ts';
import { hearDeclaration, type HearDeclarationPorts } from '../../usecases/hear-declaration.ts';
import { hearEquipment, type HearEquipmentPorts } from '../../usecases/hear-equipment.ts';
import { toDeclaration } from './to-declaration.ts';
import { toEquipment } from './to-equipment.ts';

/** A person as identity says it. */
export interface HeardPerson {
  readonly id: string;
  readonly revision: number;
  readonly subject: string;
  readonly population: string;
  readonly active: boolean;
  readonly cafCodes: readonly string[];
  readonly name: string;
}

/** What reacting needs. */
export interface ReactionPorts extends HearDeclarationPorts, HearEquipmentPorts {
  readonly savePerson: (tx: Transaction, person: HeardPerson) => Promise<void>;
}

/** Everything this service listens to. */
export function reactionsOf(ports: ReactionPorts): readonly Reaction[] {
  const onDeclaration = <Schema extends DescMessage>(
    schema: Schema,
    rejectedVersion: (message: MessageShape<Schema>) => number | undefined = () => undefined,
  ): Reaction =>
    reaction(schema, (tx, message) => {
      const { declaration: snapshot } = message as unknown as { declaration?: declaration.DeclarationSnapshot };
      return hearDeclaration(tx, ports, {
        declaration: toDeclaration(snapshot),
        rejectedVersion: rejectedVersion(message),
      });
    });
  const onEquipment = (schema: DescMessage): Reaction =>
    reaction(schema, (tx, message) =>
      hearEquipment(tx, ports, toEquipment((message as unknown as { equipment?: equipment.Equipment }).equipment)),
    );
  const onPerson = (schema: DescMessage): Reaction =>
    reaction(schema, (tx, message) =>
      ports.savePerson(tx, toPerson((message as unknown as { user?: identity.User }).user)),
    );
  return [
    onDeclaration(declaration.DeclarationOpenedSchema),
    onDeclaration(declaration.SectionSavedSchema),
    onDeclaration(declaration.SectionControlledSchema),
    onDeclaration(declaration.ControlExplainedSchema),
    onDeclaration(declaration.SectionLockedSchema),
    onDeclaration(declaration.SectionUnlockedSchema),
    onDeclaration(declaration.DeclarationTransmittedSchema),
    onDeclaration(declaration.DeclarationValidatedSchema),
    onDeclaration(declaration.DeclarationRejectedSchema, (message) => message.rejectedVersion),
    onDeclaration(declaration.CorrectionDelegatedSchema),
    onDeclaration(declaration.DeclarationReopenedSchema),
    onDeclaration(declaration.DeclarationCancelledSchema),
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
  ];
}

function toPerson(user: identity.User | undefined): HeardPerson {
  if (user === undefined) throw new Error('event without its user');
  return {
    id: user.id,
    revision: Number(user.revision),
    subject: user.subject,
    population: user.population,
    active: user.status === 'ACTIVE',
    cafCodes: user.cafCodes,
    name: `${user.givenName} ${user.familyName}`.trim(),
  };
}
