/**
 * A formula as OpenDocument writes it: references in brackets, semicolons between arguments. Texts between quotes stay as
 * they are.
 */
export function openFormula(formula: string): string {
  const parts = formula.split(/("(?:[^"]|"")*")/);
  return `of:=${parts.map((part, index) => (index % 2 === 1 ? part : reference(part))).join('')}`;
}

const range = /(?:([A-Z][A-Za-z]+)!)?(\$?[A-Z]\$?\d+)(?::(\$?[A-Z]\$?\d+))?/g;

function reference(part: string): string {
  return part
    .replaceAll(',', ';')
    .replace(range, (_, sheet: string | undefined, from: string, to: string | undefined) => {
      return `[${sheet === undefined ? '' : `$${sheet}`}.${from}${to === undefined ? '' : `:.${to}`}]`;
    });
}
