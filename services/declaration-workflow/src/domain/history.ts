type Data = Readonly<Record<string, unknown>>;

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
