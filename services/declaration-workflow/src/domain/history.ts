import { parisDay } from '@portail/platform/pure/calendar.ts';

type Data = Readonly<Record<string, unknown>>;

/** A line of the journal of a declaration. */
export interface HistoryLine {
  /** Instant, ISO 8601. */
  readonly at: string;
  /** Name of who did it. */
  readonly actor: string;
  readonly type: string;
  readonly data: Data;
}

/**
 * The lines with the saves of one sitting as one: figures are saved as they are typed, and twenty lines would hide the
 * rejection between them. A sitting is the saves of a section by one person in a day (Europe/Paris), until somebody does
 * something else than saving; it is told at its last save, with the data changed in all.
 * @param lines oldest first
 */
export function withSittings(lines: readonly HistoryLine[]): HistoryLine[] {
  const told = new Set<HistoryLine>();
  const sittings = new Map<string, HistoryLine>();
  for (const line of lines) {
    if (line.type !== 'SectionSaved') {
      sittings.clear();
      told.add(line);
      continue;
    }
    const key = [text(line.data['section']), line.actor, parisDay(new Date(line.at))].join(' ');
    const before = sittings.get(key);
    if (before) told.delete(before);
    const sitting = before ? { ...line, data: { ...line.data, changes: changesOfBoth(before, line) } } : line;
    sittings.set(key, sitting);
    told.add(sitting);
  }
  return [...told];
}

/** The latest change of each field. */
function changesOfBoth(before: HistoryLine, after: HistoryLine): unknown[] {
  const changes = [before, after].flatMap(({ data }) => (data['changes'] ?? []) as { readonly field: string }[]);
  return [...new Map(changes.map((change) => [change.field, change])).values()];
}

const ofSection = (data: Data): string =>
  data['section'] === 'financial' ? 'des données financières' : 'des données d’activité';

/** Label of a control by its code, when it is still known. */
type LabelOf = (code: string) => string | undefined;

const sentences: Readonly<Record<string, (data: Data, labelOf: LabelOf) => string>> = {
  DeclarationOpened: () => 'Déclaration ouverte par la Caf',
  SectionSaved: (data) => `Enregistrement ${ofSection(data)}${changed(data)}`,
  SectionControlsRun: (data) => `Contrôle ${ofSection(data)} : ${pending(data)}`,
  SectionControlled: (data) => `Contrôle ${ofSection(data)} terminé`,
  SectionControlsOutdated: (data) => `Contrôle ${ofSection(data)} à refaire : une donnée comparée a changé`,
  ControlExplained: (data, labelOf) => {
    const label = labelOf(text(data['code']));
    return label === undefined ? 'Écart expliqué' : `Écart expliqué : « ${label} »`;
  },
  SectionLocked: (data) => `Fin de saisie ${ofSection(data)}`,
  SectionUnlocked: (data) =>
    `Saisie ${ofSection(data)} rouverte par l’approbateur${data['message'] ? ', avec un message' : ''}`,
  DeclarationControlsRun: () => 'Contrôle de la déclaration',
  DeclarationCommented: () => 'Commentaire de l’approbateur enregistré',
  DeclarationTransmitted: () => 'Déclaration transmise à la Caf',
  CorrectionRequested: () => 'Correction demandée à la Caf',
  CorrectionDeclined: () => 'Demande de correction refusée par la Caf',
  DeclarationValidated: () => 'Déclaration validée par la Caf',
  DeclarationRejected: (data) => `Version ${text(data['rejectedVersion'])} rejetée par la Caf${remarked(data)}`,
  CorrectionDelegated: (data) => `Correction ${ofSection(data)} déléguée à leur fournisseur`,
  CorrectionDelegationRevoked: (data) => `Délégation de la correction ${ofSection(data)} reprise par l’approbateur`,
  DeclarationReopened: (data) => `Version ${text(data['reopenedVersion'])} rouverte par la Caf`,
  DeclarationCancelled: () => 'Déclaration annulée par la Caf',
};

/**
 * What happened, as people read it in the history of a declaration. It names acts, never figures: everyone in scope reads it.
 * @throws Error for an event the history has no sentence for
 */
export function historySentence(type: string, data: Data, labelOf: LabelOf): string {
  const sentence = sentences[type];
  if (sentence === undefined) throw new Error(`no history sentence for ${type}`);
  return sentence(data, labelOf);
}

function changed(data: Data): string {
  const count = Array.isArray(data['changes']) ? data['changes'].length : 0;
  if (count === 0) return '';
  return count === 1 ? ' (1 donnée modifiée)' : ` (${count} données modifiées)`;
}

function remarked(data: Data): string {
  const count = Array.isArray(data['remarks']) ? data['remarks'].length : 0;
  if (count === 0) return '';
  return count === 1 ? ', avec 1 remarque' : `, avec ${count} remarques`;
}

function pending(data: Data): string {
  const count = Array.isArray(data['toExplain']) ? data['toExplain'].length : 0;
  if (count === 0) return 'aucune intervention attendue';
  return count === 1 ? '1 point à expliquer' : `${count} points à expliquer`;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
