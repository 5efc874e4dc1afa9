import { Type, type TProperties } from 'typebox';

/** An object that lets nothing else in or out. */
export const closed = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

/** One of the given texts. */
export const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  Type.Unsafe<Values[number]>(Type.Enum([...values]));

export const nullable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Instant = Type.String();
const Text = Type.String();

export const DeclarationTypeSchema = oneOf('FORECAST', 'UPDATED', 'ACTUAL');
export const StatusSchema = oneOf('TO_ENTER', 'IN_PROGRESS', 'SUBMITTED', 'VALIDATED', 'CANCELLED', 'REJECTED');
export const SectionKeySchema = oneOf('activity', 'financial');
export const RoleSchema = oneOf('ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER');
export const StepKeySchema = oneOf(
  'ACTIVITY_ENTRY',
  'ACTIVITY_CONTROLS',
  'FINANCIAL_ENTRY',
  'FINANCIAL_CONTROLS',
  'DECLARATION_CONTROLS',
  'TRANSMISSION',
);
export const ActSchema = oneOf(
  'OPEN',
  'SAVE_ACTIVITY',
  'SAVE_FINANCIAL',
  'RUN_ACTIVITY_CONTROLS',
  'RUN_FINANCIAL_CONTROLS',
  'EXPLAIN_ACTIVITY',
  'EXPLAIN_FINANCIAL',
  'EXPLAIN_DECLARATION',
  'LOCK_ACTIVITY',
  'LOCK_FINANCIAL',
  'UNLOCK_ACTIVITY',
  'UNLOCK_FINANCIAL',
  'RUN_DECLARATION_CONTROLS',
  'COMMENT',
  'TRANSMIT',
  'DELEGATE_ACTIVITY',
  'DELEGATE_FINANCIAL',
  'REVOKE_DELEGATION_ACTIVITY',
  'REVOKE_DELEGATION_FINANCIAL',
  'REQUEST_CORRECTION',
  'DECLINE_CORRECTION',
  'VALIDATE',
  'REJECT',
  'REOPEN',
  'CANCEL',
);

export const StepSchema = closed({
  key: StepKeySchema,
  number: Type.Integer(),
  label: Text,
  state: oneOf('TO_DO', 'IN_PROGRESS', 'TO_EXPLAIN', 'DONE', 'LOCKED', 'NOT_YOURS', 'NOT_YET'),
  stateLabel: Text,
  current: Type.Boolean(),
  open: Type.Boolean(),
});

/** Field values: integers in hundredths (counts and days plain), yes or no, ISO days and texts; null when emptied. */
export const ValuesSchema = Type.Record(
  Type.String({ maxLength: 60 }),
  Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 4_000 }), Type.Null()]),
  { maxProperties: 100 },
);

const DerivedSchema = Type.Record(Type.String(), nullable(Type.Integer()));

const FormLineSchema = closed({
  field: Text,
  code: Text,
  label: Text,
  help: Text,
  unit: oneOf('PLACES', 'DAYS', 'HOURS_PER_DAY', 'HOURS', 'EURO', 'COUNT', 'DATE', 'YES_NO', 'TEXT'),
  kind: oneOf('DECIMAL', 'INTEGER', 'BOOLEAN', 'DATE', 'TEXT'),
  group: Text,
  side: nullable(oneOf('CHARGES', 'PRODUITS')),
  requirement: oneOf('MANDATORY', 'OPTIONAL', 'DERIVED'),
  formula: nullable(Text),
});

const PreviousSchema = closed({ exercise: Type.Integer(), type: DeclarationTypeSchema, values: ValuesSchema });

export const SectionViewSchema = closed({
  key: SectionKeySchema,
  required: Type.Boolean(),
  readable: Type.Boolean(),
  state: oneOf('EMPTY', 'DRAFT', 'CONTROLLED', 'LOCKED'),
  lines: Type.Array(FormLineSchema),
  values: ValuesSchema,
  derived: DerivedSchema,
  savedAt: nullable(Instant),
  savedBy: nullable(Text),
  savedByYou: Type.Boolean(),
  lockedAt: nullable(Instant),
  lockedBy: nullable(Text),
  handedBack: nullable(closed({ message: nullable(Text), by: Text, at: Instant })),
  previous: Type.Array(PreviousSchema),
});

const FigureSchema = closed({ value: Type.Integer(), unit: Text });

const ControlSchema = closed({
  code: Text,
  step: oneOf('ACTIVITY', 'FINANCIAL', 'DECLARATION'),
  severity: oneOf('BLOCKING', 'ANOMALY', 'ALERT', 'INFO'),
  label: Text,
  message: Text,
  requiredActions: Text,
  field: nullable(Text),
  measured: nullable(FigureSchema),
  reference: nullable(FigureSchema),
  referenceExercise: nullable(Type.Integer()),
  gap: nullable(FigureSchema),
  threshold: nullable(FigureSchema),
  fingerprint: Text,
  toReevaluate: Type.Boolean(),
  explanation: nullable(closed({ text: Text, by: Text, at: Instant, confirmed: Type.Boolean() })),
  toExplain: Type.Boolean(),
});

