import { Type, type TProperties } from 'typebox';

const closed = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });
const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  Type.Unsafe<Values[number]>(Type.Enum([...values]));
const id = Type.String({ maxLength: 60 });
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const population = oneOf('PARTNER', 'CAF_AGENT', 'CAF_ADMIN', 'CNAF_ADMIN');
const roles = Type.Array(oneOf('ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'), { maxItems: 3 });
const cafCodes = Type.Array(Type.String({ pattern: '^[0-9A-Z]{3}$' }), { maxItems: 20 });
const nullableId = Type.Union([id, Type.Null()]);

const user = closed({
  id,
  revision: Type.Integer(),
  email: Type.String(),
  givenName: Type.String(),
  familyName: Type.String(),
  population,
  status: oneOf('ACTIVE', 'SUSPENDED'),
  partnerId: nullableId,
  cafCodes,
  termsVersion: Type.Union([Type.String(), Type.Null()]),
  habilitations: Type.Array(
    closed({
      equipmentId: id,
      roles,
      effectiveFrom: day,
      effectiveTo: Type.Union([day, Type.Null()]),
      documentReference: Type.String(),
      grantedBy: Type.String(),
      grantedAt: Type.String(),
    }),
  ),
});

/** Shapes of what this service receives and answers. */
export const schemas = {
  target: closed({ id }),
  habilitationTarget: closed({ id, equipmentId: id }),
  search: closed({
    search: Type.Optional(Type.String({ maxLength: 100 })),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  }),
  user,
  users: closed({ items: Type.Array(user), total: Type.Integer() }),
  newUser: closed({
    email: Type.String({ format: 'email', maxLength: 200 }),
    givenName: Type.String({ pattern: '\\S', maxLength: 100 }),
    familyName: Type.String({ pattern: '\\S', maxLength: 100 }),
    population,
    partnerId: Type.Optional(id),
    cafCodes: Type.Optional(cafCodes),
  }),
  habilitation: closed({
    roles,
    effectiveFrom: day,
    documentReference: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  terms: closed({ version: Type.String({ maxLength: 40 }) }),
  me: closed({
    id,
    email: Type.String(),
    givenName: Type.String(),
    familyName: Type.String(),
    population,
    partner: Type.Union([closed({ id, name: Type.String() }), Type.Null()]),
    cafCodes,
    terms: closed({ currentVersion: Type.String(), accepted: Type.Boolean(), text: Type.String() }),
    habilitations: Type.Array(closed({ equipmentId: id, equipmentName: Type.String(), roles })),
  }),
};
