import type { Values } from '@api/workflow/workflow.types';
import { formatDay } from '@ui/dates/french-date';
import { countOf } from '@ui/words/count-of';

/** First and last day a declaration is about, ISO. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

const DAY = 86_400_000;
/** A day has 24 hours, in hundredths (ACT-B03). */
const LONGEST_DAY = 2_400;

/**
 * Why a date of opening or closing cannot be kept (ACT-B11), null when it can. The service refuses it too: what follows
 * from it would blame the number of days.
 */
export function dateFault(field: string, values: Values, period: Period): string | null {
  const day = values[field];
  if (typeof day !== 'string') return null;
  if (field !== 'activeFrom' && field !== 'activeTo') return null;
  if (day < period.start || day > period.end) {
    return `Cette date est hors de la période déclarée, du ${formatDay(period.start)} au ${formatDay(period.end)}. Laissez vide si l’établissement a fonctionné toute la période.`;
  }
  const from = values['activeFrom'];
  return field === 'activeTo' && typeof from === 'string' && day < from
    ? `La fermeture ne peut précéder l’ouverture, le ${formatDay(from)}.`
    : null;
}

/** What the controls will refuse of the activity figures (ACT-B02, ACT-B03, ACT-B05), said as one types. */
export function figureFaults(values: Values, period: Period): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {};
  const days = values['openingDays'];
  const longest = openDays(values, period);
  if (typeof days === 'number' && days > longest) {
    faults['openingDays'] =
      `La période compte ${countOf(longest, 'jour', 'jours')}\u202f: indiquez les jours réellement ouverts.`;
  }
  const hours = values['dailyOpeningHours'];
  if (typeof hours === 'number' && (hours <= 0 || hours > LONGEST_DAY)) {
    faults['dailyOpeningHours'] = 'Indiquez les heures d’ouverture d’une journée\u202f: plus de 0 et 24 au plus.';
  }
  const enrolled = values['enrolledChildren'];
  for (const field of ['childrenWithDisability', 'childrenLowContribution']) {
    const part = values[field];
    if (typeof part === 'number' && typeof enrolled === 'number' && part > enrolled) {
      faults[field] = `Ce nombre dépasse celui des enfants inscrits (${enrolled}).`;
    }
  }
  return faults;
}

/** Calendar days between opening and closing inside the period, both included. A misplaced date counts for nothing. */
function openDays(values: Values, period: Period): number {
  const within = (field: string) => (dateFault(field, values, period) === null ? values[field] : null);
  const from = within('activeFrom') ?? period.start;
  const to = within('activeTo') ?? period.end;
  return Math.round((Date.parse(String(to)) - Date.parse(String(from))) / DAY) + 1;
}
