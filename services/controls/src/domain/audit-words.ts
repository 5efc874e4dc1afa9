import { formatHundredths } from '@portail/platform/pure/french.ts';

type Data = Readonly<Record<string, unknown>>;

/** What an act on reference data did, in words. */
export interface ReferenceWords {
  readonly act: string;
  readonly changes: { label: string; before: string | null; after: string | null }[];
  readonly note: string | null;
}

/** Acts on reference data, as the filter names them. The evaluations of declarations are the service’s own, not a person’s. */
export const referenceActs: Readonly<Record<string, string>> = {
  ScalePublished: 'Barème publié',
  RulePublished: 'Règle publiée',
  DraftSaved: 'Brouillon enregistré',
  DraftDiscarded: 'Brouillon abandonné',
  ProposalSent: 'Changement proposé par une Caf',
  ProposalSeen: 'Proposition lue',
  ProposalTaken: 'Proposition reprise',
  ProposalRefused: 'Proposition refusée',
};

type Unit = 'AMOUNT' | 'PERCENT' | 'HUNDREDTHS' | 'WHOLE' | 'TEXT';

const fields: Readonly<Record<string, readonly [label: string, unit: Unit]>> = {
  status: ['Statut', 'TEXT'],
  sourceNote: ['Source', 'TEXT'],
  rate: ['Taux de la Psu', 'PERCENT'],
  meetingHoursPerPlace: ['Heures de concertation par place', 'HUNDREDTHS'],
  costBasis: ['Base du prix de revient', 'TEXT'],
  rgApplication: ['Application du taux de régime général', 'TEXT'],
  mode: ['Mode de calcul', 'TEXT'],
  linearFrom: ['Linéaire à partir de', 'HUNDREDTHS'],
  linearTo: ['Linéaire jusqu’à', 'HUNDREDTHS'],
  advanceRate: ['Taux d’acompte', 'PERCENT'],
  exceptionalHoursDecision: ['Décision sur les heures exceptionnelles', 'TEXT'],
  bandUpperBound: ['borne', 'PERCENT'],
  upperBoundInclusive: ['borne comprise', 'TEXT'],
  priceCap: ['prix plafond', 'AMOUNT'],
  psuAmount: ['montant de la Psu', 'AMOUNT'],
  severity: ['Niveau', 'TEXT'],
  enabled: ['Active', 'TEXT'],
  label: ['Libellé', 'TEXT'],
  message: ['Message', 'TEXT'],
  requiredActions: ['Actions attendues', 'TEXT'],
  fromExercise: ['À partir de l’exercice', 'WHOLE'],
  toExercise: ['Jusqu’à l’exercice', 'WHOLE'],
};

const words: Readonly<Record<string, string>> = {
  OFFICIAL: 'Officiel',
  RECONSTRUCTED: 'Reconstitué',
  TO_CONFIRM: 'À confirmer',
  FIXTURE: 'Valeur d’essai',
  INVOICED: 'Heures facturées',
  ATTENDED: 'Heures réalisées',
  ON_NET: 'Sur le net',
  ON_GROSS: 'Sur le brut',
  BANDED: 'Par tranches',
  LINEAR: 'Linéaire',
  BLOCKING: 'Bloquant',
  ANOMALY: 'Anomalie',
  ALERT: 'Alerte',
  INFO: 'Information',
};

const publications: ReadonlySet<string> = new Set(['ScalePublished', 'RulePublished']);

/** The words of a publication, compared with the publication before it in the same chain. */
export function referenceWords(type: string, data: Data, previous: Data | null): ReferenceWords {
  // A draft or a proposal is not in force: who did what is said, the values stand where it is published.
  if (!publications.has(type)) {
    const { reason } = data;
    return { act: referenceActs[type] ?? type, changes: [], note: typeof reason === 'string' ? reason : null };
  }
  const before = previous === null ? new Map<string, string>() : valuesOf(type, previous);
  const after = valuesOf(type, data);
  const labels = [...new Set([...after.keys(), ...before.keys()])];
  const changes = labels.flatMap((label) => {
    const [from, to] = [before.get(label) ?? null, after.get(label) ?? null];
    return from === to ? [] : [{ label, before: from, after: to }];
  });
  const revision = typeof data['revision'] === 'number' ? `, version ${data['revision']}` : '';
  return { act: `${referenceActs[type] ?? type}${revision}`, changes, note: null };
}

function valuesOf(type: string, data: Data): Map<string, string> {
  const values = new Map<string, string>();
  const put = (prefix: string, given: Data) => {
    for (const [name, [label, unit]] of Object.entries(fields)) {
      const written = valueWords(unit, given[name]);
      if (written !== null) values.set(`${prefix}${label}`, written);
    }
  };
  if (type === 'RulePublished') {
    const rule = (data['rule'] ?? data) as Data;
    put('', rule);
    for (const [name, threshold] of Object.entries((rule['thresholds'] ?? {}) as Record<string, { value?: unknown }>)) {
      const written = valueWords('HUNDREDTHS', threshold.value);
      if (written !== null) values.set(`Seuil ${name}`, written);
    }
    return values;
  }
  put('', { ...(data['parameters'] as Data), status: data['status'], sourceNote: data['sourceNote'] });
  for (const row of data['rows'] as readonly Data[]) {
    const meals = row['suppliesBoth'] === true ? 'couches et repas fournis' : 'couches ou repas non fournis';
    put(`Tranche ${String(row['bandIndex'])}, ${meals}\u202f: `, row);
  }
  return values;
}

function valueWords(unit: Unit, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non';
  if (typeof value === 'string') return words[value] ?? value;
  if (typeof value !== 'number') return null;
  switch (unit) {
    case 'AMOUNT':
      return `${formatHundredths(value)}\u00a0€`;
    case 'PERCENT':
      return `${formatHundredths(value, true)}\u202f%`;
    case 'HUNDREDTHS':
      return formatHundredths(value, true);
    case 'WHOLE':
    case 'TEXT':
      return String(value);
  }
}
