/** Fields that a line of the log may have; another one is looked at by a person before it joins them. */
const allowed = new Set([
  ...['level', 'time', 'pid', 'hostname', 'service', 'msg', 'reqId', 'trace_id', 'span_id', 'err', 'cause', 'stack'],
  ...['signal', 'name', 'number', 'chains', 'moved', 'messageId', 'type', 'deliveries', 'durable', 'failures'],
  ...['replayed', 'failed', 'worker', 'metric', 'doubt', 'reason', 'code', 'ended'],
  // Of a request its method and route, of an answer its status: the serializers leave nothing else.
  ...['req', 'res'],
]);
/** Of an error, what the platform keeps. */
const allowedOfError = new Set(['type', 'message', 'stack', 'code', 'cause']);
/** Fields made of words, where something that a person typed could stand. */
const worded = ['msg', 'reason', 'message'];

const forms: readonly (readonly [what: string, form: RegExp])[] = [
  ['an address', /[\w.+-]+@[\w-]+\.[\w.]+/],
  ['a telephone number', /(?<![\d.-])0[1-9](?:[ .]?\d{2}){4}(?!\d)/],
  ['a figure', /\d[\d\u202f\u00a0 ]*,\d{1,2}(?!\d)|(?<![\d.:-])\d{6,}(?![\d-])/],
];
/** What Node itself writes on the error output. */
const ofNode = /^\(node:\d+\)|^\(Use `node /;

/**
 * What a line of a log must not say: a field that nobody judged, an address, a figure, one of these people.
 * @param people addresses and names of people who used the product
 */
export function faultsOfLine(line: string, people: readonly string[]): readonly string[] {
  if (ofNode.test(line)) return [];
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return ['not a line of JSON'];
  }
  const errors = [fields['err'], fields['cause']].flatMap(chainOf);
  const unjudged = [
    ...Object.keys(fields).filter((name) => !allowed.has(name)),
    ...errors.flatMap((error) => Object.keys(error).filter((name) => !allowedOfError.has(name))),
  ];
  const texts = [fields, ...errors].flatMap((part) => worded.map((name) => part[name])).filter(isText);
  const said = texts.flatMap((text) => forms.filter(([, form]) => form.test(text)).map(([what]) => what));
  const named = people.filter((person) => line.includes(person)).map(() => 'a person');
  return [...unjudged.map((name) => `the field ${name}`), ...said, ...named];
}

/** An error and what caused it. */
function chainOf(error: unknown): Record<string, unknown>[] {
  if (typeof error !== 'object' || error === null) return [];
  const fields = error as Record<string, unknown>;
  return [fields, ...chainOf(fields['cause'])];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
