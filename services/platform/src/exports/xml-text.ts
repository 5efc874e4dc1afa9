const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Text without what no file of ours holds: controls, half a character. Some programs would drop them, and read what follows. */
export function writable(value: string): string {
  return value.toWellFormed().replace(forbidden, '\uFFFD');
}

/** Text as XML holds it, in an element or an attribute. */
export function xmlText(value: string): string {
  return writable(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
