import { Type, type TArrayOptions, type TProperties, type TSchema } from 'typebox';

const closed = { additionalProperties: false } as const;
const object = <Properties extends TProperties>(properties: Properties) => Type.Object(properties, closed);

/** The domain’s lists are read-only. */
const list = <Item extends TSchema>(item: Item, options: TArrayOptions = {}) =>
  Type.Immutable(Type.Array(item, options));

const id = () => Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
const day = () => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'ISO date' });
const text = (maxLength: number, minLength = 1) => Type.String({ minLength, maxLength });
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
  name: text(200),
  careType,
  activityType: text(100),
  address: text(300),
  postalCode: Type.String({ pattern: '^\\d{5}$' }),
  commune: text(100),
  departmentCode: Type.String({ pattern: '^(\\d{2}|2[AB]|97\\d)$', description: 'INSEE code' }),
  afcFileNumber: text(20),
  idequ: text(20),
  openedOn: day(),
  closedOn: Type.Union([day(), Type.Null()]),
};

const slot = object({
  label: text(100),
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
  openingHours: text(300),
};

const referent = { name: text(200), email: Type.String({ format: 'email', maxLength: 254 }), phone: text(30) };
const rate = hundredths(10_000);

const partner = { id: id(), revision: Type.Integer(), name: Type.String(), status: partnerStatus };

/** Bodies, parameters and answers of the routes. Figures are integer hundredths, dates ISO. */
export const schemas = {
  target: object({ id: id() }),
  rateTarget: object({ id: id(), exercise: exercise() }),
  search: object({
    search: Type.Optional(Type.String({ maxLength: 200 })),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  }),
  newPartner: object({ name: text(200), status: partnerStatus }),
  newEquipment: object({ partnerId: id(), cafCode: Type.String({ pattern: '^[0-9A-Z]{3}$' }), ...identity }),
  identity: object(identity),
  authorization: object({ ...authorization, validTo: Type.Optional(Type.Union([day(), Type.Null()])) }),
  rate: object({ rate }),
  note: object({ text: Type.String({ maxLength: 2_000, description: 'empty to take the note away' }) }),
  referent: object(referent),
  partner: object(partner),
  equipment: object({
    id: id(),
    revision: Type.Integer(),
    cafCode: Type.String(),
    ...identity,
    partner: object(partner),
    referent: Type.Union([object(referent), Type.Null()]),
    note: Type.Union([object({ text: Type.String(), on: day() }), Type.Null()]),
    authorizations: list(object({ ...authorization, validTo: Type.Union([day(), Type.Null()]) })),
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
      }),
    ),
    total: Type.Integer(),
  }),
};
