import type { Routes } from '@angular/router';

export const routes = [
  { path: '', pathMatch: 'full', loadComponent: async () => (await import('./home/home-page')).HomePage },
  {
    path: 'recherche/declarations',
    loadComponent: async () => (await import('./search/declaration-search-page')).DeclarationSearchPage,
  },
  {
    path: 'recherche/equipements',
    loadComponent: async () => (await import('./search/equipment-search-page')).EquipmentSearchPage,
  },
  {
    path: 'equipements/:equipmentId',
    loadComponent: async () => (await import('./equipment/equipment-page')).EquipmentPage,
  },
  {
    path: 'declarations/:declarationId',
    loadChildren: async () => (await import('./declaration/declaration.routes')).declarationRoutes,
  },
  {
    path: 'statistiques',
    loadChildren: async () => (await import('./statistics/statistics.routes')).statisticsRoutes,
  },
  { path: 'conditions', loadComponent: async () => (await import('./terms/terms-reading-page')).TermsReadingPage },
  { path: '**', loadComponent: async () => (await import('@ui/pages/not-found-page')).NotFoundPage },
] satisfies Routes;
