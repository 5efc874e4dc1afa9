import type { Correction, Transmission } from './declaration.ts';
import { providerOf, type Population, type Role, type SectionKey, type Status } from './vocabulary.ts';

/** A signed-in person, as they relate to one equipment on one day. */
export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly population: Population;
  /** Roles held on the equipment; none for agents. */
  readonly roles: readonly Role[];
  /** False when this equipment’s existence is not theirs to know: no role on it, or another Caf. */
  readonly inScope: boolean;
  /** Version of the conditions générales last accepted. */
  readonly termsVersion: string | null;
}

/** What permissions look at in a declaration. */
export interface PermissionState {
  readonly status: Status;
  readonly correction: { readonly delegations: Correction['delegations'] } | null;
  /** Set once the current version was transmitted. */
  readonly transmission?: Transmission | object | null;
}

/** True when the person holds the role on the equipment. */
export function holds(person: Person, role: Role): boolean {
  return person.inScope && person.population === 'PARTNER' && person.roles.includes(role);
}

/** True for an agent or an administrator of the equipment’s Caf. */
export function isOfTheCaf(person: Person): boolean {
  return person.inScope && (person.population === 'CAF_AGENT' || person.population === 'CAF_ADMIN');
}

/**
 * True when the person fills, controls, explains and ends this section: its provider; after a rejection or a reopening
 * the approver (T11), unless they delegated the section (T12). Domain.md 5.3, decision 9.7.
 */
export function edits(declaration: PermissionState, person: Person, section: SectionKey): boolean {
  return holds(person, editingRole(declaration, section));
}

/** The role that edits a section now. */
export function editingRole(declaration: PermissionState, section: SectionKey): Role {
  const correctedByApprover =
    declaration.correction !== null && declaration.correction.delegations[section] === undefined;
  return correctedByApprover ? 'APPROVER' : providerOf(section);
}

/**
 * True when the person may read the figures of a section: its provider and the approver always; the Caf once
 * transmitted; national administrators never (domain.md 5.3).
 */
export function reads(declaration: PermissionState, person: Person, section: SectionKey): boolean {
  if (person.population === 'PARTNER') return holds(person, providerOf(section)) || holds(person, 'APPROVER');
  return isOfTheCaf(person) && isTransmitted(declaration);
}

/** True when the person reads the controls of the whole declaration and the estimate (decision 9.18). */
export function readsDeclarationControls(declaration: PermissionState, person: Person): boolean {
  return holds(person, 'APPROVER') || (isOfTheCaf(person) && isTransmitted(declaration));
}

/** True when the person reads the Caf’s motive: approver and Caf (domain.md 5.3). */
export function readsMotive(person: Person): boolean {
  return holds(person, 'APPROVER') || isOfTheCaf(person);
}

function isTransmitted(declaration: PermissionState): boolean {
  switch (declaration.status) {
    case 'SUBMITTED':
    case 'VALIDATED':
      return true;
    case 'CANCELLED':
      return declaration.transmission !== undefined && declaration.transmission !== null;
    case 'TO_ENTER':
    case 'IN_PROGRESS':
      return false;
  }
}
