import type { Queryable } from '@portail/platform/db/database.ts';
import type { Act, StaffActor } from '../domain/access.ts';
import type { Sums } from '../domain/figures.ts';
import { valueOf, type Indicator, type Tab, type Unit } from '../domain/indicators.ts';
import { distanceOf, fencesOf, WATCHED } from '../domain/outliers.ts';
import { isEnough, RANKED } from '../domain/peer-groups.ts';
import { quartilesOf, type Quartiles } from '../domain/quartiles.ts';
import { peerStore } from '../store/peer-store.ts';
import { territoryStore, type CafProgress, type TerritoryFact } from '../store/territory-store.ts';

/** Quartiles of the EAJE of a territory; hundredths of the unit. */
export interface Spread {
  first: number;
  median: number;
  third: number;
}

/** An EAJE with figures far from those of its territory. */
export interface Outlier {
  equipmentId: string;
  declarationId: string;
  name: string;
  commune: string;
  findings: { code: string; label: string; unit: Unit; value: number; low: number; high: number }[];
}

/** The statistics of a Caf, or of France for the Cnaf. */
export interface Territory {
  /** « Caf 371 », « France ». */
  name: string;
  exercise: number | null;
  /** Oldest first. */
  exercises: { exercise: number; validated: number; expected: number }[];
  /** A value for each exercise, in the same order; null where there is none or too few. */
  lines: { code: string; tab: Tab; label: string; unit: Unit; years: (Spread | null)[] }[];
  /** How complete the exercise is, by Caf. */
  cafs: { cafCode: string; validated: number; expected: number }[];
  /** Null for those who see no declaration. */
  outliers: { total: number; items: Outlier[] } | null;
}

/** What is asked; the newest exercise when it is left out, pages from 1. */
export interface TerritoryQuestion {
  readonly exercise?: number;
  readonly page?: number;
}

/** Rows of a page of outliers. */
export const outlierSize = 50;

/** What a Caf sees of its EAJE, or the Cnaf of France: distributions, evolution, completeness and what is far from the rest. */
export async function readTerritory(
  db: Queryable,
  { actor }: Act<StaffActor>,
  { exercise: asked, page = 1 }: TerritoryQuestion,
): Promise<Territory> {
  const cafCodes = actor.kind === 'CAF' ? actor.cafCodes : null;
  const progress = await territoryStore.progress(db, cafCodes);
  const exercises = totalsOf(progress);
  const exercise = asked ?? exercises.at(-1)?.exercise ?? null;
  const years = exercises.map((one) => one.exercise);
  const facts = cafCodes === null ? [] : await territoryStore.facts(db, cafCodes);
  const spreads = cafCodes === null ? await franceOver(db, years, exercise) : spreadsOver(facts, years);
  const found = cafCodes === null ? null : outliersOf(facts.filter((one) => one.exercise === exercise));
  return {
    name: cafCodes === null ? 'France' : `Caf ${cafCodes.join(', ')}`,
    exercise,
    exercises,
    lines: RANKED.map(({ code, tab, label, unit }) => ({
      ...{ code, tab, label, unit },
      years: spreads.map((of) => spreadOf(of[code] ?? null)),
    })),
    cafs: progress.flatMap(({ cafCode, validated, expected, ...of }) =>
      of.exercise === exercise ? [{ cafCode, validated, expected }] : [],
    ),
    outliers: found && { total: found.length, items: found.slice((page - 1) * outlierSize, page * outlierSize) },
  };
}

type ByCode = Readonly<Record<string, Quartiles | null>>;

function totalsOf(progress: readonly CafProgress[]): Territory['exercises'] {
  const totals = new Map<number, { exercise: number; validated: number; expected: number }>();
  for (const { exercise, validated, expected } of progress) {
    const total = totals.get(exercise) ?? { exercise, validated: 0, expected: 0 };
    totals.set(exercise, { exercise, validated: total.validated + validated, expected: total.expected + expected });
  }
  return [...totals.values()].filter(({ validated }) => validated > 0);
}

/** The exercise on screen as the facts are now; the others as they were published. */
async function franceOver(db: Queryable, years: readonly number[], shown: number | null): Promise<ByCode[]> {
  const published = new Map((await territoryStore.national(db)).map((row) => [row.exercise, row.quartiles]));
  const peers = shown === null ? [] : await peerStore.current(db, shown);
  const now = isEnough(peers) ? spreadsOf(peers.map(({ sums }) => sums)) : {};
  return years.map((year) => (year === shown ? now : (published.get(year) ?? {})));
}

function spreadsOver(facts: readonly TerritoryFact[], years: readonly number[]): ByCode[] {
  return years.map((year) => spreadsOf(facts.filter(({ exercise }) => exercise === year)));
}

function spreadsOf(sums: readonly Sums[]): ByCode {
  return Object.fromEntries(
    RANKED.map((one) => {
      const values = valuesOf(one, sums);
      return [one.code, values.length === 0 ? null : quartilesOf(values)];
    }),
  );
}

function valuesOf(one: Indicator, sums: readonly Sums[]): number[] {
  return sums.map((each) => valueOf(one, each)).filter((value) => value !== null);
}

function spreadOf(quartiles: Quartiles | null): Spread | null {
  if (quartiles === null) return null;
  const [first, median, third] = quartiles;
  return { first, median, third };
}

/** The EAJE with the figures farthest from the others first. */
function outliersOf(facts: readonly TerritoryFact[]): Outlier[] {
  const watched = WATCHED.flatMap((one) => {
    const fences = fencesOf(valuesOf(one, facts));
    return fences === null ? [] : [{ one, fences }];
  });
  return facts
    .map((fact) => {
      const findings = watched.flatMap(({ one, fences }) => {
        const value = valueOf(one, fact);
        const distance = value === null ? 0 : distanceOf(value, fences);
        const { code, label, unit } = one;
        return value === null || distance === 0 ? [] : [{ distance, finding: { code, label, unit, value, ...fences } }];
      });
      const { equipmentId, declarationId, name, commune } = fact;
      return {
        outlier: { equipmentId, declarationId, name, commune, findings: findings.map(({ finding }) => finding) },
        farthest: Math.max(0, ...findings.map(({ distance }) => distance)),
      };
    })
    .filter(({ farthest }) => farthest > 0)
    .sort((one, other) => other.farthest - one.farthest)
    .map(({ outlier }) => outlier);
}
