import { minutesOfDay, mostDays, mostPlaces, mostSlots, slotWords, type Slot } from '../domain/modulation.ts';
import { entry, formula, text, type Cell, type Workbook } from './model.ts';

/** What the workbook says of the declaration it belongs to. */
export interface WorkbookIdentity {
  readonly declarationId: string;
  readonly equipmentName: string;
  readonly partnerName: string;
  readonly place: string;
  /** « réelle 2016 ». */
  readonly declaration: string;
}

/** Where things stand; who reads the workbook back looks there. */
export const layout = {
  sheet: 'Modulation',
  title: 'Calcul de la capacité d’un agrément modulé',
  reference: 'B6',
  results: { capacityHours: 'B9', openingDays: 'B10', meanAmplitude: 'B11', weightedPlaces: 'B12', mostPlaces: 'B13' },
  toCorrect: 'B14',
  headings: 16,
  first: 17,
  last: 16 + mostSlots,
} as const;

/** Says that the workbook is ours, of which layout, and of which declaration. */
export const referenceOf = (declarationId: string) => `modulation-1/${declarationId}`;

const { first, last } = layout;
const column = (letter: string) => `${letter}${first}:${letter}${last}`;
const fixed = (letter: string) => `${letter}$${first}:${letter}$${last}`;

/** The calculation workbook of a modulated approval (domain.md 2.3), with the slots given. */
export function modulationWorkbook(identity: WorkbookIdentity, slots: readonly Slot[]): Workbook {
  return {
    title: `${layout.title}, ${identity.equipmentName}, ${identity.declaration}`,
    sheets: [
      {
        name: 'Mode d’emploi',
        widths: [100],
        rows: instructions.map((line, index) => [text(line, lookOf(line, index))]),
        validations: [],
        frozen: 0,
      },
      {
        name: layout.sheet,
        widths: [46, 20, 12, 12, 12, 18, 22, 18, 52],
        rows: [
          ...identityRows(identity),
          ...resultRows(),
          [],
          headings.map((words) => text(words, 'heading')),
          ...slotRows(slots),
        ],
        validations,
        frozen: layout.headings,
      },
    ],
  };
}

const instructions = [
  layout.title,
  'À quoi sert ce classeur',
  'Quand l’agrément est modulé, le nombre de places change selon l’heure ou la période. Ce classeur calcule la capacité théorique, le nombre de jours d’ouverture et l’amplitude moyenne à reporter dans les données d’activité.',
  'Comment le remplir',
  '1. Enregistrez d’abord le classeur sur votre ordinateur, puis ouvrez la feuille « Modulation ».',
  '2. Écrivez une ligne par créneau : le nom de la période, le nombre de jours d’ouverture de cette période, l’heure de début, l’heure de fin et le nombre de places ouvertes.',
  '3. Plusieurs créneaux du même jour portent le même nom de période et le même nombre de jours : ces jours ne sont comptés qu’une fois. Exemple : « Année scolaire », 180 jours, de 07:30 à 09:00, 10 places ; puis « Année scolaire », 180 jours, de 09:00 à 17:00, 20 places.',
  '4. Une période qui a d’autres horaires porte un autre nom. Exemple : « Vacances », 35 jours.',
  '5. La colonne « À corriger » dit ce qui manque. Les résultats apparaissent quand plus rien n’est à corriger.',
  'Ce que le classeur calcule',
  'Capacité théorique : la somme, pour chaque créneau, des jours × heures × places.',
  'Amplitude journalière moyenne : les heures d’ouverture de l’année, divisées par les jours d’ouverture.',
  'Nombre moyen de places : la capacité théorique, divisée par les heures d’ouverture.',
  'Que faire des résultats',
  'Enregistrez le classeur, puis déposez-le dans les données d’activité de la déclaration, sous « Utilitaire de calcul » : vous voyez ce qui change avant de l’accepter. Vous pouvez aussi reporter les résultats à la main ; pour le nombre de places, reportez le nombre maximal.',
  'Seules les cases à fond clair se remplissent ; le reste est protégé, sans mot de passe.',
].map(spaced);

function lookOf(line: string, index: number) {
  if (index === 0) return 'title';
  return /[.:]/.test(line) ? 'text' : 'heading';
}

function identityRows(identity: WorkbookIdentity): Cell[][] {
  return [
    [text(layout.title, 'title')],
    [text('Équipement', 'label'), text(identity.equipmentName)],
    [text('Gestionnaire', 'label'), text(identity.partnerName)],
    [text('Commune', 'label'), text(identity.place)],
    [text('Déclaration', 'label'), text(identity.declaration)],
    [text('Référence du classeur', 'label'), text(referenceOf(identity.declarationId))],
    [],
  ];
}

