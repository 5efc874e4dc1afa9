import { Type, type TArrayOptions, type TProperties, type TSchema } from 'typebox';
import { historyTopics } from '../domain/history-words.ts';

const closed = { additionalProperties: false } as const;
const object = <Properties extends TProperties>(properties: Properties) => Type.Object(properties, closed);

/** The domain’s lists are read-only. */
const list = <Item extends TSchema>(item: Item, options: TArrayOptions = {}) =>
  Type.Immutable(Type.Array(item, options));

const id = () => Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
const day = () => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'ISO date' });
const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const text = (maxLength: number, minLength = 1) => Type.String({ minLength, maxLength });
/** A text with something to read in it. */
const words = (maxLength: number) => Type.String({ pattern: '\\S', maxLength });
const exercise = () => Type.Integer({ minimum: 2010, maximum: 2100 });
const hundredths = (maximum: number, minimum = 0) =>
  Type.Integer({ minimum, maximum, description: 'integer hundredths' });

const careType = Type.Union([Type.Literal('COLLECTIVE'), Type.Literal('FAMILY'), Type.Literal('PARENTAL')]);
const partnerStatus = Type.Union([
  Type.Literal('PUBLIC'),
  Type.Literal('ASSOCIATION'),
  Type.Literal('COMPANY'),
  Type.Literal('OTHER'),
]);

const identity = {
  name: words(200),
  careType,
  activityType: words(100),
  address: words(300),
  postalCode: Type.String({ pattern: '^\\d{5}$' }),
  commune: words(100),
  departmentCode: Type.String({ pattern: '^(\\d{2}|2[AB]|97\\d)$', description: 'INSEE code' }),
  afcFileNumber: words(20),
  idequ: words(20),
  openedOn: day(),
};
const closing = { closedOn: nullable(day()), closingReason: nullable(Type.String()) };
const reason = () => Type.String({ maxLength: 2_000, description: '5 to 500 characters' });

const slot = object({
  label: words(100),
  days: Type.Integer({ minimum: 1, maximum: 366 }),
  startsAt: Type.Integer({ minimum: 0, maximum: 1439, description: 'minutes since midnight' }),
  endsAt: Type.Integer({ minimum: 1, maximum: 1440, description: 'minutes since midnight' }),
  places: hundredths(1_000_000, 1),
});

const authorization = {
  validFrom: day(),
  capacity: hundredths(1_000_000, 1),
  modulated: Type.Boolean(),
  slots: list(slot, { maxItems: 50 }),
  ageFrom: Type.Integer({ minimum: 0, maximum: 72, description: 'months' }),
  ageTo: Type.Integer({ minimum: 1, maximum: 72, description: 'months' }),
  openingHours: words(300),
};

const referent = { name: words(200), email: Type.String({ format: 'email', maxLength: 254 }), phone: words(30) };
const rate = hundredths(10_000);

const state = Type.Union([Type.Literal('OPEN'), Type.Literal('CLOSED')]);
const topic = Type.Union(historyTopics.map((each) => Type.Literal(each)));
const page = Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 }));

const partner = { id: id(), revision: Type.Integer(), name: Type.String(), status: partnerStatus };

/** Bytes of a body that carries a file of 2 MiB in base64. */
export const fileBodyLimit = 3 * 1024 * 1024;
const file = {
  content: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', maxLength: fileBodyLimit, description: 'base64' }),
};
const counts = { set: Type.Integer(), unchanged: Type.Integer(), refused: Type.Integer() };

/** Bodies, parameters and answers of the routes. Figures are integer hundredths, dates ISO. */
export const schemas = {
  target: object({ id: id() }),
  rateTarget: object({ id: id(), exercise: exercise() }),
  search: object({
    search: Type.Optional(Type.String({ maxLength: 200 })),
    state: Type.Optional(state),
    page,
  }),
  partnerSearch: object({ search: Type.Optional(Type.String({ maxLength: 200 })) }),
  partners: object({
    items: list(object({ id: id(), name: Type.String(), status: partnerStatus, equipments: Type.Integer() })),
    total: Type.Integer(),
  }),
  newPartner: object({ name: text(200), status: partnerStatus }),
  newEquipment: object({ partnerId: id(), cafCode: Type.String({ pattern: '^[0-9A-Z]{3}$' }), ...identity }),
  identity: object(identity),
  authorization: object({ ...authorization, validTo: Type.Optional(nullable(day())) }),
  authorizationTarget: object({ id: id(), validFrom: day() }),
  correctedAuthorization: object({
    ...authorization,
    validTo: Type.Optional(nullable(day())),
    reason: reason(),
  }),
  reason: object({ reason: reason() }),
  closing: object({ closedOn: day(), reason: reason() }),
  rate: object({ rate }),
  rateFile: object(file),
  previewedRateFile: object({ ...file, fingerprint: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  ratePreview: object({
    fingerprint: Type.String(),
    counts: object(counts),
    lines: list(
      object({
        line: Type.Integer(),
        idequ: Type.String(),
        exercise: Type.String({ description: 'as written' }),
        rate: Type.String({ description: 'as written' }),
        outcome: Type.Union([Type.Literal('SET'), Type.Literal('UNCHANGED'), Type.Literal('REFUSED')]),
        reason: nullable(Type.String()),
        equipment: nullable(object({ id: id(), name: Type.String(), commune: Type.String() })),
        set: nullable(object({ exercise: exercise(), rate })),
        before: nullable(rate),
      }),
    ),
  }),
  rateCounts: object(counts),
  note: object({
    text: Type.String({ maxLength: 2_000, description: 'empty to take the note away' }),
    from: Type.Optional(day()),
    until: Type.Optional(nullable(day())),
  }),
  referent: object(referent),
  partner: object(partner),
  equipment: object({
    id: id(),
    revision: Type.Integer(),
    cafCode: Type.String(),
    ...identity,
    ...closing,
    partner: object(partner),
    referent: nullable(object(referent)),
    note: nullable(object({ text: Type.String(), on: day(), from: day(), until: nullable(day()) })),
    authorizations: list(object({ ...authorization, validTo: nullable(day()) })),
    generalSchemeRates: list(object({ exercise: exercise(), rate })),
  }),
  list: object({
    items: list(
      object({
        id: id(),
        name: Type.String(),
        commune: Type.String(),
        postalCode: Type.String(),
        partnerName: Type.String(),
        idequ: Type.String(),
        state,
        closedOn: nullable(day()),
        capacity: nullable(hundredths(1_000_000)),
        rate: nullable(rate),
      }),
    ),
    total: Type.Integer(),
    exercise: exercise(),
  }),
  historySearch: object({ about: Type.Optional(topic), page }),
  history: object({
    items: list(
      object({
        sequence: Type.Integer(),
        at: Type.String(),
        by: nullable(Type.String()),
        act: Type.String(),
        reason: nullable(Type.String()),
        changes: list(
          object({ label: Type.String(), before: nullable(Type.String()), after: nullable(Type.String()) }),
        ),
      }),
    ),
    total: Type.Integer(),
  }),
};
