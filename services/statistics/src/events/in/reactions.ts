import type { DescMessage } from '@bufbuild/protobuf';
import type { Transaction } from '@portail/platform/db/database.ts';
import { reaction, type Reaction } from '@portail/platform/messaging/reaction.ts';
import { ControlsEvaluatedSchema } from '@portail/proto/portail/controls/v1/controls_pb.ts';
import * as declaration from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import * as equipment from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import * as identity from '@portail/proto/portail/identity/v1/identity_pb.ts';
import { figuresOf, type SectionValues } from '../../domain/figures.ts';
import { holdDeclaration, projections, type HeardActual } from '../../store/projections.ts';

type Snapshot = declaration.DeclarationSnapshot;

type Hold = (tx: Transaction, declarationId: string) => Promise<void>;

/** Everything this service listens to. Each event carries the whole state of its object: the newest revision is kept. */
export const reactions: readonly Reaction[] = reactionsThat(holdDeclaration);

/** The same where nobody else hears anything meanwhile: hundreds of thousands of events in one transaction hold nothing each. */
export const reactionsAlone: readonly Reaction[] = reactionsThat(() => Promise.resolve());

function reactionsThat(hold: Hold): Reaction[] {
  return [
    ...[
      declaration.DeclarationOpenedSchema,
      declaration.SectionSavedSchema,
      declaration.SectionControlledSchema,
      declaration.ControlExplainedSchema,
      declaration.SectionLockedSchema,
      declaration.SectionUnlockedSchema,
      declaration.DeclarationTransmittedSchema,
      declaration.DeclarationValidatedSchema,
      declaration.DeclarationRejectedSchema,
      declaration.CorrectionDelegatedSchema,
      declaration.DeclarationReopenedSchema,
      declaration.DeclarationCancelledSchema,
    ].map((schema) => on<Snapshot>(schema, 'declaration', (tx, snapshot) => keepDeclaration(tx, snapshot, hold))),
    ...[
      equipment.EquipmentRegisteredSchema,
      equipment.EquipmentUpdatedSchema,
      equipment.AuthorizationChangedSchema,
    ].map((schema) => on<equipment.Equipment>(schema, 'equipment', keepEquipment)),
    ...[
      identity.UserRegisteredSchema,
      identity.HabilitationGrantedSchema,
      identity.HabilitationRevokedSchema,
      identity.TermsAcceptedSchema,
      identity.UserSuspendedSchema,
      identity.UserReinstatedSchema,
      identity.SecondFactorRemovedSchema,
    ].map((schema) => on<identity.User>(schema, 'user', keepPerson)),
    reaction(ControlsEvaluatedSchema, async (tx, { evaluation }) => {
      if (!evaluation) throw new Error('event without its evaluation');
      const { estimate } = evaluation;
      await hold(tx, evaluation.declarationId);
      await projections.keepEstimate(tx, {
        declarationId: evaluation.declarationId,
        version: evaluation.version,
        dataRevision: Number(evaluation.dataRevision),
        evaluatedAt: evaluation.evaluatedAt,
        entitlement: estimate?.available === true ? Number(estimate.entitlement) : null,
      });
    }),
  ];
}

/** A reaction to the one object that an event of this context carries. */
function on<Carried>(
  schema: DescMessage,
  field: string,
  keep: (tx: Transaction, carried: Carried) => Promise<void>,
): Reaction {
  return reaction(schema, async (tx, message) => {
    const carried = (message as unknown as Readonly<Record<string, Carried | undefined>>)[field];
    if (carried === undefined) throw new Error(`event without its ${field}`);
    await keep(tx, carried);
  });
}

async function keepDeclaration(tx: Transaction, snapshot: Snapshot, hold: Hold): Promise<void> {
  if (snapshot.type !== 'ACTUAL') return;
  await hold(tx, snapshot.id);
  await projections.keepActual(tx, actualOf(snapshot));
}

/** The newest snapshot says it all: the figures count when its version is validated, and only then. */
function actualOf(snapshot: Snapshot): HeardActual {
  const { id, revision, version, equipmentId, exercise, status, decidedAt, activity, financial } = snapshot;
  return {
    ...{ declarationId: id, revision: Number(revision), version, equipmentId, exercise },
    validated:
      status === 'VALIDATED' ? { decidedAt, figures: figuresOf(valuesOf(activity), valuesOf(financial)) } : null,
  };
}

function valuesOf(section: declaration.Section | undefined): SectionValues {
  return Object.fromEntries(
    (section?.values ?? []).map(({ field, value }) => [
      field,
      value.case === 'integer' ? Number(value.value) : value.value,
    ]),
  );
}

async function keepEquipment(tx: Transaction, heard: equipment.Equipment): Promise<void> {
  await projections.keepEquipment(tx, {
    id: heard.id,
    revision: Number(heard.revision),
    name: heard.name,
    commune: heard.commune,
    postalCode: heard.postalCode,
    partnerId: heard.partner?.id ?? '',
    departmentCode: heard.departmentCode,
    cafCode: heard.cafCode,
    careType: heard.careType,
    status: heard.partner?.status ?? '',
    openedOn: heard.openedOn || null,
    closedOn: heard.closedOn || null,
  });
}

async function keepPerson(tx: Transaction, user: identity.User): Promise<void> {
  await projections.keepPerson(tx, {
    id: user.id,
    revision: Number(user.revision),
    subject: user.subject,
    population: user.population,
    active: user.status === 'ACTIVE',
    partnerId: user.partnerId || null,
    name: `${user.givenName} ${user.familyName}`.trim(),
    cafCodes: user.cafCodes,
    habilitations: user.habilitations
      .filter(({ roles }) => roles.length > 0)
      .map((each) => ({
        equipmentId: each.equipmentId,
        from: each.effectiveFrom,
        to: each.effectiveTo || null,
      })),
  });
}
