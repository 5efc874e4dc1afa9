import { type TSchema, Type } from 'typebox';

const strict = { additionalProperties: false } as const;
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const LARGEST_PRICE = 100_000;
const rate = (maximum: number) => Type.Integer({ minimum: 0, maximum, description: 'Centièmes de pour cent.' });
const price = () =>
  nullable(Type.Integer({ minimum: 1, maximum: LARGEST_PRICE, description: 'Centimes par heure ; absent : inconnu.' }));

const status = Type.Union([
  Type.Literal('OFFICIAL'),
  Type.Literal('RECONSTRUCTED'),
  Type.Literal('TO_CONFIRM'),
  Type.Literal('FIXTURE'),
]);
const note = Type.String({ maxLength: 500 });

const parameters = Type.Object(
  {
    rate: rate(10_000),
    meetingHoursPerPlace: Type.Integer({ minimum: 0, maximum: 100_000, description: 'Centièmes d’heure.' }),
    costBasis: Type.Union([Type.Literal('INVOICED'), Type.Literal('ATTENDED')]),
    rgApplication: Type.Union([Type.Literal('ON_NET'), Type.Literal('ON_GROSS')]),
    mode: Type.Union([Type.Literal('BANDED'), Type.Literal('LINEAR')]),
    linearFrom: nullable(rate(100_000)),
    linearTo: nullable(rate(100_000)),
    advanceRate: rate(10_000),
    exceptionalHoursDecision: Type.Boolean(),
  },
  strict,
);

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

/** A scale to publish. */
export const ScaleBody = Type.Object(
  {
    sourceNote: Type.String({ minLength: 1, maxLength: 500 }),
    parameters,
    rows: Type.Array(Type.Object(rowFields, strict), { minItems: 1, maxItems: 20 }),
  },
  strict,
);

/** The current scale of an exercise. */
export const ScaleAnswer = Type.Object(
  {
    exercise: Type.Integer(),
    revision: Type.Integer(),
    status,
    sourceNote: Type.String(),
    publishedBy: Type.String(),
    publishedAt: Type.String(),
    complete: Type.Boolean(),
    parameters,
    rows: Type.Array(Type.Object({ id: Type.String(), ...rowFields }, strict)),
  },
  strict,
);

export const ScalesAnswer = Type.Object({ scales: Type.Array(ScaleAnswer) }, strict);

export const ExerciseParams = Type.Object({ exercise: Type.Integer({ minimum: 2013, maximum: 2100 }) }, strict);

export const RulesQuery = Type.Object(
  {
    exercise: Type.Optional(Type.Integer({ minimum: 2013, maximum: 2100 })),
    type: Type.Optional(Type.Union([Type.Literal('FORECAST'), Type.Literal('UPDATED'), Type.Literal('ACTUAL')])),
  },
  strict,
);

export const RulesAnswer = Type.Object(
  {
    rules: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          version: Type.Integer(),
          cafCode: nullable(Type.String()),
          step: Type.String(),
          severity: Type.String(),
          enabled: Type.Boolean(),
          label: Type.String(),
          message: nullable(Type.String()),
          requiredActions: nullable(Type.String()),
          thresholds: Type.Array(
            Type.Object({ name: Type.String(), value: Type.Integer(), unit: Type.String() }, strict),
          ),
          fromExercise: Type.Integer(),
          toExercise: nullable(Type.Integer()),
          declarationTypes: Type.Array(Type.String()),
          sourceNote: Type.String(),
        },
        strict,
      ),
    ),
  },
  strict,
);
