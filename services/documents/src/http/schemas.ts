import { Type, type TSchema } from 'typebox';

/** What is sent and answered holds what is named here and nothing else. */
export const closed = { additionalProperties: false } as const;

/** Bytes of a body that carries a file of 2 MiB in base64. */
export const fileBodyLimit = 3 * 1024 * 1024;

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const fault = nullable(Type.String({ description: 'French sentence: why it cannot be used' }));
const hundredths = (what: string) => Type.Integer({ description: `Hundredths of ${what}` });

/** What the path names. */
export const idParams = Type.Object({ id: Type.String({ maxLength: 100 }) }, closed);
/** A random name that the asker gives to what is to be printed, to ask its place by. */
const ticket = Type.String({ format: 'uuid' });
export const ticketParams = Type.Object({ ticket }, closed);
/** A version of a declaration: the latest one that the person reads by default. */
export const versionQuery = Type.Object(
  { version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })) },
  closed,
);
export const summaryQuery = Type.Object({ ...versionQuery.properties, ticket: Type.Optional(ticket) }, closed);

const declarationType = Type.Union([Type.Literal('FORECAST'), Type.Literal('UPDATED'), Type.Literal('ACTUAL')]);

const receipt = Type.Object(
  {
    reference: Type.String(),
    declarationId: Type.String(),
    version: Type.Integer(),
    exercise: Type.Integer(),
    type: declarationType,
    dataHash: Type.String({ description: 'SHA-256 of the canonical declared data, hexadecimal' }),
    transmittedAt: Type.String(),
    signature: Type.String({
      description: 'Ed25519 over the canonical JSON of all that stands before it, base64url',
    }),
    keyId: Type.String(),
    address: Type.String({ description: 'The page where anybody verifies it' }),
  },
  closed,
);

/** Bodies and answers of the routes. */
export const schemas = {
  place: Type.Object(
    {
      ahead: nullable(
        Type.Integer({ description: 'Documents made before it; null when it is made, or waits with another process' }),
      ),
    },
    closed,
  ),
  receipt: Type.Object({ receipt: nullable(receipt) }, closed),
  verification: Type.Object(
    {
      result: Type.Union([Type.Literal('AUTHENTIC'), Type.Literal('DIFFERENT'), Type.Literal('UNKNOWN')]),
      compared: nullable(Type.Union([Type.Literal('DATA'), Type.Literal('FILE')])),
      exercise: nullable(Type.Integer()),
      type: nullable(declarationType),
      version: nullable(Type.Integer()),
      transmittedAt: nullable(Type.String()),
      superseded: Type.Boolean(),
    },
    closed,
  ),
  receiptKeys: Type.Object(
    { keys: Type.Array(Type.Object({ keyId: Type.String(), publicKey: Type.String() }, closed)) },
    closed,
  ),
  workbookFile: Type.Object(
    {
      content: Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', maxLength: fileBodyLimit, description: 'base64' }),
    },
    closed,
  ),
  workbookReading: Type.Object(
    {
      rows: Type.Array(
        Type.Object(
          {
            line: Type.Integer({ description: 'Its number in the sheet' }),
            cells: Type.Array(Type.Object({ text: Type.String(), fault }, closed), {
              description: 'Period, days, beginning, end, places, as written',
            }),
          },
          closed,
        ),
      ),
      fault,
      result: nullable(
        Type.Object(
          {
            capacityHours: hundredths('an hour'),
            openingDays: Type.Integer(),
            meanAmplitude: hundredths('an hour a day'),
            weightedPlaces: hundredths('a place'),
            mostPlaces: hundredths('a place'),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
} as const;
