import type { Routes } from '@angular/router';
import { declarationPages } from './declaration/declaration.routes';
import { HomePage } from './home/home-page';

export const routes = [
  // Where nearly everyone arrives: it comes with the application, in one go.
  { path: '', pathMatch: 'full', component: HomePage },
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
    path: 'declarations/:declarationId/messages',
    loadComponent: async () => (await import('./declaration/messages/messages-page')).MessagesPage,
  },
  {
    path: 'declarations/:declarationId',
    loadComponent: async () => (await import('./declaration/declaration-shell')).DeclarationShell,
    children: declarationPages,
  },
  {
    path: 'statistiques',
    loadChildren: async () => (await import('./statistics/statistics.routes')).statisticsRoutes,
  },
  {
    path: 'notifications',
    loadComponent: async () => (await import('@ui/notices/notices-page')).NoticesPage,
  },
  { path: 'mon-compte', loadComponent: async () => (await import('./account/account-page')).AccountPage },
  { path: 'conditions', loadComponent: async () => (await import('./terms/terms-reading-page')).TermsReadingPage },
  { path: '**', loadComponent: async () => (await import('@ui/pages/not-found-page')).NotFoundPage },
] satisfies Routes;