const EstimateLineSchema = closed({
  code: Text,
  label: Text,
  figure: nullable(FigureSchema),
  source: Text,
  operation: Text,
});

const EstimateSchema = closed({
  available: Type.Boolean(),
  unavailableReason: nullable(Text),
  entitlement: nullable(Type.Integer()),
  lines: Type.Array(EstimateLineSchema),
  information: Type.Array(EstimateLineSchema),
  scaleStatus: nullable(Text),
});

/** A declaration as one person sees it now: the answer of every read and write on it. */
export const DeclarationViewSchema = closed({
  id: Id,
  revision: Type.Integer(),
  version: Type.Integer(),
  status: StatusSchema,
  statusLabel: Text,
  type: DeclarationTypeSchema,
  typeLabel: Text,
  exercise: Type.Integer(),
  periodStart: Day,
  periodEnd: Day,
  dueOn: nullable(Day),
  overdue: Type.Boolean(),
  equipment: closed({ id: Id, name: Text, commune: Text, partnerName: Text }),
  header: closed({
    authorizedCapacity: nullable(Type.Integer()),
    modulatedApproval: Type.Boolean(),
    authorization: nullable(
      closed({ validFrom: Day, ageFrom: Type.Integer(), ageTo: Type.Integer(), openingHours: Text }),
    ),
    generalSchemeRate: nullable(Type.Integer()),
    familyContributions: nullable(Type.Integer()),
  }),
  roles: Type.Array(RoleSchema),
  acts: Type.Array(ActSchema),
  steps: Type.Array(StepSchema),
  sections: closed({ activity: SectionViewSchema, financial: nullable(SectionViewSchema) }),
  evaluation: closed({ status: oneOf('NONE', 'PENDING', 'CURRENT'), at: nullable(Instant) }),
  controls: Type.Array(ControlSchema),
  estimate: nullable(EstimateSchema),
  comment: nullable(Text),
  correction: nullable(
    closed({
      ofVersion: Type.Integer(),
      cause: oneOf('REJECTION', 'REOPENING'),
      motive: nullable(Text),
      mode: oneOf('APPROVER', 'DELEGATED'),
      delegated: Type.Array(SectionKeySchema),
      providers: closed({ activity: Type.Array(Text), financial: Type.Array(Text) }),
      messages: Type.Array(closed({ section: SectionKeySchema, text: Text, by: Text, at: Instant })),
      remarks: Type.Array(closed({ section: SectionKeySchema, field: Text, text: Text })),
      limited: Type.Boolean(),
    }),
  ),
  correctionRequest: nullable(
    closed({
      state: oneOf('PENDING', 'DECLINED', 'CLOSED'),
      text: Text,
      by: Text,
      at: Instant,
      declined: nullable(closed({ text: Text, by: Text, at: Instant })),
    }),
  ),
  judgedByOthers: Type.Boolean(),
  rejection: nullable(closed({ motive: Text, at: Instant, by: Text, version: Type.Integer() })),
  transmission: nullable(closed({ at: Instant, by: Text, dataHash: Text })),
  decision: nullable(closed({ at: Instant, by: Text, note: nullable(Text) })),
  warnings: Type.Optional(Type.Array(Text)),
  versions: Type.Array(closed({ number: Type.Integer(), status: StatusSchema, statusLabel: Text, at: Instant })),
  unreadMessages: Type.Integer(),
  history: Type.Array(closed({ at: Instant, actor: Text, act: Text })),
});

const { id, typeLabel, exercise, equipment, sections, controls, estimate, comment, transmission, decision } =
  DeclarationViewSchema.properties;

/** A version as one person may read it. */
export const VersionViewSchema = closed({
  id,
  number: Type.Integer(),
  status: StatusSchema,
  statusLabel: Text,
  current: Type.Boolean(),
  typeLabel,
  exercise,
  equipment,
  sections,
  controls,
  estimate,
  comment,
  transmission,
  decision,
  motive: nullable(Text),
});

/** One line of « Accueil ». */
export const TaskSchema = closed({
  declarationId: Id,
  equipmentId: Id,
  equipmentName: Text,
  commune: Text,
  type: DeclarationTypeSchema,
  typeLabel: Text,
  exercise: Type.Integer(),
  periodEnd: Day,
  act: Text,
  step: StepKeySchema,
  since: nullable(Instant),
  dueOn: nullable(Day),
  overdue: Type.Boolean(),
  rejected: Type.Boolean(),
  handedBack: nullable(closed({ message: nullable(Text), by: Text, at: Instant })),
  waitingFor: nullable(Text),
});

