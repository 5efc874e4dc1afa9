/** Who asks. */
export type Persona =
  | 'none'
  | 'activity provider'
  | 'financial provider'
  | 'approver'
  | 'other partner'
  | 'agent'
  | 'agent of another Caf'
  | 'Caf administrator'
  | 'Cnaf administrator';

/** On what. The first three roles are held on `own` only, the other partner’s on `other partner`. */
export type Target = 'own' | 'same partner, no role' | 'other partner' | 'other Caf' | 'unknown' | 'malformed';

/** What the answer says: past access control (whatever the state allows), or why not. */
export type Outcome = 'admitted' | 'forbidden' | 'unknown' | 'malformed' | 'sign in' | 'told apart' | 'broken';

/** What an identifier in a path names. */
export type Kind = 'declaration' | 'equipment' | 'user' | 'partner' | 'import' | 'caf';

/** Expected outcomes of one operation. */
export interface Row {
  readonly outcome: (persona: Persona, target: Target) => readonly Outcome[];
  readonly body?: unknown;
}

type Rule = (persona: Persona, target: Target) => boolean;

const cafPersonas: readonly Persona[] = ['agent', 'Caf administrator'];
const near: readonly Target[] = ['own', 'same partner, no role', 'other partner'];

/** Domain.md 5.3: own equipments for a partner, own Caf for agents; a national administrator reads equipments only. */
export const seesDeclaration: Rule = (persona, target) => {
  switch (persona) {
    case 'activity provider':
    case 'financial provider':
    case 'approver':
      return target === 'own';
    case 'other partner':
      return target === 'other partner';
    case 'agent':
    case 'Caf administrator':
      return near.includes(target);
    case 'agent of another Caf':
      return target === 'other Caf';
    case 'none':
    case 'Cnaf administrator':
      return false;
  }
};
export const seesEquipment: Rule = (persona, target) =>
  seesDeclaration(persona, target) || (persona === 'Cnaf administrator' && target !== 'unknown');

/** Existence first, then the right to act; an identifier that cannot be one is unknown or malformed. */
function row(sees: Rule, may: Rule, body?: unknown, beforeExistence: (persona: Persona) => boolean = () => false): Row {
  return {
    body,
    outcome: (persona, target) => {
      if (persona === 'none') return ['sign in'];
      if (target === 'malformed')
        return ['unknown', 'malformed', ...(beforeExistence(persona) ? (['forbidden'] as const) : [])];
      if (beforeExistence(persona)) return ['forbidden'];
      if (!sees(persona, target)) return ['unknown'];
      return may(persona, target) ? ['admitted'] : ['forbidden'];
    },
  };
}

const anybody: Rule = () => true;
/** The other partner’s user holds every role on their own equipment. */
const holding =
  (role: Persona): Rule =>
  (persona) =>
    persona === role || persona === 'other partner';
const ofTheCaf: Rule = (persona) => cafPersonas.includes(persona) || persona === 'agent of another Caf';
const ofStaff: Rule = (persona, target) => ofTheCaf(persona, target) || persona === 'Cnaf administrator';
const notOfACaf = (persona: Persona): boolean => !ofTheCaf(persona, 'own');

const onDeclaration = (may: Rule, body?: unknown): Row => row(seesDeclaration, may, body);
const byActivity = (body?: unknown): Row => onDeclaration(holding('activity provider'), body);
const byApprover = (body?: unknown): Row => onDeclaration(holding('approver'), body);
const byCaf = (body?: unknown): Row => onDeclaration(ofTheCaf, body);
const equipmentByCaf = (body?: unknown): Row => row(seesEquipment, ofTheCaf, body, notOfACaf);

/** What is named is nobody’s: no filter, template or campaign has this name. */
const nobodys: Row = { outcome: (persona) => (persona === 'none' ? ['sign in'] : ['unknown']) };
/** A person, a gestionnaire or a list of one’s Caf; a gestionnaire is the same whichever of its equipments is meant. */
const ofAdministration = (body?: unknown): Row => row(seesDeclaration, ofTheCaf, body);
const several = {
  effectiveFrom: '2099-01-01',
  documentReference: 'Scénario',
  people: [],
  lines: [{ userId: 'nobody', equipmentId: 'nowhere', roles: ['APPROVER'] }],
};

/** National data that is no one’s: the national administrator acts, everybody else on the site is refused. */
const national = (admitted: Outcome, body?: unknown): Row => ({
  body,
  outcome: (persona, target) => {
    if (persona === 'none') return ['sign in'];
    const said = persona === 'Cnaf administrator' ? admitted : 'forbidden';
    return target === 'malformed' ? [said, 'malformed'] : [said];
  },
});