function resultRows(): Cell[][] {
  const ready = `AND(${layout.toCorrect}="",SUM(${column('G')})>0)`;
  const result = (words: string) => `IF(${ready},${words},"")`;
  const open = `SUMPRODUCT(${column('B')},${column('F')})`;
  return [
    [text('Résultats', 'heading')],
    [text('Capacité théorique (heures)', 'label'), formula(result(`ROUND(SUM(${column('G')})/60,2)`), 'decimal')],
    [text('Nombre de jours d’ouverture', 'label'), formula(result(`SUM(${column('H')})`), 'whole')],
    [
      text('Amplitude journalière moyenne (heures)', 'label'),
      formula(result(`ROUND(${open}/SUM(${column('H')})/60,2)`), 'decimal'),
    ],
    [text('Nombre moyen de places', 'label'), formula(result(`ROUND(SUM(${column('G')})/${open},2)`), 'decimal')],
    [text('Nombre maximal de places', 'label'), formula(result(`MAX(${column('E')})`), 'decimal')],
    [
      text('À corriger', 'label'),
      formula(
        `IF(SUMPRODUCT(--(${column('I')}<>""))>0,SUMPRODUCT(--(${column('I')}<>""))&" ligne(s)",` +
          `IF(SUM(${column('H')})>${mostDays},"${slotWords.tooManyDays}",""))`,
        'words',
      ),
    ],
  ];
}

/** Over the columns of the slots. */
export const headings = [
  ...['Période', 'Jours d’ouverture', 'Début', 'Fin', 'Places', 'Durée (minutes)'],
  ...['Places × minutes', 'Jours comptés', 'À corriger'],
];

function slotRows(slots: readonly Slot[]): Cell[][] {
  return Array.from({ length: mostSlots }, (_, index) => {
    const slot = slots[index];
    const row = first + index;
    return [
      entry(slot?.period ?? null, 'words'),
      entry(slot?.days ?? null, 'whole'),
      entry(slot === undefined ? null : slot.startsAt / minutesOfDay, 'time'),
      entry(slot === undefined ? null : slot.endsAt / minutesOfDay, 'time'),
      entry(slot === undefined ? null : slot.places / 100, 'decimal'),
      formula(`IF(COUNT(C${row}:D${row})=2,ROUND((D${row}-C${row})*${minutesOfDay},0),0)`, 'whole'),
      formula(`IF(COUNT(B${row}:E${row})=4,B${row}*F${row}*E${row},0)`, 'whole'),
      formula(
        `IF(ISNUMBER(B${row}),IF(SUMPRODUCT(--(TRIM(A$${first}:A${row})=TRIM(A${row})))=1,B${row},0),0)`,
        'whole',
      ),
      formula(faultOf(row), 'words'),
    ];
  });
}

/** The first thing to correct of a line, or nothing: the same order as the reader of the workbook. */
function faultOf(row: number): string {
  const [a, b, c, d, e] = ['A', 'B', 'C', 'D', 'E'].map((letter) => `${letter}${row}`) as [string, ...string[]];
  const same = `(TRIM(${fixed('A')})=TRIM(${a}))`;
  const faults: [condition: string, words: string][] = [
    [`OR(TRIM(${a})="",${b}="",${c}="",${d}="",${e}="")`, slotWords.incomplete],
    [`NOT(ISNUMBER(${b}))`, slotWords.dayCount],
    [`OR(${b}<1,${b}>${mostDays},${b}<>INT(${b}))`, slotWords.dayCount],
    [`COUNT(${c}:${d})<2`, slotWords.hours],
    [`OR(${c}<0,${d}>1)`, slotWords.hours],
    [`NOT(ISNUMBER(${e}))`, slotWords.places],
    [`OR(${e}<=0,${e}>${mostPlaces / 100},ROUND(${e},2)<>${e})`, slotWords.places],
    [`F${row}<=0`, slotWords.order],
    [`SUMPRODUCT(${same}*(${fixed('B')}<>${b}))>0`, slotWords.days],
    [`SUMPRODUCT(${same}*(${fixed('C')}<${d})*(${fixed('D')}>${c}))>1`, slotWords.overlap],
  ];
  const nested = faults.reduceRight((rest, [condition, words]) => `IF(${condition},"${words}",${rest})`, '""');
  return `IF(AND(${a}="",COUNTA(B${row}:E${row})=0),"",${nested})`;
}

const validations = [
  {
    range: column('A'),
    rule: { kind: 'length', most: 60 },
    help: 'Le nom de la période. Les créneaux des mêmes jours portent le même nom.',
    refusal: 'Soixante lettres au plus.',
  },
  {
    range: column('B'),
    rule: { kind: 'whole', least: 1, most: mostDays },
    help: 'Le nombre de jours d’ouverture de la période.',
    refusal: 'Indiquez un nombre entier de 1 à 366.',
  },
  {
    range: `C${first}:C${last}`,
    rule: { kind: 'time', least: 0, most: 1 },
    help: 'L’heure de début, par exemple 07:30.',
    refusal: 'Indiquez une heure, par exemple 07:30.',
  },
  {
    range: `D${first}:D${last}`,
    rule: { kind: 'time', least: 0, most: 1 },
    help: 'L’heure de fin, par exemple 18:30.',
    refusal: 'Indiquez une heure, par exemple 18:30.',
  },
  {
    range: column('E'),
    rule: { kind: 'decimal', least: 0.01, most: mostPlaces / 100 },
    help: 'Le nombre de places ouvertes pendant ce créneau.',
    refusal: 'Indiquez un nombre de places supérieur à zéro.',
  },
] as const;

/** Narrow no-break space before the high signs, no-break ones in quotes. */
function spaced(sentence: string): string {
  return sentence
    .replace(/ ([:;!?])/g, '\u202f$1')
    .replaceAll('« ', '«\u202f')
    .replaceAll(' »', '\u202f»');
}
