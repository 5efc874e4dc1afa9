import { Type, type TSchema } from 'typebox';

/** What is sent and answered holds what is named here and nothing else. */
export const closed = { additionalProperties: false } as const;

/** Bytes of a body that carries a file of 2 MiB in base64. */
export const fileBodyLimit = 3 * 1024 * 1024;

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const fault = nullable(Type.String({ description: 'French sentence: why it cannot be used' }));
const hundredths = (what: string) => Type.Integer({ description: `Hundredths of ${what}` });

/** Bodies and answers of the routes. */
export const schemas = {
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
