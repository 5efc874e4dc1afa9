import { type Static, type TArrayOptions, type TSchema, Type } from 'typebox';

/** Nothing but what is named. */
export const strict = { additionalProperties: false } as const;
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** An array nobody changes, as the domain writes them. */
const many = <T extends TSchema>(items: T, options: TArrayOptions = {}) =>
  Type.Unsafe<readonly Static<T>[]>(Type.Array(items, options));
const LARGEST_PRICE = 100_000;
const rate = (maximum: number) => Type.Integer({ minimum: 0, maximum, description: 'Centièmes de pour cent.' });
const price = () =>
  nullable(Type.Integer({ minimum: 1, maximum: LARGEST_PRICE, description: 'Centimes par heure ; absent : inconnu.' }));

export const status = Type.Union([
  Type.Literal('OFFICIAL'),
  Type.Literal('RECONSTRUCTED'),
  Type.Literal('TO_CONFIRM'),
  Type.Literal('FIXTURE'),
]);
const note = Type.String({ maxLength: 500 });

const hours = Type.Integer({ minimum: 0, maximum: 100_000, description: 'Centièmes d’heure.' });
const parameters = {
  rate: rate(10_000),
  meetingHoursPerPlace: hours,
  costBasis: Type.Union([Type.Literal('INVOICED'), Type.Literal('ATTENDED')]),
  rgApplication: Type.Union([Type.Literal('ON_NET'), Type.Literal('ON_GROSS')]),
  mode: Type.Union([Type.Literal('BANDED'), Type.Literal('LINEAR')]),
  linearFrom: nullable(rate(100_000)),
  linearTo: nullable(rate(100_000)),
  advanceRate: rate(10_000),
  exceptionalHoursDecision: Type.Boolean(),
};
/** A figure may be missing while it is prepared. */
const preparedParameters = {
  ...parameters,
  rate: nullable(rate(10_000)),
  meetingHoursPerPlace: nullable(hours),
  advanceRate: nullable(rate(10_000)),
};

const rowFields = {
  suppliesBoth: Type.Boolean({ description: 'Couches et repas fournis.' }),
  bandIndex: Type.Integer({ minimum: 1, maximum: 10 }),
  bandUpperBound: nullable(rate(100_000)),
  upperBoundInclusive: Type.Boolean(),
  priceCap: price(),
  psuAmount: price(),
  status,
  sourceNote: note,
};

/** A scale as it is prepared: cells may be missing until it is published. */
export const ScaleBody = Type.Object(
  {
    sourceNote: note,
    parameters: Type.Object(preparedParameters, strict),
    rows: many(Type.Object(rowFields, strict), { maxItems: 20 }),
  },
  strict,
);

const scaleFields = {
  exercise: Type.Integer(),
  revision: Type.Integer(),
  status,
  sourceNote: Type.String(),
  publishedBy: Type.String(),
  publishedByName: Type.String(),
  publishedAt: Type.String(),
  complete: Type.Boolean(),
  parameters: Type.Object(parameters, strict),
  rows: many(Type.Object({ id: Type.String(), ...rowFields }, strict)),
};

export const ScalesAnswer = Type.Object(
  { scales: many(Type.Object(scaleFields, strict)), drafts: many(Type.Integer()) },
  strict,
);

const change = Type.Object(
  { field: Type.String(), before: nullable(Type.String()), after: nullable(Type.String()) },
  strict,
);
const changes = many(change);
const faults = many(Type.Object({ path: Type.String(), code: Type.String(), message: Type.String() }, strict));
const draftFields = { savedByName: Type.String(), savedAt: Type.String(), faults };

/** The scale of an exercise with its revisions and its draft. */
export const ScaleFileAnswer = Type.Object(
  {
    exercise: Type.Integer(),
    revisions: many(Type.Object({ ...scaleFields, changes }, strict)),
    draftRevision: Type.Integer(),
    draft: nullable(Type.Object({ ...draftFields, content: ScaleBody, changes }, strict)),
  },
  strict,
);

const year = () => Type.Integer({ minimum: 2013, maximum: 2100 });
export const ExerciseParams = Type.Object({ exercise: year() }, strict);
const code = Type.String({ pattern: '^[A-Z]{3}-B?[0-9]{2}$' });
export const CodeParams = Type.Object({ code }, strict);

const declarationType = Type.Union([Type.Literal('FORECAST'), Type.Literal('UPDATED'), Type.Literal('ACTUAL')]);
const severity = Type.Union([
  Type.Literal('BLOCKING'),
  Type.Literal('ANOMALY'),
  Type.Literal('ALERT'),
  Type.Literal('INFO'),
]);

export const RulesQuery = Type.Object(
  { exercise: Type.Optional(year()), type: Type.Optional(declarationType) },
  strict,
);

