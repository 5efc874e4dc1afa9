import type { Modulation } from './modulation.ts';

/** An entry of the workbook as it was written, and why it cannot be used. */
export interface ReadCell {
  readonly text: string;
  readonly fault: string | null;
}

/** A line of the workbook in which something stands: period, days, beginning, end, places. */
export interface ReadRow {
  /** Its number in the sheet. */
  readonly line: number;
  readonly cells: ReadCell[];
}

/** What a filled workbook says. */
export interface WorkbookReading {
  readonly rows: ReadRow[];
  /** What is wrong with the whole, in a sentence. */
  readonly fault: string | null;
  /** Null while something is to be corrected. */
  readonly result: Modulation | null;
}
