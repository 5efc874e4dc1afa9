import { formatFrench } from '@portail/platform/pure/fixed.ts';
import { departmentName } from './departments.ts';
import { indicator, valueOf } from './indicators.ts';
import { FEWEST, FRANCE, mayShow, type Zone } from './publication.ts';

/** What the means are compared with before they are published. */
export interface Background {
  readonly exercise: number;
  /** Equipments open at some time of the exercise. */
  readonly expected: number;
  /** Means of the exercise before as they were published; empty when they were not. */
  readonly yearBefore: readonly Zone[];
}

/** Usual values (domain.md section 7.2), hundredths; a mean beyond them deserves a look. */
const usual = [
  { code: 'billingRate', from: 10_000, to: 13_000, suffix: '\u202f%' },
  { code: 'actualOccupancyRate', from: 4_000, to: 9_500, suffix: '\u202f%' },
  { code: 'costPerAttendedHour', from: 500, to: 2_000, suffix: ' €/h' },
] as const;

/** Change from one exercise to the next that deserves a look, percent. */
const largestChange = 15;
const largestLoss = 10;

/** What looks odd in means about to be published, in sentences. */
export function odditiesOf(zones: readonly Zone[], { exercise, expected, yearBefore }: Background): string[] {
  const found: string[] = [];
  const france = zones.find(({ zone }) => zone === FRANCE);
  if (!france) return found;
  if (expected > france.count) {
    const missing = expected - france.count;
    found.push(
      `${missing} ${missing > 1 ? 'équipements ouverts' : 'équipement ouvert'} en ${exercise} sans réelle validée, sur ${expected}.`,
    );
  }
  const hidden = zones.filter((zone) => !mayShow(zone));
  if (hidden.length > 0) {
    const names = hidden.map(({ zone }) => departmentName(zone)).join(', ');
    found.push(`Moins de ${FEWEST} EAJE, moyenne non montrée\u202f: ${names}.`);
  }
  const before = new Map(yearBefore.map((zone) => [zone.zone, zone]));
  const earlier = before.get(FRANCE);
  if (earlier && france.count * 100 < earlier.count * (100 - largestLoss)) {
    found.push(`${france.count} EAJE en ${exercise}, ${earlier.count} en ${exercise - 1}.`);
  }
  for (const zone of zones.filter(mayShow)) {
    for (const { code, from, to, suffix } of usual) {
      const value = valueOf(indicator(code), zone);
      if (value === null) continue;
      const what = `${nameOf(zone.zone)}\u202f: ${indicator(code).label.toLowerCase()} de ${figure(value)}${suffix}`;
      if (value < from || value > to)
        found.push(`${what}, hors de l’habitude (${figure(from)} à ${figure(to)}${suffix}).`);
      const past = before.get(zone.zone);
      const old = past && mayShow(past) ? valueOf(indicator(code), past) : null;
      if (old !== null && Math.abs(value - old) * 100 > old * largestChange) {
        found.push(`${what}, ${figure(old)}${suffix} en ${exercise - 1}.`);
      }
    }
  }
  return found;
}

function nameOf(zone: string): string {
  return zone === FRANCE ? 'France' : departmentName(zone);
}

function figure(hundredths: number): string {
  return formatFrench(BigInt(hundredths));
}
