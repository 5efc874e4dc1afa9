import {
  demoAccounts,
  demoAgents,
  demoPartnerUsers,
  type DemoAgent,
  type DemoPartnerUser,
  type DemoRole,
} from '../accounts.ts';
import { demoFigures } from '../figures.ts';
import {
  demoEquipments,
  demoPartners,
  drawEquipment,
  drawPartner,
  nurseryNames,
  type DemoEquipment,
  type DemoPartner,
} from '../nurseries.ts';
import { currentPlans, currentStages, history, partOfYear, pastPlans, type DemoPlan } from '../plans.ts';
import type { Stage } from '../journey.ts';
import { chance, type Chance } from '../random.ts';
import { isShowcase, priorPlans, showcasePlans } from '../showcase.ts';
import { cafCodes } from '../territory.ts';

/** How many of each (domain.md section 7.1: counted for equipments, assumed for the others). */
export interface FullSize {
  readonly equipments: number;
  readonly partners: number;
  readonly users: number;
  /** Agents of each Caf, its administrator among them. */
  readonly agentsPerCaf: number;
}

/** The whole country. */
export const wholeCountry: FullSize = { equipments: 12_806, partners: 6_500, users: 16_000, agentsPerCaf: 15 };

/** Exercises of the full set; the last one is under way. */
export const fullExercises = [2013, 2014, 2015, 2016, 2017] as const;
const underWay = 2017;

/** The agent of every Caf: one account that sees and opens for the whole country, to measure with. */
export const benchAgent: DemoAgent = {
  email: 'campagne@cafs.example',
  givenName: 'Inès',
  familyName: 'Carpentier',
  population: 'CAF_AGENT',
  cafCodes,
  words: 'agente de toutes les Caf (mesures)',
};

const largest = 120;
const ofTheDemo = demoEquipments();

/** The nurseries of the demo, as they are there, then those of every Caf by the same recipe (domain.md section 7.3). */
export function fullEquipments(size: FullSize): readonly DemoEquipment[] {
  const made = ofTheDemo.slice(0, Math.floor(size.equipments / 2));
  const luck = chance(12_806);
  const sizes = partnerSizes(luck, size.partners - demoPartners(made).length, size.equipments - made.length);
  const taken = new Set(made.map(({ name }) => name));
  for (const [index, count] of sizes.entries()) {
    const partner = numbered(drawPartner(luck, index + 1, luck.pick(cafCodes)), index + 1);
    for (let one = 0; one < count; one += 1) {
      made.push(drawEquipment(luck, partner, made.length + 1, freeName(luck, taken), {}));
    }
  }
  return made;
}

/** Gestionnaires have one equipment, two, some dozens: 120 at most. */
function partnerSizes(luck: Chance, partners: number, equipments: number): number[] {
  const sizes = Array.from({ length: partners }, () => 1);
  for (let left = equipments - partners; left > 0;) {
    const index = Math.floor(partners * luck.next() ** 3);
    const size = sizes[index] ?? largest;
    if (size >= largest) continue;
    sizes[index] = size + 1;
    left -= 1;
  }
  return sizes;
}

/** Two gestionnaires never bear the same name. */
function numbered(partner: DemoPartner, rank: number): DemoPartner {
  return { ...partner, name: `${partner.name.replace(/ \d+$/, '')} ${rank + 1_000}` };
}

function freeName(luck: Chance, taken: Set<string>): string {
  const name = luck.pick(nurseryNames);
  let free = name;
  for (let rank = 2; taken.has(free); rank += 1) free = `${name} ${rank + Math.floor(luck.next() * 400)}`;
  taken.add(free);
  return free;
}

const givenNames = [
  ...['Agnès', 'Benoît', 'Céline', 'Denis', 'Élodie', 'François', 'Gaëlle', 'Hugo', 'Isabelle', 'Jérôme', 'Karine'],
  ...['Loïc', 'Maïté', 'Noël', 'Odile', 'Pascal', 'Régine', 'Solène', 'Thierry', 'Zoé'],
];
const familyNames = [
  ...['Aubert', 'Béranger', 'Chauvin', 'Delorme', 'Évrard', 'Fabre', 'Guérin', 'Hébert', 'Jacquet', 'Lefèvre'],
  ...['Maréchal', 'Noël', 'Ollivier', 'Pérez', 'Quentin', 'Rémy', 'Salmon', 'Tessier', 'Vallée', 'Weber'],
];

const every: readonly DemoRole[] = ['ACTIVITY_PROVIDER', 'APPROVER', 'FINANCIAL_PROVIDER'];
/** Roles of the people of a gestionnaire, by how many they are. */
const sharing: readonly (readonly (readonly DemoRole[])[])[] = [
  [every],
  [['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER'], ['APPROVER']],
  [['ACTIVITY_PROVIDER'], ['FINANCIAL_PROVIDER'], ['APPROVER']],
  [['ACTIVITY_PROVIDER'], ['FINANCIAL_PROVIDER'], ['APPROVER'], ['ACTIVITY_PROVIDER']],
];

