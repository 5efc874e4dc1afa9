import { annex, arcEnCiel, moufletterie, petitsPas } from './accounts.ts';
import { chance, type Chance } from './random.ts';
import { communesOf, departmentOf } from './territory.ts';

/** Fictitious nurseries and their gestionnaires (domain.md section 7.3). No name of a real establishment. */
export interface DemoPartner {
  readonly name: string;
  readonly status: 'PUBLIC' | 'ASSOCIATION' | 'COMPANY' | 'OTHER';
  readonly cafCode: string;
}

/** What makes a nursery’s figures: believable, and stable from year to year. */
export interface DemoEquipment {
  readonly name: string;
  readonly partner: DemoPartner;
  readonly cafCode: string;
  readonly departmentCode: string;
  readonly commune: string;
  readonly postalCode: string;
  readonly address: string;
  readonly careType: 'COLLECTIVE' | 'FAMILY' | 'PARENTAL';
  readonly activityType: string;
  readonly number: number;
  readonly places: number;
  readonly days: number;
  /** Hours a day, to the half hour. */
  readonly span: number;
  /** Attended over capacity. */
  readonly occupancy: number;
  /** Invoiced over attended. */
  readonly billing: number;
  /** Percent. */
  readonly generalScheme: number;
  /** Euros an attended hour. */
  readonly cost: number;
  /** Euros an invoiced hour. */
  readonly contribution: number;
  readonly nappies: boolean;
  readonly meals: boolean;
  readonly modulated: boolean;
  readonly closedOn: string | null;
  /** Last day of the authorisation, when it was not renewed. */
  readonly authorizedUntil: string | null;
}

const firstWords = [
  'Les',
  'Aux',
  'Le Jardin des',
  'La Ronde des',
  'La Maison des',
  'L’Île aux',
  'Le Nid des',
  'Le Manège des',
];
const lastWords = [
  'Coccinelles',
  'Lutins',
  'Galopins',
  'Pitchouns',
  'Bout’choux',
  'Moussaillons',
  'Lucioles',
  'Papillons',
  'Oursons',
  'Câlins',
  'Farfadets',
  'Mésanges',
  'Libellules',
  'Écureuils',
  'Tournesols',
  'Petits Loups',
  'Colibris',
  'Grenouilles',
];
const streets = [
  'rue des Écoles',
  'place du Marché',
  'allée des Tilleuls',
  'rue de la Gare',
  'chemin du Moulin',
  'avenue de la République',
];

const fixedPartners = {
  moufletterie: { name: 'Association La Moufletterie', status: 'ASSOCIATION', cafCode: '371' },
  petitsPas: { name: 'Association Les Petits Pas', status: 'ASSOCIATION', cafCode: '371' },
  montrevel: { name: 'Ville de Montrevel', status: 'PUBLIC', cafCode: '371' },
  arcEnCiel: { name: 'Arc-en-Ciel Crèches', status: 'COMPANY', cafCode: '861' },
} as const satisfies Record<string, DemoPartner>;

/** Among those of the Ville de Montrevel: one whose authorisation was not renewed in time, one that closed (DEC-11). */
const montrevelChanges: Readonly<Record<number, Partial<DemoEquipment>>> = {
  34: { authorizedUntil: '2016-10-31' },
  39: { closedOn: '2016-06-30' },
};

/** About 120 nurseries of two Caf, the same at each call. */
export function demoEquipments(): readonly DemoEquipment[] {
  const luck = chance(2016);
  const names = namesOf(luck);
  const made: DemoEquipment[] = [];
  const make = (partner: DemoPartner, changes: Partial<DemoEquipment> = {}) =>
    made.push(drawEquipment(luck, partner, made.length + 1, changes.name ?? names(), changes));
  make(fixedPartners.moufletterie, { name: moufletterie, places: 30, days: 223, span: 11, nappies: true, meals: true });
  make(fixedPartners.moufletterie, { name: annex, places: 20, days: 215, span: 11, modulated: true });
  make(fixedPartners.moufletterie, {
    name: 'La Moufletterie à domicile',
    careType: 'FAMILY',
    activityType: 'Service d’accueil familial',
  });
  make(fixedPartners.petitsPas, { name: petitsPas, places: 20 });
  make(fixedPartners.petitsPas, { name: 'Les Petits Pas du Lac', places: 15 });
  for (let index = 0; index < 40; index += 1) {
    make(fixedPartners.montrevel, montrevelChanges[index]);
  }
  make(fixedPartners.arcEnCiel, { name: arcEnCiel });
  for (let index = 0; index < 7; index += 1) make(fixedPartners.arcEnCiel);
  for (let rank = 1; made.length < 120; rank += 1) {
    const partner = otherPartner(luck, rank);
    const size = Math.min(1 + Math.floor(luck.next() * 6), 120 - made.length);
    for (let index = 0; index < size; index += 1) make(partner);
  }
  return made;
}

