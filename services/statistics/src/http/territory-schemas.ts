import { Type } from 'typebox';
import { closed, Exercise, Id, indicatorWords, nullable, Text, UnitSchema, Whole } from './parts.ts';

const Progress = { validated: Whole, expected: Whole };

/** Schemas of the statistics of a territory. */
export const territorySchemas = {
  question: closed({
    exercise: Type.Optional(Exercise),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  }),
  territory: closed({
    name: Text,
    exercise: nullable(Whole),
    exercises: Type.Array(closed({ exercise: Whole, ...Progress })),
    lines: Type.Array(
      closed({
        ...indicatorWords,
        years: Type.Array(nullable(closed({ first: Whole, median: Whole, third: Whole }))),
      }),
    ),
    cafs: Type.Array(closed({ cafCode: Text, ...Progress })),
    outliers: nullable(
      closed({
        total: Whole,
        items: Type.Array(
          closed({
            equipmentId: Id,
            declarationId: Id,
            name: Text,
            commune: Text,
            findings: Type.Array(
              closed({ code: Text, label: Text, unit: UnitSchema, value: Whole, low: Whole, high: Whole }),
            ),
          }),
        ),
      }),
    ),
  }),
};
