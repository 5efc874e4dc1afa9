/** What stands in a cell: a formula is told apart, whatever it came to. */
export type CellContent =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'formula' };

/** Cells of the sheet of ours, by address; those outside of it are not kept. */
export type Cells = Map<string, CellContent>;

/** Columns and lines of the sheet that are looked at. */
export const mostColumns = 9;
export const mostRows = 76;
/** Letters of a cell. */
const longestText = 500;

/** A text, or nothing when it is blank. */
export function textContent(text: string): CellContent | null {
  return text === '' ? null : { kind: 'text', text: text.slice(0, longestText) };
}
