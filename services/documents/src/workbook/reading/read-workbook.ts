import {
  minutesOfDay,
  modulationOf,
  mostDays,
  mostPlaces,
  slotFaults,
  slotWords,
  type Slot,
} from '../../domain/modulation.ts';
import type { ReadCell, ReadRow, WorkbookReading } from '../../domain/workbook-reading.ts';
import { headings, layout, referenceOf } from '../modulation-workbook.ts';
import { fileLimits, openArchive } from './archive.ts';
import type { CellContent, Cells } from './cells.ts';
import { readOds } from './read-ods.ts';
import { readXlsx } from './read-xlsx.ts';
import { refuseFile } from './refused-file.ts';

/**
 * Reads a workbook that a person filled, in either format: only its entries, never a result that stands in it.
 * @throws RefusalError for any other file
 */
export function readWorkbook(content: Buffer, declarationId: string): WorkbookReading {
  if (content.length > fileLimits.bytes) throw refuseFile('TOO_LARGE');
  // How a spreadsheet encrypts a workbook, and how it saved one before 2007.
  if (content.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw refuseFile('NOT_A_WORKBOOK');
  const archive = openArchive(content);
  const isOpenDocument = archive.names.includes('mimetype') || archive.names.includes('content.xml');
  const cells = isOpenDocument ? readOds(archive) : readXlsx(archive);
  recognise(cells, declarationId);
  return readingOf(cells);
}

function recognise(cells: Cells, declarationId: string): void {
  const words = (at: string) => {
    const cell = cells.get(at);
    return cell?.kind === 'text' ? cell.text : '';
  };
  const titled = words('A1') === layout.title;
  const headed = headings.every(
    (heading, index) => words(`${String.fromCharCode(65 + index)}${layout.headings}`) === heading,
  );
  const reference = words(layout.reference);
  const [model, owner] = referenceOf(declarationId).split('/');
  if (!titled || !headed || !reference.startsWith(`${model}/`)) throw refuseFile('NOT_OURS');
  if (reference !== `${model}/${owner}`) throw refuseFile('OTHER_DECLARATION');
}

interface Row {
  readonly line: number;
  readonly cells: readonly (CellContent | undefined)[];
  readonly faults: Map<number, string>;
  readonly slot: Slot | null;
}

function readingOf(cells: Cells): WorkbookReading {
  const rows: Row[] = [];
  for (let line = layout.first; line <= layout.last; line += 1) {
    const row = ['A', 'B', 'C', 'D', 'E'].map((letter) => cells.get(`${letter}${line}`));
    if (row.some((cell) => cell !== undefined)) rows.push(rowOf(line, row));
  }
  const whole = rows.flatMap((row) => (row.slot === null ? [] : [{ row, slot: row.slot }]));
  for (const [index, fault] of slotFaults(whole.map(({ slot }) => slot)))
    whole[index]?.row.faults.set(blamed(fault), fault);
  const slots = whole.map(({ slot }) => slot);
  const sound = rows.length > 0 && rows.every(({ faults }) => faults.size === 0);
  const result = sound ? modulationOf(slots) : null;
  const tooMany = result !== null && result.openingDays > mostDays;
  return {
    rows: rows.map(({ line, cells: row, faults }): ReadRow => {
      return { line, cells: row.map((cell, index): ReadCell => shown(cell, index, faults.get(index) ?? null)) };
    }),
    fault: tooMany
      ? slotWords.tooManyDays
      : rows.length === 0
        ? 'Aucun créneau n’est rempli dans la feuille «\u202fModulation\u202f».'
        : null,
    result: tooMany ? null : result,
  };
}

/** The cell at which a fault between lines is told. */
function blamed(fault: string): number {
  if (fault === slotWords.days) return 1;
  return fault === slotWords.order ? 3 : 2;
}

function rowOf(line: number, cells: readonly (CellContent | undefined)[]): Row {
  const faults = new Map<number, string>();
  const [period, days, startsAt, endsAt, places] = cells.map((cell, index) => {
    if (cell === undefined) return blame(index, slotWords.incomplete);
    if (cell.kind === 'formula') return blame(index, 'Écrivez une valeur, pas une formule');
    switch (index) {
      case 0:
        return cell.kind === 'number' ? String(cell.number) : cell.text.trim() || blame(index, slotWords.incomplete);
      case 1:
        return whole(cell, 1, mostDays) ?? blame(index, slotWords.dayCount);
      case 4:
        return hundredths(cell) ?? blame(index, slotWords.places);
      default:
        return minutes(cell) ?? blame(index, slotWords.hours);
    }
  });
  function blame(index: number, words: string): null {
    faults.set(index, words);
    return null;
  }
  const slot = faults.size > 0 ? null : ({ period, days, startsAt, endsAt, places } as Slot);
  return { line, cells, faults, slot };
}

function whole(cell: CellContent, least: number, most: number): number | null {
  if (cell.kind !== 'number' || !Number.isInteger(cell.number)) return null;
  return cell.number >= least && cell.number <= most ? cell.number : null;
}

function hundredths(cell: CellContent): number | null {
  if (cell.kind !== 'number') return null;
  const value = Math.round(cell.number * 100);
  const exact = Math.abs(cell.number * 100 - value) < 1e-6;
  return exact && value > 0 && value <= mostPlaces ? value : null;
}

/** A fraction of a day, or an hour written as a text: « 7:30 », « 7 h 30 », « 7h ». */
function minutes(cell: CellContent): number | null {
  if (cell.kind === 'text') {
    const [, hour, minute = '0'] = /^(\d{1,2})\s*[:hH]\s*(\d{2})?$/.exec(cell.text.trim()) ?? [];
    if (hour === undefined || Number(minute) > 59) return null;
    const total = Number(hour) * 60 + Number(minute);
    return total <= minutesOfDay ? total : null;
  }
  if (cell.kind !== 'number') return null;
  const total = Math.round(cell.number * minutesOfDay);
  return total >= 0 && total <= minutesOfDay ? total : null;
}

/** A cell as the person wrote it. */
function shown(cell: CellContent | undefined, index: number, fault: string | null): ReadCell {
  if (cell === undefined) return { text: '', fault };
  if (cell.kind === 'formula') return { text: 'formule', fault };
  if (cell.kind === 'text') return { text: cell.text, fault };
  if (index === 2 || index === 3) {
    const total = minutes(cell);
    if (total !== null) return { text: `${two(Math.floor(total / 60))}:${two(total % 60)}`, fault };
  }
  return { text: String(cell.number).replace('.', ','), fault };
}

const two = (part: number) => String(part).padStart(2, '0');
