const NARROW = '\u202F';
const NO_BREAK = '\u00A0';

/** French typography of a text written with ordinary spaces: narrow before ; : ! ? %, no break inside guillemets. */
export function french(text: string): string {
  return text
    .replace(/ ([;:!?%])/gu, `${NARROW}$1`)
    .replace(/« /gu, `«${NO_BREAK}`)
    .replace(/ »/gu, `${NO_BREAK}»`)
    .replace(/(\d) (\d{3})/gu, `$1${NARROW}$2`);
}
