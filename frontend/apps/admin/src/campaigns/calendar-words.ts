import type { CalendarItem } from '@api/workflow/workflow.types';
import { formatDay } from '@ui/dates/french-date';
import type { Tone } from '@ui/status/status-chip';

/** The declarations of a month, in the order they open. */
export interface CalendarMonth {
  /** « Janvier 2017 ». */
  readonly heading: string;
  readonly items: readonly CalendarItem[];
}

const MONTH = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' });

export const CALENDAR_STATES: Readonly<Record<CalendarItem['state'], { readonly word: string; readonly tone: Tone }>> =
  {
    COMING: { word: 'À venir', tone: 'muted' },
    TO_OPEN: { word: 'À ouvrir', tone: 'todo' },
    OPEN: { word: 'Ouverte', tone: 'done' },
    OVERDUE: { word: 'Réponses en retard', tone: 'explain' },
  };

/** Items, already in the order they open, month by month. */
export function monthsOf(items: readonly CalendarItem[]): readonly CalendarMonth[] {
  const months = [...new Set(items.map(({ opensOn }) => opensOn.slice(0, 7)))];
  return months.map((month) => {
    const words = MONTH.format(new Date(`${month}-01T00:00:00Z`));
    const own = items.filter(({ opensOn }) => opensOn.startsWith(month));
    return { heading: words.charAt(0).toUpperCase() + words.slice(1), items: own };
  });
}

/** What the page of a new campaign starts with for this item. */
export function preparedFor(item: CalendarItem): Readonly<Record<string, string>> {
  return {
    nom: `${item.typeLabel} ${item.exercise}`,
    exercice: String(item.exercise),
    type: item.type,
    ...(item.type === 'UPDATED' ? { periode: item.periodEnd.slice(5) } : {}),
    echeance: formatDay(item.dueOn),
  };
}
