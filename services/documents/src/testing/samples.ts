import type { Equipment } from '../domain/equipment.ts';
import type { Sheet, SheetLine, Stamp } from '../domain/sheet.ts';
import type { ControlResult, Verdict } from '../domain/verdict.ts';

export const declarationId = '01890000-0000-7000-8000-000000000001';
export const equipmentId = '01890000-0000-7000-8000-000000000002';
export const partnerId = '01890000-0000-7000-8000-0000000000a1';

/** An equipment of these tests. */
export function sampleEquipment(given: Partial<Equipment> = {}): Equipment {
  return {
    id: equipmentId,
    revision: 1,
    name: 'La Moufletterie',
    partnerId,
    partnerName: 'Association Les Œillets de Montrevel',
    cafCode: '371',
    address: '12, rue de l’Écluse',
    postalCode: '37000',
    commune: 'Tours',
    idequ: '3700001',
    afcFileNumber: '201600123',
    authorizations: [],
    ...given,
  };
}

const stamp = (by: string, at: string): Stamp => ({ by, at });
const claire = stamp('Claire Roux', '2016-03-10T09:00:00.000Z');
const helene = stamp('Hélène Marchand', '2016-03-12T09:05:00.000Z');

type Cell = readonly [code: string, field: string, label: string, unit: string, value: SheetLine['value']];

function lines(section: SheetLine['section'], group: string, side: SheetLine['side'], cells: readonly Cell[]) {
  return cells.map(([code, field, label, unit, value]): SheetLine => {
    return { section, group, side, code, field, label, unit, value, derived: label.startsWith('Total') };
  });
}

const activity: readonly SheetLine[] = [
  ...lines('ACTIVITY', 'Activité de la période', null, [
    ['A02', 'places', 'Nombre de places', 'PLACES', 3_000],
    ['A03', 'openingDays', 'Nombre de jours d’ouverture', 'DAYS', 222],
    ['A04', 'dailyOpeningHours', 'Amplitude journalière d’ouverture', 'HOURS_PER_DAY', 1_100],
    ['A05', 'theoreticalCapacityHours', 'Capacité théorique annuelle', 'HOURS', 7_326_000],
    ['A08', 'attendedHours', 'Nombre d’heures réalisées', 'HOURS', 5_000_000],
    ['A09', 'invoicedHours', 'Nombre d’heures facturées aux familles', 'HOURS', 5_300_000],
  ]),
  ...lines('ACTIVITY', 'Services fournis aux familles', null, [
    ['A06', 'suppliesNappies', 'Fourniture des couches par l’établissement', 'YES_NO', true],
    ['A07', 'suppliesMeals', 'Fourniture des repas', 'YES_NO', false],
  ]),
  ...lines('ACTIVITY', 'Précision pour la Caf', null, [
    ['A15', 'comment', 'Commentaire', 'TEXT', 'Travaux en août : fermeture de la section des grands.'],
  ]),
];
const financial: readonly SheetLine[] = [
  ...lines('FINANCIAL', 'Charges', 'CHARGES', [
    ['60', 'c60Purchases', 'Achats', 'EURO', 4_210_050],
    ['64', 'c64Staff', 'Charges de personnel', 'EURO', 41_250_000],
    ['', 'totalExpenses', 'Total des charges', 'EURO', 45_460_050],
  ]),
  ...lines('FINANCIAL', 'Produits', 'PRODUITS', [
    ['70641', 'p70641FamilyContributions', 'Participations familiales déductibles de la Ps', 'EURO', 8_851_000],
    ['', 'totalIncome', 'Total des produits', 'EURO', 45_460_050],
  ]),
];

/** A réelle under way, both sections ended. */
export function sampleSheet(given: Partial<Sheet> = {}): Sheet {
  return {
    declarationId,
    revision: 9,
    dataRevision: 5,
    version: 1,
    status: 'IN_PROGRESS',
    equipmentId,
    exercise: 2015,
    type: 'ACTUAL',
    periodStart: '2015-01-01',
    periodEnd: '2015-12-31',
    header: {
      authorizedCapacity: 3_000,
      modulatedApproval: false,
      authorizedFrom: '2012-09-01',
      openingHours: '7 h 30 – 18 h 30, du lundi au vendredi',
      generalSchemeRate: 9_800,
      familyContributions: 8_851_000,
    },
    lines: [...activity, ...financial],
    activity: { state: 'LOCKED', saved: claire, locked: claire },
    financial: { state: 'LOCKED', saved: claire, locked: claire },
    explanations: [
      {
        code: 'ACT-12',
        field: null,
        fingerprint: 'f1',
        text: 'Une section a fermé trois semaines.',
        given: claire,
      },
    ],
    comment: 'Merci de votre lecture.',
    declarationControlled: true,
    transmission: null,
    validated: null,
    closed: [],
    ...given,
  };
}

/** The same, transmitted. */
export function transmittedSheet(given: Partial<Sheet> = {}): Sheet {
  const transmission = { given: helene, dataHash: 'a1b2c3d4'.repeat(8), termsVersion: '2016-07' };
  return sampleSheet({ revision: 10, status: 'SUBMITTED', transmission, ...given });
}

function result(code: string, step: ControlResult['step'], given: Partial<ControlResult> = {}): ControlResult {
  return {
    ...{ code, step, severity: 'ALERT', label: `Contrôle ${code}`, message: `Constat de ${code}.` },
    ...{ requiredActions: 'Vérifier la saisie.', field: null, fingerprint: 'f1', ...given },
  };
}

/** The controls’ verdict on {@link sampleSheet}. */
export function sampleVerdict(given: Partial<Verdict> = {}): Verdict {
  const euro = (value: number) => ({ value, unit: 'EURO' }) as const;
  return {
    declarationId,
    version: 1,
    dataRevision: 5,
    evaluatedAt: '2016-03-11T09:00:00.000Z',
    results: [
      result('ACT-12', 'ACTIVITY'),
      result('FIN-04', 'FINANCIAL', { fingerprint: 'f2' }),
      result('DEC-01', 'DECLARATION', { severity: 'INFO' }),
      result('DEC-12', 'DECLARATION', { severity: 'BLOCKING' }),
    ],
    estimate: {
      available: true,
      unavailableReason: null,
      entitlement: 18_843_479,
      lines: [
        {
          ...{ code: 'E1', label: 'Montant brut', figure: euro(27_984_000), source: 'A09 ; prix plafond' },
          operation: '53 000,00 h × 5,28 €/h',
        },
      ],
      information: [{ code: 'I1', label: 'Acompte possible', figure: euro(13_190_435), source: '', operation: '70 %' }],
      scaleRowId: 'fixture-2015-both-1',
      scaleStatus: 'FIXTURE',
    },
    indicators: [
      {
        ...{ code: 'billingRate', label: 'Taux de facturation', figure: { value: 10_600, unit: 'PERCENT' as const } },
        ...{ source: '', operation: '53 000,00 / 50 000,00' },
      },
    ],
    ...given,
  };
}
