import type { Routes } from '@angular/router';

export const routes = [
  { path: '', pathMatch: 'full', redirectTo: 'a-instruire' },
  { path: 'a-instruire', loadComponent: async () => (await import('./queue/queue-page')).QueuePage },
  { path: 'recherche', loadComponent: async () => (await import('./search/search-page')).SearchPage },
  { path: 'ouverture', loadComponent: async () => (await import('./opening/opening-page')).OpeningPage },
  {
    path: 'equipements',
    loadComponent: async () => (await import('./equipments/equipment-search-page')).EquipmentSearchPage,
  },
  {
    path: 'equipements/nouveau',
    loadComponent: async () => (await import('./equipments/new-equipment-page')).NewEquipmentPage,
  },
  {
    path: 'equipements/taux/import',
    loadComponent: async () => (await import('./equipments/rate-import-page')).RateImportPage,
  },
  {
    path: 'equipements/:equipmentId',
    loadComponent: async () => (await import('./equipments/equipment-page')).EquipmentPage,
  },
  {
    path: 'equipements/:equipmentId/historique',
    loadComponent: async () => (await import('./equipments/history-page')).HistoryPage,
  },
  {
    path: 'declarations/:declarationId',
    loadComponent: async () => (await import('./review/review-page')).ReviewPage,
  },
  {
    path: 'declarations/:declarationId/versions/:number',
    loadComponent: async () => (await import('./versions/version-page')).VersionPage,
  },
  {
    path: 'declarations/:declarationId/comparaison',
    loadComponent: async () => (await import('./versions/comparison-page')).ComparisonPage,
  },
  { path: '**', loadComponent: async () => (await import('@ui/pages/not-found-page')).NotFoundPage },
] satisfies Routes;
