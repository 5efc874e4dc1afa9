import { ownCaf } from './demo-people.ts';
import type { Kind, Outcome, Persona } from './access-table.ts';

// Operations that name nothing in their path: who gets in at all. What a list holds, and what is named in a query or a body,
// is asked apart (access-named.ts); here a body says nothing that could happen.

/** Who gets in, and what is sent. */
export interface Entrance {
  readonly admits: (persona: Persona) => boolean;
  /** Answer to those who are on the site but not admitted. */
  readonly others: Outcome;
  readonly query?: string;
  readonly body?: unknown;
  /** Statuses of those admitted: 200, or the refusal of what was sent. */
  readonly answers: readonly number[];
  /** Kinds of things of others that this list may name all the same, with its reason beside the row. */
  readonly mayName?: readonly Kind[];
}

const everybody = () => true;
const ofACaf = (persona: Persona): boolean =>
  persona === 'agent' || persona === 'agent of another Caf' || persona === 'Caf administrator';
const ofThisCaf = (persona: Persona): boolean => persona === 'agent' || persona === 'Caf administrator';
const isAdministrator = (persona: Persona): boolean => persona === 'Caf administrator';
const ofTheCnaf = (persona: Persona): boolean => persona === 'Cnaf administrator';
const ofTheStaff = (persona: Persona): boolean => ofACaf(persona) || persona === 'Cnaf administrator';

const list = (admits: Entrance['admits'] = everybody, query = '', others: Outcome = 'unknown'): Entrance => ({
  admits,
  others,
  query,
  answers: [200],
});
/** An act whose body is well formed and means nothing that can be done. */
const refusing = (admits: Entrance['admits'], others: Outcome, body: unknown): Entrance => ({
  admits,
  others,
  body,
  answers: [422],
});

const nowhere = '01890000-0000-7000-8000-000000000000';
const actual = { exercise: 2016, type: 'ACTUAL' };
const emptyFile = { content: '' };
const asFile = '?format=csv';
/** What is asked about exists nowhere. */
const ofNothing: Entrance = { admits: () => false, others: 'unknown', query: `?chain=${nowhere}`, answers: [] };
const year = '?exercise=2016&type=ACTUAL';

