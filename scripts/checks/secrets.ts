/** What looks like a secret in a text; the secret itself is not repeated. */
export interface FoundSecret {
  readonly line: number;
  readonly what: string;
}

/** Shapes that nothing else has. */
const shapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['an access key of AWS', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{50,})\b/],
  ['a token of GitLab', /\bglpat-[\w-]{20,}\b/],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a token of Slack', /\bxox[abprs]-[\w-]{10,}\b/],
  ['a signed token', /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}/],
];

/** A value given to something whose name says that it is a secret; shorter ones are the passwords of the demo and of tests. */
const given =
  /\b[\w-]*(?:password|passwd|secret|token|api_?key|private_?key|session_?key|root_?key)["']?\s*[:=]\s*["']([^"'\s]{16,})["']/gi;
/** An address with a password in it. */
const inAddress = /\b[a-z][a-z0-9+]*:\/\/[^\s/:@"'`]+:([^\s/@"'`]{8,})@/gi;
/** A random text: of base64 or hexadecimal, and with more variety than words have. */
const alphabet = /^[A-Za-z0-9+/_=-]+$/;
const leastEntropy = 3.5;

/** What looks like a secret, line by line. */
export function secretsIn(text: string): FoundSecret[] {
  return text.split('\n').flatMap((content, index) => {
    const line = index + 1;
    const shaped = shapes.filter(([, shape]) => shape.test(content)).map(([what]) => ({ line, what }));
    const values = [...content.matchAll(given), ...content.matchAll(inAddress)].map(([, value = '']) => value);
    return values.some(isRandom) ? [...shaped, { line, what: 'a password or a key' }] : shaped;
  });
}

function isRandom(value: string): boolean {
  return alphabet.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value) && entropy(value) >= leastEntropy;
}

/** Bits a character, by how often each occurs. */
function entropy(value: string): number {
  const counts = Map.groupBy(value, (character) => character);
  return [...counts.values()].reduce((sum, { length }) => {
    const share = length / value.length;
    return sum - share * Math.log2(share);
  }, 0);
}