const motive = { motive: 'Un motif assez long pour être lu par tous.' };

const nobody: Rule = () => false;
/** Who publishes reference data comes before what exists. */
const ofTheCnaf = (sees: Rule, body?: unknown): Row =>
  row(sees, anybody, body, (persona) => persona !== 'Cnaf administrator');
/** What a Caf asks of the Cnaf; too short a reason here, so that nothing is sent. */
const ofCafAdministration = (body: unknown): Row =>
  row(anybody, anybody, body, (persona) => persona !== 'Caf administrator');
const scaleContent = {
  sourceNote: 'Essai',
  parameters: {
    rate: 6_600,
    meetingHoursPerPlace: 600,
    costBasis: 'INVOICED',
    rgApplication: 'ON_NET',
    mode: 'BANDED',
    linearFrom: null,
    linearTo: null,
    advanceRate: 7_000,
    exceptionalHoursDecision: false,
  },
  rows: [],
};
const ruleContent = {
  severity: 'ALERT',
  enabled: true,
  label: 'Heures réalisées',
  message: null,
  requiredActions: null,
  thresholds: [{ name: 'tolerance', value: 1_500 }],
  fromExercise: 2015,
  toExercise: null,
  declarationTypes: ['ACTUAL'],
  sourceNote: 'Essai',
  reason: 'Essai',
};

const formContent = { lines: [], reason: 'Essai' };

