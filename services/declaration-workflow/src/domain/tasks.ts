import { requiredSections, type HandBack, type Stamp } from './declaration.ts';
import { points } from './labels.ts';
import { editingRole, edits, holds, isOfTheCaf, type Person } from './permissions.ts';
import { isReadyForApproval, progressOfSection, type Progress, type SectionProgress } from './progress.ts';
import type { Role, SectionKey, StepKey } from './vocabulary.ts';

/** What is expected of a person on a declaration: verb first, and where to do it. */
export interface ExpectedAct {
  /** « Saisir les données d’activité ». */
  readonly act: string;
  readonly step: StepKey;
  /** Instant since which it is expected, ISO 8601. */
  readonly since: string;
  /** The section was given back by the approver, with a word (T6). */
  readonly handedBack?: HandBack | null;
}

const dataOf: Readonly<Record<SectionKey, string>> = {
  activity: 'les données d’activité',
  financial: 'les données financières',
};
const ofDataOf: Readonly<Record<SectionKey, string>> = {
  activity: 'des données d’activité',
  financial: 'des données financières',
};
const entryStep = { activity: 'ACTIVITY_ENTRY', financial: 'FINANCIAL_ENTRY' } as const;
const controlsStep = { activity: 'ACTIVITY_CONTROLS', financial: 'FINANCIAL_CONTROLS' } as const;

/** The first thing expected of this person on this declaration now, or null. */
export function expectedAct(progress: Progress, person: Person): ExpectedAct | null {
  if (isOfTheCaf(person)) {
    if (progress.status !== 'SUBMITTED') return null;
    const { correctionRequested: asked } = progress;
    if (asked !== null) return { act: 'Répondre à la demande de correction', step: 'TRANSMISSION', since: asked.at };
    return { act: 'Instruire la déclaration', step: 'TRANSMISSION', since: sinceOf(progress, progress.transmission) };
  }
  if (progress.status !== 'TO_ENTER' && progress.status !== 'IN_PROGRESS') return null;
  for (const key of requiredSections(progress)) {
    const section = progressOfSection(progress, key);
    if (section === null || !edits(progress, person, key)) continue;
    const expected = expectedInSection(progress, section, key, person);
    if (expected !== null) return expected;
  }
  return holds(person, 'APPROVER') && isReadyForApproval(progress, person) ? expectedOfApprover(progress) : null;
}

/** Who the declaration waits for: roles, or the Caf once transmitted; empty when nothing is awaited. */
export function awaited(progress: Progress): readonly (Role | 'CAF')[] {
  switch (progress.status) {
    case 'TO_ENTER':
    case 'IN_PROGRESS': {
      const unfinished = requiredSections(progress).filter(
        (key) => progressOfSection(progress, key)?.state !== 'LOCKED',
      );
      return unfinished.length === 0 ? ['APPROVER'] : [...new Set(unfinished.map((key) => editingRole(progress, key)))];
    }
    case 'SUBMITTED':
      return ['CAF'];
    case 'VALIDATED':
    case 'CANCELLED':
      return [];
  }
}

/** What each does, beside a name. */
const awaitedFor: Readonly<Record<Role, string>> = {
  ACTIVITY_PROVIDER: 'données d’activité',
  FINANCIAL_PROVIDER: 'données financières',
  APPROVER: 'approbation',
};

const awaitedNames: Readonly<Record<Role | 'CAF', string>> = {
  ACTIVITY_PROVIDER: 'le fournisseur de données d’activité',
  FINANCIAL_PROVIDER: 'le fournisseur de données financières',
  APPROVER: 'l’approbateur',
  CAF: 'la Caf',
};

/**
 * Who is awaited, in words: « Paul Morel (données financières) », the role when nobody holds it; null when nobody is awaited.
 * @param holders names of those who hold each role on the equipment
 */
export function waitingFor(
  progress: Progress,
  holders: Readonly<Partial<Record<Role, readonly string[]>>>,
): string | null {
  const parts = awaited(progress).map((who) => {
    const names = who === 'CAF' ? [] : (holders[who] ?? []);
    return who === 'CAF' || names.length === 0 ? awaitedNames[who] : `${names.join(', ')} (${awaitedFor[who]})`;
  });
  return parts.length === 0 ? null : parts.join(' et ');
}

function expectedInSection(
  progress: Progress,
  section: SectionProgress,
  key: SectionKey,
  person: Person,
): ExpectedAct | null {
  const data = dataOf[key];
  switch (section.state) {
    case 'EMPTY':
      return { act: `Saisir ${data}`, step: entryStep[key], since: sinceOf(progress, progress.correction?.decided) };
    case 'DRAFT': {
      // Figures saved before the rejection or the return were not yet what is expected now.
      const { handedBack } = section;
      const since = latest(progress, section.saved, progress.correction?.decided, handedBack);
      const given = handedBack?.userId === person.userId ? null : handedBack;
      if (!section.controlsRun) {
        const first = progress.correction === null ? 'Compléter et contrôler' : 'Corriger et contrôler';
        const verb = given === null ? first : 'Revoir et contrôler';
        return { act: `${verb} ${data}`, step: entryStep[key], since, handedBack: given };
      }
      if (section.toExplain !== null && section.toExplain > 0) {
        return {
          act: `Expliquer ${points(section.toExplain)} ${ofDataOf[key]}`,
          step: controlsStep[key],
          since,
          handedBack: given,
        };
      }
      return { act: `Contrôler ${data}`, step: controlsStep[key], since, handedBack: given };
    }
    case 'CONTROLLED': {
      // Decision 9.3: an editor who is also approver does not tick « fin de saisie ».
      if (holds(person, 'APPROVER')) return null;
      const since = sinceOf(progress, section.controlled);
      return { act: `Terminer la saisie ${ofDataOf[key]}`, step: controlsStep[key], since };
    }
    case 'LOCKED':
      return null;
  }
}

function expectedOfApprover(progress: Progress): ExpectedAct {
  const { ran, toExplain, blocking } = progress.declaration;
  const ended = [progress.activity, progress.financial]
    .map((section) => section?.locked ?? section?.controlled ?? null)
    .filter((stamp) => stamp !== null)
    .map((stamp) => stamp.at)
    .sort();
  const since = ended.at(-1) ?? progress.opened.at;
  const here = { step: 'DECLARATION_CONTROLS', since } as const;
  if (ran === null || toExplain === null || blocking === null) return { act: 'Contrôler la déclaration', ...here };
  if (blocking > 0) return { act: `Lever ${points(blocking)} de blocage de la déclaration`, ...here };
  if (toExplain > 0) return { act: `Expliquer ${points(toExplain)} de la déclaration`, ...here };
  return { act: 'Transmettre la déclaration à la Caf', step: 'TRANSMISSION', since: ran.at };
}

function latest(progress: Progress, ...stamps: readonly (Stamp | null | undefined)[]): string {
  return stamps.reduce((since, stamp) => (stamp && stamp.at > since ? stamp.at : since), progress.opened.at);
}

function sinceOf(progress: Progress, stamp: Stamp | null | undefined): string {
  return stamp?.at ?? progress.opened.at;
}
