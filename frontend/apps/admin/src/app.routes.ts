import type { Routes } from '@angular/router';

export const routes = [
  { path: '', pathMatch: 'full', redirectTo: 'a-instruire' },
  { path: 'a-instruire', loadComponent: async () => (await import('./queue/queue-page')).QueuePage },
  {
    path: 'a-instruire/valider',
    loadComponent: async () => (await import('./validation/validation-page')).ValidationPage,
  },
  {
    path: 'mon-compte',
    data: { national: true },
    loadComponent: async () => (await import('./account/account-page')).AccountPage,
  },
  {
    path: 'notifications',
    data: { national: true },
    loadComponent: async () => (await import('@ui/notices/notices-page')).NoticesPage,
  },
  { path: 'recherche', loadComponent: async () => (await import('./search/search-page')).SearchPage },
  {
    path: 'modeles',
    data: { national: true },
    loadComponent: async () => (await import('./templates/templates-page')).TemplatesPage,
  },
  {
    path: 'audit',
    data: { national: true },
    loadComponent: async () => (await import('./audit/audit-page')).AuditPage,
  },
  {
    path: 'envois',
    data: { national: true },
    loadComponent: async () => (await import('./mails/mails-page')).MailsPage,
  },
  { path: 'campagnes', loadComponent: async () => (await import('./campaigns/campaigns-page')).CampaignsPage },
  {
    path: 'campagnes/calendrier',
    loadComponent: async () => (await import('./campaigns/calendar-page')).CalendarPage,
  },
  {
    path: 'campagnes/dates-nationales',
    data: { national: true },
    loadComponent: async () => (await import('./campaigns/templates-page')).CampaignTemplatesPage,
  },
  {
    path: 'mots-de-passe',
    data: { national: true },
    loadComponent: async () => (await import('./people/every-password-page')).EveryPasswordPage,
  },
  {
    path: 'conditions',
    data: { national: true },
    loadComponent: async () => (await import('./terms/terms-page')).TermsPage,
  },
  {
    path: 'campagnes/nouvelle',
    loadComponent: async () => (await import('./campaigns/new-campaign-page')).NewCampaignPage,
  },
  {
    path: 'campagnes/:campaignId',
    loadComponent: async () => (await import('./campaigns/campaign-page')).CampaignPage,
  },
  { path: 'reglages', loadComponent: async () => (await import('./settings/settings-page')).SettingsPage },
  { path: 'ouverture', loadComponent: async () => (await import('./opening/opening-page')).OpeningPage },
  // People of a Caf are the Caf’s; national administrators manage those of every Caf (`national`).
  {
    path: 'personnes',
    data: { national: true },
    loadComponent: async () => (await import('./people/people-page')).PeoplePage,
  },
  {
    path: 'personnes/nouvelle',
    data: { national: true },
    loadComponent: async () => (await import('./people/new-person-page')).NewPersonPage,
  },
  {
    path: 'personnes/:personId',
    data: { national: true },
    loadComponent: async () => (await import('./people/person-page')).PersonPage,
  },
  { path: 'gestionnaires', loadComponent: async () => (await import('./people/partners-page')).PartnersPage },
  {
    path: 'gestionnaires/:partnerId',
    loadComponent: async () => (await import('./people/partner-page')).PartnerPage,
  },
  { path: 'habilitations/import', loadComponent: async () => (await import('./people/import-page')).ImportPage },
  {
    path: 'habilitations/import/:importId',
    loadComponent: async () => (await import('./people/import-report-page')).ImportReportPage,
  },
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
    path: 'referentiel',
    data: { national: true },
    loadComponent: async () => (await import('./reference/reference-page')).ReferencePage,
  },
  {
    path: 'referentiel/baremes',
    data: { national: true },
    loadComponent: async () => (await import('./reference/scales-page')).ScalesPage,
  },
  {
    path: 'referentiel/baremes/:exercice',
    data: { national: true },
    loadComponent: async () => (await import('./reference/scale-page')).ScalePage,
  },
  {
    path: 'referentiel/controles',
    data: { national: true },
    loadComponent: async () => (await import('./reference/rules-page')).RulesPage,
  },
  {
    path: 'referentiel/controles/:code',
    data: { national: true },
    loadComponent: async () => (await import('./reference/rule-page')).RulePage,
  },
  {
    path: 'referentiel/formulaires',
    data: { national: true },
    loadComponent: async () => (await import('./reference/forms-page')).FormsPage,
  },
  {
    path: 'referentiel/formulaires/:exercice',
    data: { national: true },
    loadComponent: async () => (await import('./reference/form-page')).FormPage,
  },
  {
    path: 'referentiel/propositions',
    data: { national: true },
    loadComponent: async () => (await import('./reference/proposals-page')).ProposalsPage,
  },
  {
    path: 'referentiel/propositions/formulaires/:proposalId',
    data: { national: true, about: 'formulaires' },
    loadComponent: async () => (await import('./reference/proposal-page')).ProposalPage,
  },
  {
    path: 'referentiel/propositions/:proposalId',
    data: { national: true },
    loadComponent: async () => (await import('./reference/proposal-page')).ProposalPage,
  },
  {
    path: 'statistiques',
    data: { national: true },
    loadComponent: async () => (await import('./territory/territory-page')).TerritoryPage,
  },
  {
    path: 'moyennes',
    data: { national: true },
    loadComponent: async () => (await import('./means/means-page')).MeansPage,
  },
  {
    path: 'moyennes/:exercice',
    data: { national: true },
    loadComponent: async () => (await import('./means/means-exercise-page')).MeansExercisePage,
  },
  {
    path: 'declarations/:declarationId',
    loadComponent: async () => (await import('./review/review-page')).ReviewPage,
  },
  {
    path: 'declarations/:declarationId/messages',
    loadComponent: async () => (await import('./file-messages/messages-page')).MessagesPage,
  },
  {
    path: 'messages',
    loadComponent: async () => (await import('./file-messages/unread-files-page')).UnreadFilesPage,
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