const entrances: Readonly<Record<string, Entrance>> = {
  // Workflow
  readHome: list(),
  listUnreadFiles: list(),
  searchDeclarations: list(),
  searchEquipments: list(),
  followDeclaration: list(),
  listTransitions: list(),
  readQueue: list(ofTheStaff),
  previewCampaign: list(ofACaf, year, 'forbidden'),
  listCampaigns: list(ofTheStaff),
  listAgents: list(ofTheStaff),
  listSavedFilters: list(ofTheStaff),
  listCafSettings: list(ofTheStaff),
  readCampaignCalendar: list(ofTheStaff, '?year=2016'),
  listCampaignTemplates: list(ofTheStaff),
  listMessageTemplates: list(ofTheStaff),
  listForms: list(ofTheStaff),
  // What they name exists nowhere.
  openDeclaration: { admits: () => false, others: 'unknown', body: { equipmentId: nowhere, ...actual }, answers: [] },
  previewValidations: list(ofTheStaff, `?ids=${nowhere}`),
  validateDeclarations: { ...list(ofTheStaff), body: { declarations: [{ id: nowhere, revision: 1 }] } },
  startCampaign: refusing(ofACaf, 'forbidden', { name: ' ', exercise: 2016, type: 'ACTUAL' }),
  saveFilter: refusing(ofTheStaff, 'unknown', { name: ' ', query: '' }),
  writeMessageTemplate: refusing(isAdministrator, 'forbidden', {
    kind: 'REJECT',
    cafCode: ownCaf,
    title: '',
    text: '',
  }),
  exportQueue: list(ofTheStaff, asFile),
  exportDeclarations: list(ofTheStaff, asFile),
  exportOwnDeclarations: list(everybody, asFile),
  listWorkflowAudit: list(ofTheStaff),
  exportWorkflowAudit: list(ofTheStaff, asFile),
  verifyWorkflowChain: ofNothing,
  // Equipment
  listEquipments: list(),
  // A gestionnaire is not bound to one Caf: who registers an equipment finds all of them.
  findPartners: { ...list(ofACaf, '', 'forbidden'), mayName: ['partner', 'equipment'] },
  registerEquipment: refusing(ofThisCaf, 'forbidden', {
    partnerId: nowhere,
    cafCode: ownCaf,
    name: 'Accès',
    careType: 'COLLECTIVE',
    activityType: 'Multi-accueil',
    address: '1, rue des Essais',
    postalCode: '37210',
    commune: 'Montrevel',
    departmentCode: '37',
    afcFileNumber: '201600001',
    idequ: 'acces',
    openedOn: '2010-01-01',
  }),
  registerPartner: refusing(ofACaf, 'forbidden', { name: ' ', status: 'PUBLIC' }),
  previewRateImport: refusing(ofACaf, 'forbidden', emptyFile),
  applyRateImport: refusing(ofACaf, 'forbidden', { ...emptyFile, fingerprint: 'a'.repeat(64) }),
  listEquipmentAudit: list(ofTheStaff),
  exportEquipmentAudit: list(ofTheStaff, asFile),
  verifyEquipmentChain: ofNothing,
  // Identity
  readMe: list(),
  readOwnSecondFactor: list(),
  // Nobody here has one: nothing is removed, and who gave their password too long ago is told so.
  removeOwnSecondFactor: { ...list(), answers: [204, 428] },
  readEveryPasswordChange: list(ofTheCnaf, '', 'forbidden'),
  // Too short a reason, so that nothing is asked of anybody.
  askEveryPasswordChange: refusing(ofTheCnaf, 'forbidden', { reason: '' }),
  acceptTerms: refusing(everybody, 'forbidden', { version: 'aucune' }),
  listUsers: list(ofTheStaff),
  registerUser: refusing(ofACaf, 'forbidden', {
    email: 'personne@acces.example',
    givenName: 'Ada',
    familyName: 'Accès',
    population: 'PARTNER',
    partnerId: nowhere,
  }),
  listPartners: list(ofTheStaff),
  listTerms: list(ofTheStaff),
  publishTerms: refusing(ofTheCnaf, 'forbidden', { inForceFrom: '2000-01-01', content: '' }),
  previewImport: refusing(ofACaf, 'forbidden', { fileName: 'vide.csv', ...emptyFile }),
  listIdentityAudit: list(ofTheStaff),
  exportIdentityAudit: list(ofTheStaff, asFile),
  verifyIdentityChain: ofNothing,
  // Controls
  listScales: list(ofTheStaff),
  listRules: list(ofTheStaff),
  listProposals: list(ofTheStaff),
  listFormProposals: list(ofTheStaff),
  listControlsAudit: list(ofTheStaff),
  exportControlsAudit: list(ofTheStaff, asFile),
  verifyControlsChain: ofNothing,
  // Statistics
  searchStatistics: list(),
  readTerritory: list(ofTheStaff),
  listMeans: list(ofTheCnaf, '', 'forbidden'),
  // Without the revision it rests on.
  changeStatisticsSetting: {
    ...{ admits: ofTheCnaf, others: 'forbidden', answers: [428] },
    body: { showOwnStatsEarly: false },
  },
  listStatisticsAudit: list(ofTheStaff),
  exportStatisticsAudit: list(ofTheStaff, asFile),
  verifyStatisticsChain: ofNothing,
  // Messages
  listNotices: list(),
  countUnreadNotices: list(),
  markAllNoticesRead: list(),
  readMessagePreferences: list(),
  // Without the revision it rests on.
  changeMessagePreferences: { ...list(), body: { muted: [] }, answers: [428] },
  listMails: list((persona) => isAdministrator(persona) || ofTheCnaf(persona), '', 'forbidden'),
};

/** What is expected of an operation without identifier; undefined when nobody has written it. */
export function entranceOf(operationId: string): Entrance | undefined {
  return entrances[operationId];
}
