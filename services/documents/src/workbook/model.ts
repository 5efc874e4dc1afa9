/** How the figure of a cell is shown. */
export type Shown = 'whole' | 'decimal' | 'time';

/** How a text looks. */
export type Look = 'title' | 'heading' | 'label' | 'text' | 'alert';

/** What stands in a cell. People’s words are always texts; formulas are ours. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string; readonly look: Look }
  /** In the words of a spreadsheet in English, with commas: `IF(B2="",0,Saisie!C4)`. */
  | { readonly kind: 'formula'; readonly formula: string; readonly shown: Shown | 'words' }
  /** The only cells that can be written in. A time is a fraction of a day. */
  | { readonly kind: 'entry'; readonly value: string | number | null; readonly shown: Shown | 'words' };

/** What may be typed in a range. */
export interface Validation {
  /** Of one column: `B16:B75`. */
  readonly range: string;
  readonly rule:
    | { readonly kind: 'whole' | 'decimal' | 'time'; readonly least: number; readonly most: number }
    | { readonly kind: 'length'; readonly most: number };
  /** Shown when the cell is entered, and when what is typed is refused. */
  readonly help: string;
  readonly refusal: string;
}

/** A sheet: protected as a whole, but for its entry cells. */
export interface WorkbookSheet {
  readonly name: string;
  /** Characters. */
  readonly widths: readonly number[];
  /** From the first line; a line of no cell is blank. */
  readonly rows: readonly (readonly (Cell | null)[])[];
  readonly validations: readonly Validation[];
  /** Lines that stay in sight. */
  readonly frozen: number;
}

/** A workbook, whatever the format it is written in. */
export interface Workbook {
  readonly title: string;
  readonly sheets: readonly WorkbookSheet[];
}

export const text = (words: string, look: Look = 'text'): Cell => ({ kind: 'text', text: words, look });
export const formula = (words: string, shown: Shown | 'words'): Cell => ({ kind: 'formula', formula: words, shown });
export const entry = (value: string | number | null, shown: Shown | 'words'): Cell => ({ kind: 'entry', value, shown });

/** `A`, `B`… of a column, from 0. */
export function letterOf(column: number): string {
  return String.fromCharCode(65 + column);
}
