/** What a typed figure is turned into: a place, euros and hours are kept in hundredths, days and children as they are. */
export type FigureKind = 'DECIMAL' | 'INTEGER';

export type FigureRefusal =
  | 'NOT_A_NUMBER'
  | 'TOO_MANY_DECIMALS'
  | 'NEGATIVE'
  | 'TOO_LARGE'
  | 'NOT_WHOLE'
  | 'SPACING'
  | 'HOURS_MINUTES'
  | 'TWO_FIGURES'
  | 'TWO_SEPARATORS';

export type ParsedFigure =
  | { readonly ok: true; readonly value: number | null }
  | { readonly ok: false; readonly code: FigureRefusal; readonly message: string };

/** Largest accepted figure, in units (ACT-B10, FIN-B04 of docs/domain: 10^9). */
const LARGEST = 1_000_000_000;

// Every space, tab or line end that keyboards, spreadsheets and our own output put between or after groups of digits.
const SPACES = /\s+/g;
const UNIT = /(?<=[\d.,]) ?(€|%|h|heures?|euros?|places?|jours?)$/i;
const GROUPED = /^(?:\d+|\d{1,3}(?: \d{3})+)$/;

/** `11h30`, `11 h 30`, `11:30`. */
const HOURS_MINUTES = /^(\d{1,6}) ?[h:] ?([0-5]\d)(?: ?min)?$/i;
/** Cells of a sheet keep their tab or line end when pasted. */
const TWO_FIGURES = /\d[^\S\t\r\n]*[\t\r\n]+[^\S\t\r\n]*\d/;
/** `1,234.50`, `1.234,50`. */
const TWO_SEPARATORS = /^(\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,](\d{1,2})$/;

const MESSAGES: Readonly<Record<FigureRefusal, string>> = {
  NOT_A_NUMBER: 'Ce n’est pas un nombre. Écrivez seulement des chiffres, par exemple 1\u202f234,50.',
  TOO_MANY_DECIMALS: 'Deux décimales au plus. Pour séparer les milliers, laissez un espace\u202f: 1\u202f234,50.',
  NEGATIVE: 'Un nombre négatif n’est pas accepté ici. Écrivez-le sans le signe moins, ou 0.',
  TOO_LARGE: 'Ce nombre dépasse un milliard. Vérifiez le nombre de chiffres.',
  NOT_WHOLE: 'Indiquez un nombre entier, sans décimale.',
  HOURS_MINUTES: 'Écrivez les heures avec des décimales',
  TWO_FIGURES: 'Plusieurs nombres ont été collés ensemble. Gardez celui de cette ligne.',
  TWO_SEPARATORS: 'N’écrivez qu’une virgule, avant les décimales',
  SPACING: 'Les espaces ne sont pas à leur place. Écrivez par exemple 1\u202f234,50 ou 1234,50.',
};

/**
 * Reads a figure typed the French way (`1 234,5`), the machine way (`1234.5`) or pasted from a spreadsheet.
 * The value is an integer: hundredths of the unit for DECIMAL, units for INTEGER, null when nothing is typed.
 * Refuses what it would have to guess, with a sentence that says what to do.
 */
export function parseFigure(typed: string, kind: FigureKind): ParsedFigure {
  const text = typed.replace(SPACES, ' ').trim().replace(UNIT, '');
  if (text === '') return { ok: true, value: null };
  const clock = HOURS_MINUTES.exec(text);
  if (clock) return refuse('HOURS_MINUTES', decimalHours(Number(clock[1]), Number(clock[2])));
  const mixed = TWO_SEPARATORS.exec(text);
  if (mixed) return refuse('TWO_SEPARATORS', `${(mixed[1] ?? '').replaceAll(/[.,]/g, '\u202f')},${mixed[3]}`);
  if (/^[-−–]/.test(text)) return refuse(/\d/.test(text) ? 'NEGATIVE' : 'NOT_A_NUMBER');

  const parts = text.split(/[.,]/);
  const [whole = '', decimals = ''] = parts;
  if (TWO_FIGURES.test(typed) && parts.length > 2) return refuse('TWO_FIGURES');
  if (parts.length > 2 || !/^[\d ]*$/.test(whole + decimals) || !/\d/.test(text)) return refuse('NOT_A_NUMBER');
  if (decimals.includes(' ') || (whole !== '' && !GROUPED.test(whole))) {
    return refuse(TWO_FIGURES.test(typed) ? 'TWO_FIGURES' : 'SPACING');
  }
  if (decimals.length > 2) return refuse('TOO_MANY_DECIMALS');

  const digits = whole.replaceAll(' ', '').replace(/^0+(?=\d)/, '');
  if (digits.length > 10) return refuse('TOO_LARGE');
  const hundredths = Number(digits || '0') * 100 + Number(decimals.padEnd(2, '0'));
  if (hundredths > LARGEST * 100) return refuse('TOO_LARGE');
  if (kind === 'DECIMAL') return { ok: true, value: hundredths };
  if (hundredths % 100 !== 0) return refuse('NOT_WHOLE');
  return { ok: true, value: hundredths / 100 };
}

/** `11 h 30` → `11,5`. */
function decimalHours(hours: number, minutes: number): string {
  const hundredths = Math.round((minutes * 100) / 60);
  return hundredths === 0 ? String(hours) : `${hours},${String(hundredths).padStart(2, '0').replace(/0$/, '')}`;
}

/** `instead`: how to write what was typed. */
function refuse(code: FigureRefusal, instead = ''): ParsedFigure {
  return { ok: false, code, message: instead ? `${MESSAGES[code]}\u202f: ${instead}.` : MESSAGES[code] };
}
