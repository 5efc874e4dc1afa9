import { provideNoopAnimations } from '@angular/platform-browser/animations';
import type { Routes } from '@angular/router';

/** The charts ask for a provider of animations: given here, it stays out of the first load. */
export const statisticsRoutes = [
  {
    path: '',
    pathMatch: 'full',
    loadComponent: async () => (await import('./search/statistics-search-page')).StatisticsSearchPage,
  },
  {
    path: ':equipmentId',
    providers: [provideNoopAnimations()],
    loadComponent: async () => (await import('./table/statistics-page')).StatisticsPage,
  },
] satisfies Routes;
