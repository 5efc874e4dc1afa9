import { Type } from 'typebox';
import { ExportFormatSchema } from '@portail/platform/exports/send.ts';
import {
  closed,
  nullable,
  Id,
  Text,
  Whole,
  Exercise,
  Value,
  Words,
  Reason,
  TabSchema,
  AvailabilitySchema,
  indicatorWords,
} from './parts.ts';

const QuartilesSchema = nullable(
  closed({ first: Whole, median: Whole, third: Whole, quarter: nullable(Type.Integer({ minimum: 1, maximum: 4 })) }),
);
const Peers = closed({
  words: Text,
  description: nullable(Text),
  groups: Type.Array(closed({ zone: Text, name: Text, count: Whole })),
  sameKind: nullable(closed({ name: Text, count: Whole })),
  lines: Type.Array(closed({ code: Text, department: QuartilesSchema, national: QuartilesSchema, sameKind: Value })),
});
const Preview = closed({
  exercise: Whole,
  opensOn: Text,
  early: Type.Boolean(),
  count: Whole,
  expected: Whole,
  digest: Text,
  upToDate: Type.Boolean(),
  versions: Type.Array(
    closed({
      version: Whole,
      publishedOn: Text,
      publishedByName: Text,
      forcedReason: nullable(Text),
      correction: nullable(Text),
      importedFrom: nullable(Text),
    }),
  ),
  changes: nullable(closed({ added: Whole, withdrawn: Whole, replaced: Whole })),
  oddities: Type.Array(Text),
  lines: Type.Array(closed({ ...indicatorWords, now: Value, published: Value, yearBefore: Value })),
  departments: Type.Array(
    closed({
      code: Text,
      name: Text,
      count: Whole,
      publishedCount: nullable(Whole),
      hidden: Type.Boolean(),
      changed: Type.Boolean(),
      actualOccupancyRate: Value,
      billingRate: Value,
      costPerInvoicedHour: Value,
    }),
  ),
});
const Setting = closed({ revision: Whole, showOwnStatsEarly: Type.Boolean() });

/** Bytes of a body that carries a list of means in base64. */
export const listBodyLimit = 1024 * 1024;
const list = {
  fileName: Type.String({ minLength: 1, maxLength: 200 }),
  content: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', maxLength: listBodyLimit, description: 'base64' }),
};

/** Schemas of parameters, bodies and answers. */
export const schemas = {
  search: closed({
    name: Words,
    commune: Words,
    exercise: Type.Optional(Exercise),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  }),
  found: closed({
    items: Type.Array(
      closed({
        equipmentId: Id,
        name: Text,
        postalCode: Text,
        commune: Text,
        availability: AvailabilitySchema,
        words: Text,
      }),
    ),
    total: Whole,
    exercise: nullable(Whole),
    exercises: Type.Array(Whole),
  }),
  equipment: closed({ id: Id }),
  exerciseQuery: closed({ exercise: Type.Optional(Exercise) }),
  exportQuery: closed({ exercise: Type.Optional(Exercise), tab: Type.Optional(TabSchema), format: ExportFormatSchema }),
  table: closed({
    equipment: closed({ id: Id, name: Text, commune: Text, postalCode: Text }),
    exercise: nullable(Whole),
    availability: AvailabilitySchema,
    words: Text,
    years: Type.Array(
      closed({
        exercise: Whole,
        availability: AvailabilitySchema,
        publication: nullable(closed({ version: Whole, publishedOn: Text, correction: nullable(Text) })),
        department: closed({ code: Text, name: Text }),
        departmentCount: nullable(Whole),
        nationalCount: nullable(Whole),
        departmentHidden: Type.Boolean(),
      }),
    ),
    lines: Type.Array(
      closed({
        ...indicatorWords,
        formula: Text,
        meaning: Text,
        own: Type.Array(Value),
        department: Type.Array(Value),
        national: Type.Array(Value),
      }),
    ),
    fewest: Whole,
    peers: nullable(Peers),
  }),
  exercise: closed({ exercise: Exercise }),
  means: closed({
    exercises: Type.Array(
      closed({
        exercise: Whole,
        validated: Whole,
        expected: Whole,
        opensOn: Text,
        publishedVersion: nullable(Whole),
        publishedOn: nullable(Text),
      }),
    ),
    setting: Setting,
  }),
  preview: Preview,
  readList: closed({
    preview: nullable(Preview),
    faults: Type.Array(closed({ line: nullable(Whole), reason: Text })),
  }),
  publication: closed({
    digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    forcedReason: Reason,
    correction: Reason,
    /** Means computed elsewhere; without it, those of the réelles. */
    list: Type.Optional(closed(list)),
  }),
  list: closed(list),
  setting: Setting,
  settingChange: closed({ showOwnStatsEarly: Type.Boolean() }),
};