const rule = Type.Object(
  {
    code: Type.String(),
    version: Type.Integer(),
    cafCode: nullable(Type.String()),
    step: Type.String(),
    severity,
    enabled: Type.Boolean(),
    label: Type.String(),
    message: nullable(Type.String()),
    requiredActions: nullable(Type.String()),
    thresholds: many(Type.Object({ name: Type.String(), value: Type.Integer(), unit: Type.String() }, strict)),
    fromExercise: Type.Integer(),
    toExercise: nullable(Type.Integer()),
    declarationTypes: many(declarationType),
    sourceNote: Type.String(),
    reason: Type.String(),
    publishedByName: Type.String(),
    publishedAt: Type.String(),
  },
  strict,
);

export const RulesAnswer = Type.Object({ rules: many(rule), drafts: many(Type.String()) }, strict);

const LONGEST_TEXT = 1_000;

/** A rule as it is prepared. */
export const RuleBody = Type.Object(
  {
    severity,
    enabled: Type.Boolean(),
    label: Type.String({ maxLength: 120 }),
    message: nullable(Type.String({ maxLength: LONGEST_TEXT })),
    requiredActions: nullable(Type.String({ maxLength: LONGEST_TEXT })),
    thresholds: many(
      Type.Object(
        {
          name: Type.String({ maxLength: 30 }),
          value: nullable(Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 })),
        },
        strict,
      ),
      { maxItems: 5 },
    ),
    fromExercise: nullable(year()),
    toExercise: nullable(year()),
    declarationTypes: many(declarationType, { maxItems: 3, uniqueItems: true }),
    sourceNote: note,
    reason: Type.String({ maxLength: 2_000 }),
  },
  strict,
);

const scopedChanges = Type.Object({ scope: Type.String(), replaces: nullable(Type.Integer()), changes }, strict);

/** A rule with its versions and its draft. */
export const RuleFileAnswer = Type.Object(
  {
    code: Type.String(),
    versions: many(rule),
    version: Type.Integer(),
    types: many(declarationType),
    thresholds: many(Type.Object({ name: Type.String(), label: Type.String(), unit: Type.String() }, strict)),
    mayBeTried: Type.Boolean(),
    start: RuleBody,
    draftRevision: Type.Integer(),
    draft: nullable(Type.Object({ ...draftFields, content: RuleBody, changes: many(scopedChanges) }, strict)),
  },
  strict,
);

export const TrialBody = Type.Object({ exercise: nullable(year()), content: RuleBody }, strict);

const counts = {
  examined: Type.Integer(),
  notApplicable: Type.Integer(),
  today: Type.Integer(),
  tried: Type.Integer(),
  appears: Type.Integer(),
  disappears: Type.Integer(),
  severityChanges: Type.Integer(),
};

/** What a rule would have said. */
export const TrialAnswer = Type.Object(
  {
    exercise: Type.Integer(),
    exercises: many(Type.Integer()),
    total: Type.Object(counts, strict),
    byCaf: many(Type.Object({ cafCode: Type.String(), ...counts }, strict)),
    changing: many(
      Type.Object(
        {
          declarationId: Type.String(),
          type: Type.String(),
          effect: Type.Union([Type.Literal('APPEARS'), Type.Literal('DISAPPEARS')]),
          message: Type.String(),
        },
        strict,
      ),
    ),
  },
  strict,
);

const proposalState = Type.Union([
  Type.Literal('SENT'),
  Type.Literal('SEEN'),
  Type.Literal('TAKEN'),
  Type.Literal('REFUSED'),
]);
const kind = Type.Union([Type.Literal('SCALE'), Type.Literal('RULE')]);
const reason = Type.String({ maxLength: 2_000 });

export const ProposalsQuery = Type.Object(
  {
    state: Type.Optional(proposalState),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  },
  strict,
);

const line = {
  id: Type.String(),
  revision: Type.Integer(),
  kind,
  subject: Type.String(),
  cafCodes: many(Type.String()),
  reason: Type.String(),
  state: proposalState,
  proposedByName: Type.String(),
  proposedAt: Type.String(),
  answeredByName: nullable(Type.String()),
  answeredAt: nullable(Type.String()),
  answer: nullable(Type.String()),
};

export const ProposalsAnswer = Type.Object({ items: many(Type.Object(line, strict)), total: Type.Integer() }, strict);

export const ProposalAnswer = Type.Object(
  {
    ...line,
    changes: many(Type.Object({ scope: Type.String(), changes }, strict)),
    draftRevision: Type.Integer(),
    draftUnderWay: Type.Boolean(),
  },
  strict,
);

export const ProposalParams = Type.Object({ proposalId: Type.String({ format: 'uuid' }) }, strict);
export const ScaleProposalBody = Type.Object({ content: ScaleBody, reason }, strict);
export const RuleProposalBody = Type.Object({ content: RuleBody, reason }, strict);
export const TakeBody = Type.Object({ draftRevision: Type.Integer({ minimum: 0 }) }, strict);
export const RefusalBody = Type.Object({ reason }, strict);
export const NothingBody = Type.Object({}, strict);
