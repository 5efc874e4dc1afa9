import type { StatisticsTab } from '@api/statistics/statistics.types';
import type { ViewLink } from '@ui/frame/view-links';

const TABS = [
  { tab: 'ACTIVITY', label: 'Données d’activité', address: null },
  { tab: 'FINANCIAL', label: 'Données financières', address: 'finances' },
] as const;

/** The indicator that a chart of many shows first. */
export const FIRST_INDICATOR: Readonly<Record<StatisticsTab, string>> = {
  ACTIVITY: 'actualOccupancyRate',
  FINANCIAL: 'costPerInvoicedHour',
};

/** The tab that an address names: `onglet`. */
export const tabOf = (onglet: string | undefined): StatisticsTab => (onglet === 'finances' ? 'FINANCIAL' : 'ACTIVITY');

/** The exercise that an address names: `exercice`. */
export function exerciseOf(exercice: string | undefined): number | undefined {
  return /^20\d{2}$/.test(exercice ?? '') ? Number(exercice) : undefined;
}

/** Both tabs of statistics (fiche 12). */
export function tabLinks(current: StatisticsTab): ViewLink[] {
  return TABS.map(({ tab, label, address }) => ({ label, query: { onglet: address }, current: tab === current }));
}

/** Exercises of which there is something to see; another one is read from its first page. */
export function exerciseLinks(exercises: readonly number[], current: number | null): ViewLink[] {
  return exercises.map((exercise) => ({
    label: String(exercise),
    before: 'Exercice',
    query: { exercice: exercise, page: null },
    current: exercise === current,
  }));
}
