import type { Routes } from '@angular/router';
import { leaveGuard } from './leave-guard';

const sectionEntry = async () => (await import('./entry/section-entry-page')).SectionEntryPage;
const sectionControls = async () => (await import('./controls/section-controls-page')).SectionControlsPage;

/** The pages of a declaration, within its shell: shell and page are asked for together. */
export const declarationPages = [
  { path: '', pathMatch: 'full', loadComponent: async () => (await import('./start-page')).StartPage },
  {
    path: 'saisie-activite',
    loadComponent: sectionEntry,
    data: { section: 'activity' },
    canDeactivate: [leaveGuard],
  },
  {
    path: 'saisie-financiere',
    loadComponent: sectionEntry,
    data: { section: 'financial' },
    canDeactivate: [leaveGuard],
  },
  {
    path: 'controle-activite',
    loadComponent: sectionControls,
    data: { section: 'activity' },
    canDeactivate: [leaveGuard],
  },
  {
    path: 'controle-financier',
    loadComponent: sectionControls,
    data: { section: 'financial' },
    canDeactivate: [leaveGuard],
  },
  {
    path: 'controle-declaration',
    loadComponent: async () => (await import('./review/declaration-controls-page')).DeclarationControlsPage,
    canDeactivate: [leaveGuard],
  },
  {
    path: 'transmission',
    loadComponent: async () => (await import('./transmission/transmission-page')).TransmissionPage,
  },
  { path: 'correction', loadComponent: async () => (await import('./correction/correction-page')).CorrectionPage },
  {
    path: 'demande-correction',
    loadComponent: async () => (await import('./request/request-page')).RequestPage,
  },
  { path: 'versions/:number', loadComponent: async () => (await import('./versions/version-page')).VersionPage },
  { path: 'comparaison', loadComponent: async () => (await import('./versions/comparison-page')).ComparisonPage },
  { path: 'consultation', loadComponent: async () => (await import('./reading/reading-page')).ReadingPage },
  { path: 'historique', loadComponent: async () => (await import('./history/history-page')).HistoryPage },
] satisfies Routes;