const table: Readonly<Record<string, Row>> = {
  // Workflow
  readHome: onDeclaration(anybody),
  searchDeclarations: onDeclaration(anybody),
  searchEquipments: onDeclaration(anybody),
  followDeclaration: onDeclaration(anybody),
  listTransitions: onDeclaration(anybody),
  readQueue: onDeclaration(anybody),
  openDeclaration: byCaf(),
  readDeclaration: onDeclaration(anybody),
  listUnreadFiles: onDeclaration(anybody),
  readFileMessages: onDeclaration(anybody),
  sendFileMessage: onDeclaration(anybody, { text: 'x'.repeat(2_001) }),
  markFileRead: onDeclaration(anybody, { upTo: 1 }),
  readVersion: onDeclaration(anybody),
  // A draft is closed to the Caf, and no declaration of this world is transmitted.
  downloadSummary: row((persona, target) => seesDeclaration(persona, target) && !ofTheCaf(persona, target), anybody),
  // No ticket of this scenario waits.
  readPlace: row(anybody, anybody),
  readReceipt: row((persona, target) => seesDeclaration(persona, target) && !ofTheCaf(persona, target), anybody),
  // Whole, for the approver and the Caf; nothing is transmitted in this world, and that is what they are told.
  downloadControlFile: row(
    seesDeclaration,
    (persona, target) => ofTheCaf(persona, target) || holding('approver')(persona, target),
  ),
  // Opened to the portal only; the nurseries of this world are not modulated, and are told so.
  downloadWorkbook: row(
    (persona, target) =>
      seesDeclaration(persona, target) && !ofTheCaf(persona, target) && persona !== 'financial provider',
    anybody,
  ),
  readWorkbook: row(
    (persona, target) =>
      seesDeclaration(persona, target) && !ofTheCaf(persona, target) && persona !== 'financial provider',
    anybody,
    { content: '' },
  ),
  reviewDeclaration: onDeclaration(anybody),
  saveSection: byActivity({ values: {} }),
  runSectionControls: byActivity(),
  explainControl: byActivity({ text: 'Une explication assez longue.', fingerprint: 'a'.repeat(64) }),
  lockSection: byActivity(),
  unlockSection: byApprover({ message: 'Merci de revoir les heures.' }),
  runDeclarationControls: byApprover(),
  commentDeclaration: byApprover({ text: 'Rien à signaler.' }),
  transmitDeclaration: byApprover({ attested: true, termsVersion: '1' }),
  delegateCorrection: byApprover({}),
  revokeDelegation: byApprover(),
  requestCorrection: byApprover({ text: 'Le nombre de places est à corriger.' }),
  declineCorrection: byCaf({ text: 'Les états transmis le confirment.' }),
  validateDeclaration: byCaf({}),
  previewValidations: onDeclaration(anybody),
  validateDeclarations: onDeclaration(anybody),
  previewCampaign: onDeclaration(anybody),
  startCampaign: onDeclaration(anybody),
  listCampaigns: onDeclaration(anybody),
  readCampaign: nobodys,
  exportCampaign: nobodys,
  exportQueue: onDeclaration(anybody),
  exportDeclarations: onDeclaration(anybody),
  exportOwnDeclarations: onDeclaration(anybody),
  listWorkflowAudit: onDeclaration(anybody),
  exportWorkflowAudit: onDeclaration(anybody),
  verifyWorkflowChain: onDeclaration(anybody),
  assignDeclaration: byCaf({ assignee: null, expected: null }),
  listAgents: onDeclaration(anybody),
  listSavedFilters: onDeclaration(anybody),
  saveFilter: onDeclaration(anybody),
  dropFilter: nobodys,
  changeCampaignTemplate: national('admitted', {
    fromExercise: 2030,
    opens: { year: 0, day: '01-01' },
    due: { year: 0, day: '02-01' },
    source: 'Essai',
  }),
  readForm: row(anybody, anybody),
  saveFormDraft: ofTheCnaf(anybody, formContent),
  discardFormDraft: ofTheCnaf(anybody),
  publishForm: ofTheCnaf(anybody, {}),
  proposeForm: ofCafAdministration({ content: formContent, reason: 'Essai' }),
  listFormProposals: row(anybody, anybody),
  // No proposal has the identifiers of this scenario.
  readFormProposal: row(nobody, anybody),
  seeFormProposal: ofTheCnaf(nobody, {}),
  takeFormProposal: ofTheCnaf(nobody, { draftRevision: 0 }),
  refuseFormProposal: ofTheCnaf(nobody, { reason: 'Un essai du scénario des accès.' }),
  // No version has this name.
  withdrawTerms: national('unknown'),
  listCafSettings: onDeclaration(anybody),
  changeCafSettings: onDeclaration((persona) => persona === 'Caf administrator', {
    fourEyes: false,
    closedExercises: [],
  }),
  listMessageTemplates: onDeclaration(anybody),
  writeMessageTemplate: onDeclaration(anybody),
  changeMessageTemplate: { ...nobodys, body: { title: 'Titre', text: 'Un texte assez long pour un modèle.' } },
  retireMessageTemplate: nobodys,
  listTemplateVersions: nobodys,
  rejectDeclaration: byCaf(motive),
  reopenDeclaration: byCaf(motive),
  cancelDeclaration: byCaf(motive),
  // Equipment
  listEquipments: row(seesEquipment, anybody),
  getEquipment: row(seesEquipment, anybody),
  registerPartner: equipmentByCaf(),
  registerEquipment: equipmentByCaf(),
  changeIdentity: equipmentByCaf({
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
  grantAuthorization: equipmentByCaf({
    validFrom: '2015-01-01',
    capacity: 2_000,
    modulated: false,
    slots: [],
    ageFrom: 2,
    ageTo: 72,
    openingHours: '7 h 30 – 18 h 30',
  }),
  correctAuthorization: equipmentByCaf({
    validFrom: '2010-01-01',
    capacity: 2_000,
    modulated: false,
    slots: [],
    ageFrom: 2,
    ageTo: 72,
    openingHours: '7 h 30 – 18 h 30',
    reason: 'Erreur de saisie.',
  }),
  withdrawAuthorization: equipmentByCaf({ reason: 'Saisi pour un autre équipement.' }),
  closeEquipment: equipmentByCaf({ closedOn: '2099-12-31', reason: 'Fin de la convention.' }),
  reopenEquipment: equipmentByCaf({ reason: 'Fermeture annoncée à tort.' }),
  readEquipmentHistory: row(seesEquipment, ofStaff, undefined, (persona) => !ofStaff(persona, 'own')),
  findPartners: equipmentByCaf(),
  listEquipmentAudit: row(seesEquipment, ofStaff),
  exportEquipmentAudit: row(seesEquipment, ofStaff),
  verifyEquipmentChain: row(seesEquipment, ofStaff),
  previewRateImport: equipmentByCaf(),
  applyRateImport: equipmentByCaf(),
  setGeneralSchemeRate: equipmentByCaf({ rate: 9_600 }),
  writeNote: equipmentByCaf({ text: 'Une note.' }),
  appointReferent: equipmentByCaf({ name: 'Mme Baron', email: 'a.baron@caf.example', phone: '03 00 00 00 01' }),
  // Identity: people of the agent’s Caf; national administrators manage agents, not partner users
  readMe: onDeclaration(anybody),
  readSecondFactor: onDeclaration(anybody),
  resetSecondFactor: byCaf({ reason: 'Un essai du scénario des accès.' }),
  acceptTerms: onDeclaration(anybody),
  listUsers: onDeclaration(anybody),
  registerUser: byCaf(),
  readUser: onDeclaration(anybody),
  grantHabilitation: byCaf({ roles: ['APPROVER'], effectiveFrom: '2099-01-01', documentReference: 'Scénario' }),
  revokeHabilitation: byCaf(),
  suspendUser: byCaf(),
  reinstateUser: byCaf(),
  forcePasswordChange: byCaf(),
  readUserHistory: onDeclaration(anybody),
  listIdentityAudit: onDeclaration(anybody),
  exportIdentityAudit: onDeclaration(anybody),
  verifyIdentityChain: onDeclaration(anybody),
  listPartners: onDeclaration(anybody),
  readPartner: ofAdministration(),
  previewHabilitations: ofAdministration(several),
  grantHabilitations: ofAdministration(several),
  previewImport: byCaf(),
  readImport: ofAdministration(),
  applyImport: ofAdministration(),
  // Controls
  listScales: row(anybody, anybody),
  listRules: row(anybody, anybody),
  listControlsAudit: row(anybody, anybody),
  exportControlsAudit: row(anybody, anybody),
  verifyControlsChain: row(anybody, anybody),
  readScale: row(anybody, anybody),
  saveScaleDraft: ofTheCnaf(anybody, scaleContent),
  discardScaleDraft: ofTheCnaf(anybody),
  publishScale: ofTheCnaf(anybody, {}),
  proposeScale: ofCafAdministration({ content: scaleContent, reason: 'Essai' }),
  readRule: row(anybody, anybody),
  saveRuleDraft: ofTheCnaf(anybody, ruleContent),
  discardRuleDraft: ofTheCnaf(anybody),
  publishRule: ofTheCnaf(anybody, {}),
  tryRule: row(anybody, anybody, { exercise: 2015, content: ruleContent }),
  proposeRule: ofCafAdministration({ content: ruleContent, reason: 'Essai' }),
  listProposals: row(anybody, anybody),
  // No proposal has the identifiers of this scenario.
  readProposal: row(nobody, anybody),
  seeProposal: ofTheCnaf(nobody, {}),
  takeProposal: ofTheCnaf(nobody, { draftRevision: 0 }),
  refuseProposal: ofTheCnaf(nobody, { reason: 'Un essai du scénario des accès.' }),
  // Statistics
  readStatistics: row(seesDeclaration, anybody),
  exportStatistics: row(seesDeclaration, anybody),
  previewMeans: national('admitted'),
  readMeansList: national('admitted', { fileName: 'moyennes.csv', content: '' }),
  publishMeans: national('admitted', { digest: 'a'.repeat(64), forcedReason: null, correction: null }),
  // Messages: no notice nor mail has the identifiers of this scenario.
  markNoticeRead: row(nobody, anybody),
  sendMailAgain: row(
    nobody,
    anybody,
    undefined,
    (persona) => persona !== 'Caf administrator' && persona !== 'Cnaf administrator',
  ),
};

/** What is expected of an operation; undefined when nobody has written it. */
export function expectationOf(operationId: string): Row | undefined {
  return table[operationId];
}

/** A body that the operation’s schema accepts, so that the refusal is about the person. */
export function requestOf(operationId: string): unknown {
  return table[operationId]?.body;
}

/** How the placeholders of a path are filled: with an identifier of a kind, or with a fixed value. */
export function placeholdersOf(path: string): { name: string; kind?: Kind; value?: string }[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
    switch (name) {
      case 'section':
        return { name, value: 'activity' };
      case 'code':
        return { name, value: 'ACT-12' };
      case 'name':
        return { name, value: 'aucun-filtre-de-ce-nom' };
      case 'number':
        return { name, value: '1' };
      case 'validFrom':
        return { name, value: '2010-01-01' };
      case 'type':
        return { name, value: 'ACTUAL' };
      case 'endsOn':
        return { name, value: '12-31' };
      case 'version':
        return { name, value: '2000-01-01' };
      case 'ticket':
        return { name, value: '00000000-0000-4000-8000-000000000000' };
      case 'exercise':
        return { name, value: '2016' };
      case 'cafCode':
        return { name, kind: 'caf' };
      case 'equipmentId':
        return { name, kind: 'equipment' };
      default:
        return { name: name!, kind: kindOf(path) };
    }
  });
}

function kindOf(path: string): Kind {
  if (path.startsWith('/api/documents/equipments/')) return 'equipment';
  if (path.startsWith('/api/workflow/') || path.startsWith('/api/documents/')) return 'declaration';
  if (path.startsWith('/api/identity/partners/')) return 'partner';
  if (path.startsWith('/api/identity/habilitation-imports/')) return 'import';
  if (path.startsWith('/api/statistics/equipments/')) return 'equipment';
  return path.startsWith('/api/equipment/') ? 'equipment' : 'user';
}
