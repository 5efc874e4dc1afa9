/** Type de déclaration: prévisionnelle, actualisée, réelle (domain.md section 1.2). */
export type DeclarationType = 'FORECAST' | 'UPDATED' | 'ACTUAL';

/** État d’une déclaration (section 5.1). REJECTED is the state of a closed version only: version n + 1 starts at once. */
export type Status = 'TO_ENTER' | 'IN_PROGRESS' | 'SUBMITTED' | 'VALIDATED' | 'CANCELLED';

/** État d’une version, « Rejetée Caf » included. */
export type VersionStatus = Status | 'REJECTED';

/** Données d’activité, données financières. */
export type SectionKey = 'activity' | 'financial';

/** Any save that changes a figure returns a section to DRAFT (section 5.1). */
export type SectionState = 'EMPTY' | 'DRAFT' | 'CONTROLLED' | 'LOCKED';

/** Fournisseur de données d’activité, fournisseur de données financières, approbateur: held per equipment. */
export type Role = 'ACTIVITY_PROVIDER' | 'FINANCIAL_PROVIDER' | 'APPROVER';

/** Who a signed-in person is: partner user, Caf agent, Caf administrator, Cnaf administrator. */
export type Population = 'PARTNER' | 'CAF_AGENT' | 'CAF_ADMIN' | 'CNAF_ADMIN';

/** The steps of the « chemin de fer » (guide, fiche 5). */
export type StepKey =
  | 'ACTIVITY_ENTRY'
  | 'ACTIVITY_CONTROLS'
  | 'FINANCIAL_ENTRY'
  | 'FINANCIAL_CONTROLS'
  | 'DECLARATION_CONTROLS'
  | 'TRANSMISSION';

/** The set of controls a result belongs to: ACT, FIN or DEC codes. */
export type ControlStep = 'ACTIVITY' | 'FINANCIAL' | 'DECLARATION';

/** Everything a person can do to a declaration. Each act is at least one row of the transition table. */
export type Act =
  | 'OPEN'
  | 'SAVE_ACTIVITY'
  | 'SAVE_FINANCIAL'
  | 'RUN_ACTIVITY_CONTROLS'
  | 'RUN_FINANCIAL_CONTROLS'
  | 'EXPLAIN_ACTIVITY'
  | 'EXPLAIN_FINANCIAL'
  | 'EXPLAIN_DECLARATION'
  | 'LOCK_ACTIVITY'
  | 'LOCK_FINANCIAL'
  | 'UNLOCK_ACTIVITY'
  | 'UNLOCK_FINANCIAL'
  | 'RUN_DECLARATION_CONTROLS'
  | 'COMMENT'
  | 'TRANSMIT'
  | 'DELEGATE_ACTIVITY'
  | 'DELEGATE_FINANCIAL'
  | 'REVOKE_DELEGATION_ACTIVITY'
  | 'REVOKE_DELEGATION_FINANCIAL'
  | 'REQUEST_CORRECTION'
  | 'DECLINE_CORRECTION'
  | 'VALIDATE'
  | 'REJECT'
  | 'REOPEN'
  | 'CANCEL';

/** Act of a section, spelt out: `sectionAct('SAVE', 'activity')` is SAVE_ACTIVITY. */
export function sectionAct<Verb extends 'SAVE' | 'LOCK' | 'UNLOCK' | 'EXPLAIN' | 'DELEGATE' | 'REVOKE_DELEGATION'>(
  verb: Verb,
  section: SectionKey,
): `${Verb}_${'ACTIVITY' | 'FINANCIAL'}` {
  return section === 'activity' ? `${verb}_ACTIVITY` : `${verb}_FINANCIAL`;
}

/** The act of running a section’s controls. */
export function runControlsAct(section: SectionKey): 'RUN_ACTIVITY_CONTROLS' | 'RUN_FINANCIAL_CONTROLS' {
  return section === 'activity' ? 'RUN_ACTIVITY_CONTROLS' : 'RUN_FINANCIAL_CONTROLS';
}

/** The control step of a section. */
export function controlStepOf(section: SectionKey): 'ACTIVITY' | 'FINANCIAL' {
  return section === 'activity' ? 'ACTIVITY' : 'FINANCIAL';
}

/** The role that fills a section. */
export function providerOf(section: SectionKey): Role {
  return section === 'activity' ? 'ACTIVITY_PROVIDER' : 'FINANCIAL_PROVIDER';
}