/** The published accounts of the demo, then one to four people for each other gestionnaire. */
export function fullUsers(equipments: readonly DemoEquipment[], size: FullSize): readonly DemoPartnerUser[] {
  const luck = chance(16_000);
  const namesOf = Map.groupBy(equipments, ({ partner }) => partner.name);
  const published = demoPartnerUsers.filter(({ partner }) => namesOf.has(partner));
  const known = new Set(published.map(({ partner }) => partner));
  const others = [...namesOf.keys()].filter((partner) => !known.has(partner));
  const counts = others.map(() => 1);
  const most = sharing.length;
  for (let left = Math.min(size.users, others.length * most) - published.length - others.length; left > 0;) {
    const index = Math.floor(luck.next() * others.length);
    const count = counts[index] ?? most;
    if (count >= most) continue;
    counts[index] = count + 1;
    left -= 1;
  }
  const users = others.flatMap((partner, index) =>
    (sharing[(counts[index] ?? 1) - 1] ?? []).map((roles, rank): DemoPartnerUser => {
      const names = (namesOf.get(partner) ?? []).map(({ name }) => [name, roles] as const);
      const [givenName, familyName] = [luck.pick(givenNames), luck.pick(familyNames)];
      const email = `personne${rank + 1}@gestionnaire${index + 1}.example`;
      return { email, givenName, familyName, partner, habilitations: Object.fromEntries(names), words: roles.join() };
    }),
  );
  return [...published, ...users];
}

/** Agents of the demo, the one of every Caf, and those of each Caf, its administrator second. */
export function fullAgents({ agentsPerCaf }: FullSize): readonly DemoAgent[] {
  const luck = chance(1_500);
  const agents = cafCodes.flatMap((cafCode) =>
    Array.from({ length: agentsPerCaf }, (_, rank): DemoAgent => {
      const [givenName, familyName] = [luck.pick(givenNames), luck.pick(familyNames)];
      const population = rank === 1 ? 'CAF_ADMIN' : 'CAF_AGENT';
      const email = `agent${rank + 1}@caf${cafCode.toLowerCase()}.example`;
      return { email, givenName, familyName, population, cafCodes: [cafCode], words: '' };
    }),
  );
  return [...demoAgents, benchAgent, ...agents];
}

/** The day from which the demo’s deadlines are counted. */
const demoDay = new Date(Date.UTC(2016, 10, 24, 10));

/** Declarations of a nursery, each opened after the end of the one before; those of the demo as they are there. */
export function fullPlans(demo: DemoEquipment): readonly DemoPlan[] {
  const known = ofTheDemo[demo.number - 1];
  if (known?.name === demo.name && known.partner.name === demo.partner.name) {
    const current = isShowcase(demo) ? priorPlans(demo, demoDay) : currentPlans(demo, demoDay);
    return [...history.map((exercise) => pastPlans(demo, exercise)), ...current, ...showcasePlans(demo, demoDay)];
  }
  return fullExercises.flatMap((exercise) => plansOf(demo, exercise));
}

/** Prévisionnelle, both actualisées and réelle of an exercise; the last two of the one under way are at every stage. */
function plansOf(demo: DemoEquipment, exercise: number): readonly DemoPlan[] {
  const figures = demoFigures(demo, exercise);
  const stage = (shift: number): Stage =>
    exercise < underWay ? 'VALIDATED' : (currentStages[(demo.number + shift) % currentStages.length] ?? 'VALIDATED');
  const on = (year: number, month: number) => new Date(Date.UTC(year, month - 1, 16, 8, demo.number % 60));
  const part = (periodEnd: string, share: number) => ({
    ...({ exercise, type: 'UPDATED', periodEnd: `${exercise}-${periodEnd}` } as const),
    figures: { activity: partOfYear(demo, exercise, share), financial: {} },
  });
  return [
    { exercise, type: 'FORECAST', figures, stage: 'VALIDATED', startsAt: on(exercise, 1), dueOn: `${exercise}-03-31` },
    { ...part('06-30', 0.5), stage: 'VALIDATED', startsAt: on(exercise, 7), dueOn: `${exercise}-09-15` },
    { ...part('09-30', 0.75), stage: stage(4), startsAt: on(exercise, 10), dueOn: `${exercise}-12-15` },
    {
      ...{ exercise, type: 'ACTUAL', figures, stage: stage(0), startsAt: on(exercise + 1, 1) },
      dueOn: `${exercise + 1}-04-30`,
    },
  ];
}

/** People of two other gestionnaires who have an account, for the measures. */
export const benchUsers = ['personne1@gestionnaire1.example', 'personne1@gestionnaire5000.example'] as const;

/**
 * Who has an account in Keycloak, by e-mail: the published ones and those of the measures. Passwords are hashed slowly on purpose:
 * for 16 000 it would take an hour.
 */
export const withAccount: ReadonlySet<string> = new Set([
  ...demoAccounts.map(({ email }) => email),
  benchAgent.email,
  ...benchUsers,
]);
