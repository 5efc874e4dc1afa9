import { daysIncluded } from './calendar.ts';
import { atPresentCapacity, isAdjusted } from './comparable.ts';
import { SUBSIDY_LINES, sumOf } from './declaration-data.ts';
import type { Section } from './declaration-version.ts';
import { firstUncoveredDay } from './equipment.ts';
import { percentOf } from './exact.ts';
import type { Facts } from './facts.ts';
import { days, euros, percent } from './figure.ts';
import { formatDate } from '@portail/platform/pure/french.ts';
import {
  type Finding,
  type Outcome,
  type Predicate,
  predicate,
  rangeFinding,
  relativeFinding,
  skip,
} from './predicate.ts';
import type { PsuResult } from './psu-calculation.ts';

/** Controls of the whole declaration (domain.md 4.5). */
export const DECLARATION_RULES: Readonly<Record<string, Predicate>> = {
  'DEC-01': predicate(['tolerance'], (f, t) =>
    withEstimate(f, ({ entitlement }) => {
      if (f.previous === null) return skip('NO_HISTORY');
      const before = f.previous.estimate().outcome;
      if (!before.available) return skip('NO_REFERENCE_ESTIMATE');
      const reference = atPresentCapacity(f, f.previous, before.result.entitlement);
      if (reference === null) return skip('NO_REFERENCE_ESTIMATE');
      return relativeFinding({ measured: entitlement, reference }, t.tolerance, euros, f.previous.exercise, {
        adjusted: isAdjusted(f, f.previous),
      });
    }),
  ),
  'DEC-02': predicate(['min'], (f, t) =>
    withEstimate(f, ({ entitlement }) => {
      if (f.forecast === null) return skip('NO_FORECAST');
      const before = f.forecast.estimate().outcome;
      if (!before.available) return skip('NO_REFERENCE_ESTIMATE');
      const share = percentOf(entitlement, before.result.entitlement);
      if (share === null || share >= t.min) return null;
      return {
        measured: euros(entitlement),
        reference: euros(before.result.entitlement),
        referenceExercise: f.forecast.exercise,
        gap: percent(share - 10_000),
        threshold: percent(t.min),
      };
    }),
  ),
  'DEC-03': predicate(['min'], (f, t) =>
    withEstimate(f, ({ gross, netBeforeFloor }) =>
      netBeforeFloor >= t.min
        ? null
        : {
            measured: euros(gross),
            reference: euros(f.indicators.contributions!),
            gap: euros(netBeforeFloor),
            threshold: euros(t.min),
          },
    ),
  ),
  'DEC-04': predicate(['max'], (f, t) =>
    withEstimate(f, ({ entitlement }) =>
      coverage(f, entitlement + f.indicators.contributions! + sumOf(f.financial, SUBSIDY_LINES), (share, inputs) =>
        share <= t.max ? null : { measured: percent(share), threshold: percent(t.max), inputs },
      ),
    ),
  ),
  'DEC-05': predicate(['min', 'max'], (f, t) =>
    withEstimate(f, ({ entitlement }) =>
      coverage(f, entitlement + f.indicators.contributions!, (share, inputs) =>
        rangeFinding(share, t, percent, { inputs }),
      ),
    ),
  ),
  'DEC-06': predicate([], (f, _t, { digests }) => [
    ...staleControls(f.declaration.activity, digests.activity, 'activity', 'données d’activité'),
    ...staleControls(f.declaration.financial, digests.financial, 'financial', 'données financières'),
  ]),
  'DEC-07': predicate([], (f) => [
    ...missingLock(f.declaration.activity, 'activity', 'données d’activité'),
    ...missingLock(f.declaration.financial, 'financial', 'données financières'),
  ]),
  'DEC-08': predicate([], (f) => {
    const { outcome } = f.estimate;
    return !outcome.available && outcome.reason === 'SCALE_INCOMPLETE' ? { inputs: [f.exercise] } : null;
  }),
  'DEC-09': predicate(['max'], (f, t) => {
    const { dueOn } = f.declaration;
    if (dueOn === null) return null;
    const late = (daysIncluded(dueOn, f.input.evaluatedOn) - 1) * 100;
    if (late <= t.max) return null;
    return {
      measured: days(late),
      threshold: days(t.max),
      detail: formatDate(dueOn),
      inputs: [dueOn, t.max],
      figuresInFingerprint: false,
    };
  }),
  'DEC-10': predicate([], (f) => {
    const { suppliesNappies, suppliesMeals, comment } = f.activity;
    const supplement = f.financial.p70642OtherFamilyIncome ?? 0;
    if ((suppliesNappies !== true && suppliesMeals !== true) || supplement === 0) return null;
    return (comment ?? '').trim() === '' ? { field: 'comment', measured: euros(supplement) } : null;
  }),
  'DEC-11': predicate([], (f) => {
    const uncovered = f.equipment === null ? null : firstUncoveredDay(f.equipment, f.declaration.period);
    if (uncovered === null) return null;
    const what = uncovered.closed ? 'équipement fermé le' : 'aucune autorisation de fonctionnement connue à partir du';
    return { detail: `${what} ${formatDate(uncovered.day)}`, inputs: [uncovered.day, uncovered.closed] };
  }),
  'DEC-12': predicate([], (f) => [
    ...(f.input.termsAccepted === false
      ? [{ detail: 'les conditions générales d’utilisation ne sont pas acceptées' }]
      : []),
    ...(f.input.attested === false ? [{ detail: 'l’attestation de conformité n’est pas cochée' }] : []),
  ]),
};

function withEstimate(f: Facts, test: (result: PsuResult) => Outcome): Outcome {
  return f.estimate.outcome.available ? test(f.estimate.outcome.result) : skip('NO_ESTIMATE');
}

function coverage(f: Facts, funding: number, test: (share: number, inputs: Finding['inputs']) => Outcome): Outcome {
  const { totalExpenses } = f.indicators;
  const share = totalExpenses === null ? null : percentOf(funding, totalExpenses);
  return share === null ? null : test(share, [funding, totalExpenses]);
}

/** A section edited since its controls, or whose controls say something else than when it was locked. */
function staleControls(section: Section<unknown>, digest: string, field: string, name: string): readonly Finding[] {
  if (!section.required || section.state === 'EMPTY' || section.state === 'CONTROLLED') return [];
  const stale = section.state === 'DRAFT' || (section.lockedDigest !== null && section.lockedDigest !== digest);
  return stale ? [{ field, detail: name }] : [];
}

function missingLock(section: Section<unknown>, field: string, name: string): readonly Finding[] {
  return section.required && section.state !== 'LOCKED' ? [{ field, detail: name }] : [];
}