/** A file with messages the person has not read. */
export const UnreadFileSchema = closed({
  ...{ declarationId: Id, equipmentId: Id, equipmentName: Text, commune: Text },
  ...{ type: DeclarationTypeSchema, typeLabel: Text, exercise: Type.Integer(), periodEnd: Day },
  unread: Type.Integer(),
  lastAt: Instant,
});

const SideSchema = oneOf('PARTNER', 'CAF');

/** The messages of a file. */
export const FileSchema = closed({
  declarationId: Id,
  equipment: closed({ id: Id, name: Text, commune: Text, partnerName: Text }),
  ...{ type: DeclarationTypeSchema, typeLabel: Text, exercise: Type.Integer(), periodEnd: Day },
  side: SideSchema,
  unread: Type.Integer(),
  items: Type.Array(
    closed({ number: Type.Integer(), side: SideSchema, by: Text, at: Instant, text: Text, own: Type.Boolean() }),
  ),
});

export const HomeSchema = closed({
  tasks: Type.Array(TaskSchema),
  waiting: Type.Array(TaskSchema),
  atTheCaf: Type.Array(TaskSchema),
  unreadFiles: Type.Array(UnreadFileSchema),
  equipments: Type.Array(closed({ equipmentId: Id, name: Text, commune: Text })),
});

/** One row of a search. */
export const DeclarationRowSchema = closed({
  id: Id,
  equipmentId: Id,
  equipmentName: Text,
  commune: Text,
  type: DeclarationTypeSchema,
  typeLabel: Text,
  exercise: Type.Integer(),
  periodEnd: Day,
  status: StatusSchema,
  statusLabel: Text,
  version: Type.Integer(),
  dueOn: nullable(Day),
  overdue: Type.Boolean(),
  steps: Type.Array(StepSchema),
  nextAct: nullable(Text),
  nextStep: nullable(StepKeySchema),
  updatedAt: Instant,
});

export const DeclarationListSchema = closed({ items: Type.Array(DeclarationRowSchema), total: Type.Integer() });

export const EquipmentListSchema = closed({
  items: Type.Array(closed({ equipmentId: Id, name: Text, postalCode: Text, commune: Text, toHandle: Type.Integer() })),
  total: Type.Integer(),
});

/** One line of the Caf’s queue. */
export const QueueSchema = closed({
  items: Type.Array(
    closed({
      declarationId: Id,
      revision: Type.Integer(),
      equipmentName: Text,
      commune: Text,
      partnerName: Text,
      type: DeclarationTypeSchema,
      typeLabel: Text,
      exercise: Type.Integer(),
      version: Type.Integer(),
      transmittedAt: Instant,
      ageDays: Type.Integer(),
      entitlement: nullable(Type.Integer()),
      explainedGaps: Type.Integer(),
      correctionRequested: Type.Boolean(),
      assignee: nullable(closed({ id: Id, name: Text })),
    }),
  ),
  total: Type.Integer(),
  counters: closed({
    all: Type.Integer(),
    mine: Type.Integer(),
    unassigned: Type.Integer(),
    clean: Type.Integer(),
    correction: Type.Integer(),
  }),
});

/** What several declarations hold, before validating them at once. */
export const ValidationPreviewSchema = closed({
  items: Type.Array(
    closed({
      declarationId: Id,
      revision: Type.Integer(),
      equipmentName: Text,
      commune: Text,
      typeLabel: Text,
      exercise: Type.Integer(),
      version: Type.Integer(),
      transmittedBy: Text,
      transmittedAt: Instant,
      invoicedHours: nullable(Type.Integer()),
      entitlement: nullable(Type.Integer()),
      previousEntitlement: nullable(Type.Integer()),
      explainedGaps: Type.Integer(),
      correctionRequested: Type.Boolean(),
    }),
  ),
});

/** What became of each of several validations. */
export const ValidationsSchema = closed({
  items: Type.Array(closed({ id: Id, refusal: nullable(closed({ code: Text, detail: Text })) })),
});

/** A declaration beside the reference the Caf compares it with. */
export const ReviewSchema = closed({
  declaration: DeclarationViewSchema,
  previous: nullable(
    closed({
      exercise: Type.Integer(),
      type: DeclarationTypeSchema,
      activity: ValuesSchema,
      financial: ValuesSchema,
      entitlement: nullable(Type.Integer()),
    }),
  ),
  assignee: nullable(closed({ id: Id, name: Text })),
});

export const IdParams = closed({ id: Type.String({ maxLength: 60 }) });
export const SectionParams = closed({ id: Type.String({ maxLength: 60 }), section: SectionKeySchema });
export const VersionParams = closed({
  id: Type.String({ maxLength: 60 }),
  number: Type.Integer({ minimum: 1, maximum: 10_000 }),
});
export const ExplanationParams = closed({
  id: Type.String({ maxLength: 60 }),
  code: Type.String({ maxLength: 100 }),
});
