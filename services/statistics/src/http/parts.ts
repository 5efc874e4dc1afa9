import { Type, type TProperties } from 'typebox';

/** An object that lets nothing else in or out. */
export const closed = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });
export const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  Type.Unsafe<Values[number]>(Type.Enum([...values]));
export const nullable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

export const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
export const Text = Type.String();
export const Whole = Type.Integer();
export const Exercise = Type.Integer({ minimum: 2000, maximum: 2100 });
/** Hundredths of the unit; null where there is nothing to show. */
export const Value = nullable(Type.Integer());
export const Words = Type.Optional(Type.String({ maxLength: 100 }));
export const Reason = nullable(Type.String({ maxLength: 2_000 }));
export const TabSchema = oneOf('ACTIVITY', 'FINANCIAL');
export const UnitSchema = oneOf(
  ...(['PLACES', 'DAYS', 'HOURS_PER_DAY', 'HOURS', 'PERCENT', 'RATIO', 'SUPPLY', 'EURO', 'EURO_PER_HOUR'] as const),
);
export const AvailabilitySchema = oneOf('AVAILABLE', 'OWN_ONLY', 'MEANS_PENDING', 'NO_ACTUAL');
export const indicatorWords = { code: Text, tab: TabSchema, label: Text, unit: UnitSchema };
