import type { DayOfExercise } from './campaign-template.ts';
import type { FormLineRow } from './form-definition.ts';
import { historySentence } from './history.ts';
import { frenchDay, typeLabel } from './labels.ts';
import type { DeclarationType } from './vocabulary.ts';

type Data = Readonly<Record<string, unknown>>;
type Value = string | number | boolean | null | undefined;

/** What an act of the journal did, in words. */
export interface ActWords {
  readonly act: string;
  readonly changes: readonly {
    readonly label: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly note: string | null;
}

/** Label and unit of a field, by its name in values. */
export type FieldWords = ReadonlyMap<string, Pick<FormLineRow, 'code' | 'label' | 'kind' | 'unit'>>;

/** Acts of the journal that people filter by; other lines of it are not theirs to read. */
export const auditActs: Readonly<Record<string, string>> = {
  DeclarationOpened: 'Déclaration ouverte',
  SectionSaved: 'Section enregistrée',
  SectionControlsRun: 'Contrôle de section lancé',
  SectionControlled: 'Contrôle de section terminé',
  SectionControlsOutdated: 'Contrôle de section à refaire',
  ControlExplained: 'Écart expliqué',
  SectionLocked: 'Fin de saisie',
  SectionUnlocked: 'Saisie rouverte',
  DeclarationControlsRun: 'Contrôle de la déclaration',
  DeclarationCommented: 'Commentaire de l’approbateur',
  DeclarationTransmitted: 'Déclaration transmise',
  CorrectionRequested: 'Correction demandée',
  CorrectionDeclined: 'Demande de correction refusée',
  DeclarationValidated: 'Déclaration validée',
  DeclarationRejected: 'Déclaration rejetée',
  CorrectionDelegated: 'Correction déléguée',
  CorrectionDelegationRevoked: 'Délégation reprise',
  DeclarationReopened: 'Déclaration rouverte',
  DeclarationCancelled: 'Déclaration annulée',
  DeclarationAssigned: 'Déclaration attribuée',
  CampaignStarted: 'Campagne lancée',
  TemplateWritten: 'Modèle de message écrit',
  TemplateChanged: 'Modèle de message modifié',
  TemplateRetired: 'Modèle de message retiré',
  CafSettingsChanged: 'Réglages de la Caf modifiés',
  CampaignTemplateChanged: 'Dates des campagnes modifiées',
  FileMessageSent: 'Message envoyé',
  FormPublished: 'Formulaires publiés',
  FormDraftSaved: 'Brouillon des formulaires enregistré',
  FormDraftDiscarded: 'Brouillon des formulaires abandonné',
  FormProposalSent: 'Changement des formulaires proposé par une Caf',
  FormProposalSeen: 'Proposition sur les formulaires lue',
  FormProposalTaken: 'Proposition sur les formulaires reprise',
  FormProposalRefused: 'Proposition sur les formulaires refusée',
};

/** Acts whose values are the partner’s own until they transmit (domain.md 5.3). */
export const draftActs: readonly string[] = ['SectionSaved', 'ControlExplained', 'DeclarationCommented'];

const one = (label: string, before: unknown, after: unknown): ActWords['changes'] => {
  const [from, to] = [text(before), text(after)];
  return from === to ? [] : [{ label, before: from, after: to }];
};

/** The words of a line, with every value before and after. Messages between a gestionnaire’s own people stay theirs. */
export function auditWords(type: string, data: Data, fields: FieldWords): ActWords {
  const said = (changes: ActWords['changes'], note: unknown = null, act = auditActs[type] ?? type): ActWords => {
    return { act, changes, note: text(note) };
  };
  switch (type) {
    case 'DeclarationAssigned': {
      const [from, to] = [data['from'] as Data | null, data['to'] as Data | null];
      return said(
        one('Attribuée à', from?.['name'], to?.['name']),
        null,
        to === null ? 'Déclaration libérée' : undefined,
      );
    }
    case 'CampaignStarted': {
      const period = data['period'] as Readonly<Record<'start' | 'end', string>>;
      return said([
        ...one('Déclaration', null, typeLabel(data['type'] as DeclarationType, period.start, period.end)),
        ...one('Exercice', null, data['exercise']),
        ...one('Échéance', null, dayOf(data['dueOn'])),
        ...one('Équipements', null, data['search'] === '' ? 'tous' : `« ${text(data['search']) ?? ''} »`),
      ]);
    }
    case 'TemplateWritten':
    case 'TemplateChanged':
    case 'TemplateRetired': {
      const from = (data['from'] ?? {}) as Data;
      const to = (type === 'TemplateRetired' ? {} : data['to']) as Data;
      return said([...one('Titre', from['title'], to['title']), ...one('Texte', from['text'], to['text'])]);
    }
    case 'CafSettingsChanged': {
      const [from, to] = [data['from'] as Data, data['to'] as Data];
      return said([
        ...one('Double regard', yesNo(from['fourEyes']), yesNo(to['fourEyes'])),
        ...one('Exercices clos', listOf(from['closedExercises']), listOf(to['closedExercises'])),
      ]);
    }
    case 'CampaignTemplateChanged': {
      const [from, to] = [data['from'] as Data, data['to'] as Data];
      return said([
        ...one('À partir de l’exercice', from['fromExercise'], to['fromExercise']),
        ...one('Ouverture', dayOfExercise(from['opens']), dayOfExercise(to['opens'])),
        ...one('Attendue le', dayOfExercise(from['due']), dayOfExercise(to['due'])),
        ...one('Source', from['source'], to['source']),
      ]);
    }
    case 'FormPublished': {
      const changes = data['changes'] as readonly { field: string; before: string | null; after: string | null }[];
      return said(
        changes.map(({ field, before, after }) => ({ label: field, before, after })),
        data['reason'],
      );
    }
    // A draft is not in force: who did what is said, the values stand where they are published.
    case 'FormDraftSaved':
    case 'FormDraftDiscarded':
    case 'FileMessageSent':
    case 'FormProposalSeen':
    case 'FormProposalTaken':
      return said([]);
    case 'FormProposalSent':
    case 'FormProposalRefused':
      return said([], data['reason']);
    case 'SectionSaved': {
      const changes = (data['changes'] ?? []) as readonly { field: string; from: Value; to: Value }[];
      return {
        act: `Enregistrement ${data['section'] === 'financial' ? 'des données financières' : 'des données d’activité'}`,
        changes: changes.map(({ field, from, to }) => {
          const line = fields.get(field);
          const label = line === undefined ? field : `${line.code} ${line.label}`;
          return { label, before: valueWords(line, from), after: valueWords(line, to) };
        }),
        note: null,
      };
    }
    case 'ControlExplained':
      return said(one(`Explication de ${text(data['code']) ?? ''}`, data['previousText'], data['text']));
    case 'DeclarationCommented':
      return said(one('Commentaire', data['previousText'], data['text']));
    default: {
      const act = historySentence(type, data, () => undefined);
      const note = data['motive'] ?? data['note'] ?? (type.startsWith('Correction') ? data['text'] : null);
      return said(type === 'DeclarationOpened' ? one('Échéance', null, dayOf(data['dueOn'])) : [], note, act);
    }
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function yesNo(value: unknown): string {
  return value === true ? 'Oui' : 'Non';
}

function listOf(value: unknown): string {
  return Array.isArray(value) && value.length > 0 ? value.join(', ') : 'aucun';
}

/** « 31/03, un an après l’exercice ». */
function dayOfExercise(value: unknown): string {
  const { year, day } = value as DayOfExercise;
  const when = { '-1': 'l’année d’avant l’exercice', '0': 'dans l’exercice', '1': 'l’année d’après l’exercice' };
  return `${day.slice(3)}/${day.slice(0, 2)}, ${when[String(year) as keyof typeof when] ?? 'deux ans après l’exercice'}`;
}

function dayOf(value: unknown): string | null {
  return typeof value === 'string' ? frenchDay(`${value}T12:00:00Z`) : null;
}

const units: Readonly<Partial<Record<FormLineRow['unit'], string>>> = {
  HOURS: '\u00a0h',
  HOURS_PER_DAY: '\u00a0h par jour',
  EURO: '\u00a0€',
};

function valueWords(line: Pick<FormLineRow, 'kind' | 'unit'> | undefined, value: Value): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non';
  if (typeof value === 'string') return line?.kind === 'DATE' ? dayOf(value) : value;
  const figure = line?.kind === 'DECIMAL' ? value / 100 : value;
  const decimals = line?.unit === 'EURO' ? 2 : 0;
  const written = figure.toLocaleString('fr-FR', { minimumFractionDigits: decimals, maximumFractionDigits: 2 });
  return `${written}${line === undefined ? '' : (units[line.unit] ?? '')}`;
}