/** Gestionnaires of the nurseries, each once. */
export function demoPartners(equipments: readonly DemoEquipment[]): readonly DemoPartner[] {
  return [...new Set(equipments.map((equipment) => equipment.partner))];
}

function otherPartner(luck: Chance, rank: number): DemoPartner {
  const cafCode = rank % 3 === 0 ? '371' : '861';
  return drawPartner(luck, rank, cafCode);
}

/** One gestionnaire of a Caf, drawn: 45 % of communes, 35 % of associations, 18 % of companies. */
export function drawPartner(luck: Chance, rank: number, cafCode: string): DemoPartner {
  const [commune] = luck.pick(communesOf(cafCode));
  const draw = luck.next();
  if (draw < 0.45) return { name: `Commune de ${commune} — service ${rank}`, status: 'PUBLIC', cafCode };
  if (draw < 0.8) return { name: `Association Enfance et Partage ${rank}`, status: 'ASSOCIATION', cafCode };
  if (draw < 0.98) return { name: `Crèches du Val ${rank}`, status: 'COMPANY', cafCode };
  return { name: `Mutuelle des Rives ${rank}`, status: 'OTHER', cafCode };
}

/** One nursery of a gestionnaire, drawn. */
export function drawEquipment(
  luck: Chance,
  partner: DemoPartner,
  number: number,
  name: string,
  changes: Partial<DemoEquipment>,
): DemoEquipment {
  const { cafCode } = partner;
  const [commune, postalCode] = luck.pick(communesOf(cafCode));
  const micro = luck.happens(0.12);
  const cost = { PUBLIC: [10.6, 1.4], ASSOCIATION: [9.25, 1.2], COMPANY: [11.5, 1.2], OTHER: [9.25, 1.2] } as const;
  const [mean, deviation] = cost[partner.status];
  return {
    name,
    partner,
    cafCode,
    departmentCode: departmentOf(cafCode),
    commune,
    postalCode,
    address: `${1 + Math.floor(luck.next() * 60)} ${luck.pick(streets)}`,
    careType: 'COLLECTIVE',
    activityType: micro
      ? 'Micro-crèche'
      : luck.pick(['Multi-accueil', 'Multi-accueil', 'Crèche collective', 'Halte-garderie']),
    number,
    places: micro ? 10 : Math.round(Math.min(120, Math.max(8, Math.exp(luck.normal(Math.log(28), 0.45))))),
    days: Math.round(luck.clipped(223, 8, 185, 250)),
    span: Math.round(luck.clipped(11, 0.6, 8, 13) * 2) / 2,
    occupancy: luck.clipped(0.67, 0.06, 0.53, 0.82),
    billing: luck.clipped(1.11, 0.025, 1.02, 1.16),
    generalScheme: luck.clipped(96, 3, 75, 100),
    cost: luck.clipped(mean, deviation, 6, 14),
    contribution: luck.clipped(1.65, 0.3, 0.8, 2.6),
    nappies: luck.happens(0.74),
    meals: luck.happens(0.82),
    modulated: false,
    closedOn: null,
    authorizedUntil: null,
    ...changes,
  };
}

/** Every name a nursery may bear. */
export const nurseryNames = firstWords.flatMap((first) => lastWords.map((last) => `${first} ${last}`));

/** Names in a drawn order, each used once. */
function namesOf(luck: Chance): () => string {
  const names = [...nurseryNames];
  return () => {
    const [name] = names.splice(Math.floor(luck.next() * names.length), 1);
    if (name === undefined) throw new Error('no name left');
    return name;
  };
}
