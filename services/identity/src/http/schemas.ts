import { Type, type TProperties, type TSchema } from 'typebox';

const closed = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });
const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  Type.Unsafe<Values[number]>(Type.Enum([...values]));
const id = Type.String({ maxLength: 60 });
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const population = oneOf('PARTNER', 'CAF_AGENT', 'CAF_ADMIN', 'CNAF_ADMIN');
const roles = Type.Array(oneOf('ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'), { maxItems: 3 });
const cafCodes = Type.Array(Type.String({ pattern: '^[0-9A-Z]{3}$' }), { maxItems: 20 });

const partner = Type.Union([closed({ id, name: Type.String() }), Type.Null()]);
const instant = Type.String();
const status = oneOf('ACTIVE', 'SUSPENDED');
const page = Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 }));
const search = Type.Optional(Type.String({ maxLength: 100 }));
const count = Type.Integer();
const planned = oneOf('CREATE', 'GRANT', 'UNCHANGED', 'REFUSED');
const documentReference = Type.String({ pattern: '\\S', maxLength: 200 });
const named = { givenName: Type.String(), familyName: Type.String() };
const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

const user = closed({
  id,
  revision: Type.Integer(),
  email: Type.String(),
  ...named,
  population,
  status,
  partner,
  cafCodes,
  termsVersion: orNull(Type.String()),
  lastSignInAt: orNull(instant),
  passwordChangeForcedAt: orNull(instant),
  habilitations: Type.Array(
    closed({
      equipmentId: id,
      equipmentName: Type.String(),
      commune: Type.String(),
      roles,
      effectiveFrom: day,
      effectiveTo: orNull(day),
      documentReference: Type.String(),
      grantedBy: Type.String(),
      grantedByName: orNull(Type.String()),
      grantedAt: instant,
    }),
  ),
  equipments: Type.Array(closed({ id, name: Type.String(), commune: Type.String() })),
  acts: Type.Array(oneOf('GRANT_HABILITATION', 'SUSPEND', 'REINSTATE', 'FORCE_PASSWORD_CHANGE', 'RESET_SECOND_FACTOR')),
});

const severalLine = { userId: id, equipmentId: id, roles };

const importLine = closed({
  line: Type.Integer(),
  email: Type.String(),
  name: Type.String(),
  equipment: Type.String(),
  roles,
  effectiveFrom: Type.String(),
  documentReference: Type.String(),
  planned,
  outcome: orNull(oneOf('CREATED', 'GRANTED', 'UNCHANGED', 'REFUSED')),
  reason: orNull(Type.String()),
});

/** Bytes of a body that carries a file of 2 MiB in base64. */
export const fileBodyLimit = 3 * 1024 * 1024;

/** Shapes of what this service receives and answers. */
export const schemas = {
  target: closed({ id }),
  habilitationTarget: closed({ id, equipmentId: id }),
  page: closed({ page }),
  search: closed({ search, page }),
  userSearch: closed({ search, page, status: Type.Optional(status) }),
  user,
  users: closed({
    items: Type.Array(
      closed({
        id,
        email: Type.String(),
        ...named,
        population,
        status,
        partner,
        cafCodes,
        equipmentCount: count,
        roleCount: count,
        lastSignInAt: orNull(instant),
      }),
    ),
    total: count,
  }),
  history: closed({
    items: Type.Array(closed({ at: instant, by: Type.String(), act: Type.String(), details: Type.String() })),
    total: count,
  }),
  partners: closed({
    items: Type.Array(
      closed({
        id,
        name: Type.String(),
        communes: Type.Array(Type.String()),
        equipmentCount: count,
        userCount: count,
      }),
    ),
    total: count,
  }),
  partner: closed({
    id,
    name: Type.String(),
    equipments: Type.Array(closed({ id, name: Type.String(), commune: Type.String(), idequ: Type.String() })),
    users: Type.Array(
      closed({
        id,
        revision: Type.Integer(),
        email: Type.String(),
        ...named,
        status,
        lastSignInAt: orNull(instant),
        habilitations: Type.Array(closed({ equipmentId: id, roles, effectiveFrom: day, effectiveTo: orNull(day) })),
      }),
    ),
  }),
  several: closed({
    effectiveFrom: day,
    documentReference,
    people: Type.Array(closed({ id, revision: Type.Integer() }), { maxItems: 200 }),
    lines: Type.Array(closed(severalLine), { minItems: 1, maxItems: 1_000 }),
  }),
  severalOutcomes: closed({
    lines: Type.Array(
      closed({
        ...severalLine,
        outcome: oneOf('CHANGED', 'UNCHANGED', 'REFUSED'),
        code: orNull(Type.String()),
        reason: orNull(Type.String()),
      }),
    ),
  }),
  newImport: closed({
    fileName: Type.String({ minLength: 1, maxLength: 200 }),
    /** The file in base64. */
    content: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', maxLength: fileBodyLimit }),
  }),
  importSearch: closed({ page, only: Type.Optional(planned) }),
  import: closed({
    id,
    state: oneOf('PREVIEWED', 'APPLYING', 'DONE'),
    fileName: Type.String(),
    digest: Type.String(),
    previewedAt: instant,
    previewedBy: Type.String(),
    appliedAt: orNull(instant),
    appliedBy: orNull(Type.String()),
    finishedAt: orNull(instant),
    total: count,
    settled: count,
    planned: closed({ CREATE: count, GRANT: count, UNCHANGED: count, REFUSED: count }),
    outcomes: closed({ CREATED: count, GRANTED: count, UNCHANGED: count, REFUSED: count }),
    found: count,
    lines: Type.Array(importLine),
  }),
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
    documentReference,
  }),
  termsVersions: closed({
    items: Type.Array(
      closed({
        version: Type.String(),
        inForceFrom: day,
        content: Type.String(),
        state: oneOf('PAST', 'IN_FORCE', 'COMING'),
        publishedAt: orNull(instant),
        publishedBy: orNull(Type.String()),
        acceptedBy: count,
      }),
    ),
  }),
  newTerms: closed({ inForceFrom: day, content: Type.String({ maxLength: 50_000 }) }),
  termsTarget: closed({ version: Type.String({ maxLength: 40 }) }),
  secondFactor: closed({
    since: orNull(instant),
    recoveryCodesLeft: count,
    /** The sign-in asks one of this person. */
    due: Type.Boolean(),
  }),
  reason: closed({ reason: Type.String({ maxLength: 500 }) }),
  everyPassword: closed({
    /** Of how many it would be asked. */
    people: count,
    /** Of how many accounts the sign-in server has not been told yet. */
    waiting: count,
    last: orNull(closed({ at: instant, by: orNull(Type.String()), reason: orNull(Type.String()), people: count })),
  }),
  terms: closed({ version: Type.String({ maxLength: 40 }) }),
  me: closed({
    id,
    email: Type.String(),
    givenName: Type.String(),
    familyName: Type.String(),
    population,
    partner,
    cafCodes,
    terms: closed({ currentVersion: Type.String(), accepted: Type.Boolean(), text: Type.String() }),
    habilitations: Type.Array(closed({ equipmentId: id, equipmentName: Type.String(), roles })),
  }),
};
