import type { DescMessage } from '@bufbuild/protobuf';
import * as controls from './gen/portail/controls/v1/controls_pb.ts';
import * as declaration from './gen/portail/declaration/v1/declaration_pb.ts';
import * as equipment from './gen/portail/equipment/v1/equipment_pb.ts';
import * as identity from './gen/portail/identity/v1/identity_pb.ts';
import * as notification from './gen/portail/notification/v1/notification_pb.ts';
import * as sheet from './gen/portail/sheet/v1/sheet_pb.ts';

/** An event of the bus: its message, its subject, who says it and which services listen. */
export interface CatalogueEntry {
  readonly schema: DescMessage;
  readonly subject: string;
  readonly saidBy: string;
  readonly listenedBy: readonly string[];
}

const listeners = {
  equipment: ['identity', 'declaration-workflow', 'controls', 'documents', 'statistics', 'notifications'],
  identity: ['equipment', 'declaration-workflow', 'controls', 'documents', 'statistics', 'notifications'],
  declaration: ['controls', 'documents', 'statistics', 'notifications'],
  controls: ['declaration-workflow', 'documents', 'statistics'],
  sheet: ['documents'],
  notification: ['declaration-workflow'],
} as const;

/** Which service says what a context is about. */
export const saidBy = {
  equipment: 'equipment',
  identity: 'identity',
  declaration: 'declaration-workflow',
  controls: 'controls',
  sheet: 'declaration-workflow',
  notification: 'notifications',
} as const;

/** A bounded context of the bus: one JetStream stream each, bound to `evt.<context>.>`. */
export type Context = keyof typeof saidBy;

function entry(context: Context, schema: DescMessage): CatalogueEntry {
  const kebab = schema.name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
  return {
    schema,
    subject: `evt.${context}.${kebab}.v1`,
    saidBy: saidBy[context],
    listenedBy: listeners[context],
  };
}

/** Every event that crosses the bus. The README’s table, the NATS permissions and the consumers derive from it. */
export const catalogue: readonly CatalogueEntry[] = [
  entry('equipment', equipment.PartnerRegisteredSchema),
  entry('equipment', equipment.EquipmentRegisteredSchema),
  entry('equipment', equipment.EquipmentUpdatedSchema),
  entry('equipment', equipment.AuthorizationChangedSchema),
  entry('identity', identity.UserRegisteredSchema),
  entry('identity', identity.HabilitationGrantedSchema),
  entry('identity', identity.HabilitationRevokedSchema),
  entry('identity', identity.TermsAcceptedSchema),
  entry('identity', identity.UserSuspendedSchema),
  entry('identity', identity.UserReinstatedSchema),
  entry('identity', identity.PasswordChangedSchema),
  entry('identity', identity.SecondFactorRemovedSchema),
  entry('declaration', declaration.DeclarationOpenedSchema),
  entry('declaration', declaration.SectionSavedSchema),
  entry('declaration', declaration.SectionControlledSchema),
  entry('declaration', declaration.ControlExplainedSchema),
  entry('declaration', declaration.SectionLockedSchema),
  entry('declaration', declaration.SectionUnlockedSchema),
  entry('declaration', declaration.DeclarationTransmittedSchema),
  entry('declaration', declaration.DeclarationValidatedSchema),
  entry('declaration', declaration.DeclarationRejectedSchema),
  entry('declaration', declaration.CorrectionDelegatedSchema),
  entry('declaration', declaration.DeclarationReopenedSchema),
  entry('declaration', declaration.DeclarationCancelledSchema),
  entry('declaration', declaration.CorrectionRequestedSchema),
  entry('declaration', declaration.CorrectionDeclinedSchema),
  entry('declaration', declaration.FileMessageSentSchema),
  entry('declaration', declaration.CampaignFinishedSchema),
  entry('controls', controls.ControlsEvaluatedSchema),
  entry('controls', controls.ScalePublishedSchema),
  entry('controls', controls.RulePublishedSchema),
  entry('sheet', sheet.SheetChangedSchema),
  entry('notification', notification.UnreadChangedSchema),
];

/** Streams to provision: name and subjects. */
export const streams = Object.keys(saidBy).map((context) => ({
  name: `EVT_${context.toUpperCase()}`,
  context: context as Context,
  subjects: [`evt.${context}.>`],
}));

/** Durable consumers to provision: one per service and context it listens to. */
export const consumers = (Object.keys(listeners) as Context[]).flatMap((context) =>
  listeners[context].map((service) => ({
    stream: `EVT_${context.toUpperCase()}`,
    durable: `${service}_${context}`,
    service,
    context,
  })),
);

/** The entry of a protobuf type name, as found in the `ce-type` header. */
export function entryOf(typeName: string): CatalogueEntry | undefined {
  return byType.get(typeName);
}

const byType = new Map(catalogue.map((candidate) => [candidate.schema.typeName, candidate]));
