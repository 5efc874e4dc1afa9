import { Type, type TProperties } from 'typebox';
import { kinds } from '../domain/kinds.ts';

/** An object that lets nothing else in or out. */
const closed = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });
const oneOf = <const Values extends readonly string[]>(values: Values) =>
  Type.Unsafe<Values[number]>(Type.Enum([...values]));
const nullable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
const Text = Type.String();
const Whole = Type.Integer();
const KindSchema = oneOf(kinds);
const StateSchema = oneOf(['WAITING', 'SENT', 'FAILED', 'DROPPED'] as const);
const Page = Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 }));
const YesSchema = Type.Unsafe<'oui'>(Type.Enum(['oui']));

/** Schemas of parameters, bodies and answers. */
export const schemas = {
  id: closed({ id: Id }),
  noticesQuery: closed({ unread: Type.Optional(YesSchema), page: Page }),
  notices: closed({
    items: Type.Array(
      closed({
        id: Id,
        kind: KindSchema,
        at: Text,
        read: Type.Boolean(),
        title: Text,
        sentence: Text,
        lines: Type.Array(closed({ text: Text, path: Text })),
        more: Whole,
        action: closed({ label: Text, path: Text }),
      }),
    ),
    total: Whole,
    unread: Whole,
  }),
  unread: closed({ unread: Whole }),
  preferences: closed({
    revision: Whole,
    choices: Type.Array(closed({ kind: KindSchema, label: Text, byRight: Type.Boolean(), byMail: Type.Boolean() })),
  }),
  preferencesChange: closed({ muted: Type.Array(KindSchema, { maxItems: kinds.length, uniqueItems: true }) }),
  mailsQuery: closed({ state: Type.Optional(StateSchema), page: Page }),
  mails: closed({
    items: Type.Array(
      closed({
        id: Id,
        revision: Whole,
        state: StateSchema,
        title: Text,
        person: Text,
        email: Text,
        at: Text,
        attempts: Whole,
        nextAttemptAt: nullable(Text),
        sentAt: nullable(Text),
        error: nullable(Text),
      }),
    ),
    total: Whole,
    counts: closed({ waiting: Whole, failed: Whole, sent: Whole }),
  }),
};
