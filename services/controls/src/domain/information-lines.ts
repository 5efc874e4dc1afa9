import { bonusInclusion, type BonusInclusionParameters } from './bonus-inclusion.ts';
import { bonusMixite, type BonusMixiteParameters, inForce } from './bonus-mixite.ts';
import type { CalculationLine } from './calculation-line.ts';
import { applyRate, perUnit, prorate } from './exact.ts';
import type { Facts } from './facts.ts';
import { euros, hours, percent, places } from './figure.ts';
import { formatFigure, NARROW } from '@portail/platform/pure/french.ts';
import type { PsuInputs, PsuResult } from './psu-calculation.ts';
import { CALCULATED, parameterSource } from './psu-explanation.ts';
import type { PsuParameters } from './psu-scale.ts';

/** What the figures of other lines say besides the entitlement; none of them is part of the sum. */
export interface InformationContext {
  readonly inputs: PsuInputs;
  readonly result: PsuResult;
  readonly parameters: PsuParameters;
  /** Months of the declared period. */
  readonly months: number;
  /** Entitlement of the prévisionnelle of the exercise, cents; null when unknown. */
  readonly forecastEntitlement: number | null;
  /** Hours typed as « heures exceptionnelles », hundredths. */
  readonly exceptionalHours: number;
}

/** Largest advance, annual projection, settlement, and what the estimate leaves out (domain.md 3.2, 3.3). */
export function explainInformation(context: InformationContext): readonly CalculationLine[] {
  const { inputs, result, parameters, months } = context;
  const lines: CalculationLine[] = [];
  const rate = formatFigure(percent(parameters.advanceRate));
  if (inputs.type === 'FORECAST') {
    lines.push({
      code: 'maximumAdvance',
      label: `Acompte maximal (${rate} du droit prévisionnel)`,
      figure: euros(applyRate(result.entitlement, parameters.advanceRate)),
      source: parameterSource(parameters),
      operation: `${formatFigure(euros(result.entitlement))} × ${rate}`,
    });
  }
  if (inputs.type === 'UPDATED' && months > 0) {
    lines.push({
      code: 'annualProjection',
      label: 'Projection sur l’année',
      figure: euros(prorate(result.entitlement, 12, months)!),
      source: CALCULATED,
      operation: `${formatFigure(euros(result.entitlement))} × 12 ÷ ${months}`,
    });
  }
  if (inputs.type === 'ACTUAL' && context.forecastEntitlement !== null) {
    const advance = applyRate(context.forecastEntitlement, parameters.advanceRate);
    lines.push({
      code: 'settlement',
      label: 'Solde si les acomptes ont atteint leur maximum',
      figure: euros(result.entitlement - advance),
      source: 'Déclaration prévisionnelle de l’exercice',
      operation: `${formatFigure(euros(result.entitlement))} − ${rate} × ${formatFigure(euros(context.forecastEntitlement))}`,
    });
  }
  if (context.exceptionalHours > 0) {
    lines.push({
      code: 'exceptionalHours',
      label: `Heures exceptionnelles${NARROW}: prises en charge à part, non comprises dans l’estimation ni dans le taux de facturation`,
      figure: hours(context.exceptionalHours),
      source: 'Données d’activité (A21)',
      operation: '',
    });
  }
  const perPlace = perUnit(result.entitlement, inputs.places);
  if (perPlace !== null && inputs.places > 0) {
    lines.push({
      code: 'entitlementPerPlace',
      label: 'Droit estimé par place',
      figure: euros(perPlace),
      source: CALCULATED,
      operation: `${formatFigure(euros(result.entitlement))} ÷ ${formatFigure(places(inputs.places))}`,
    });
  }
  return lines;
}

/** Dated parameters of the bonuses that came with 2019. */
export interface BonusReference {
  readonly inclusion: readonly BonusInclusionParameters[];
  readonly mixite: readonly BonusMixiteParameters[];
}

/** The bonuses of an exercise from 2019 on, beside the entitlement (domain.md 3.3); nothing for an actualisée. */
export function explainBonuses(facts: Facts, bonuses: BonusReference): readonly CalculationLine[] {
  if (facts.type === 'UPDATED' || facts.activity.places === undefined) return [];
  return [
    ...inclusionLines(facts, facts.activity.places, bonuses),
    ...mixiteLines(facts, facts.activity.places, bonuses),
  ];
}

function inclusionLines(facts: Facts, numberOfPlaces: number, bonuses: BonusReference): readonly CalculationLine[] {
  const parameters = inForce(bonuses.inclusion, facts.exercise);
  const { enrolledChildren, childrenWithDisability } = facts.activity;
  const { costPerPlace } = facts.indicators;
  if (parameters === null || enrolledChildren === undefined || !childrenWithDisability || costPerPlace === null)
    return [];
  const bonus = bonusInclusion(
    { enrolledChildren, childrenWithDisability, places: numberOfPlaces, costPerPlace },
    parameters,
  );
  if (bonus === null) return [];
  return [
    {
      code: 'bonusInclusion',
      label: 'Bonus inclusion handicap (information, hors droit estimé)',
      figure: euros(bonus.amount),
      source: `Paramètres du bonus inclusion depuis ${parameters.fromExercise} (à confirmer)`,
      operation:
        `${formatFigure(places(numberOfPlaces))} × le plus petit de ${formatFigure(euros(parameters.ceilingPerPlace))} et ` +
        `${childrenWithDisability} ÷ ${enrolledChildren} × ${formatFigure(percent(bonus.financingRate))} × ${formatFigure(euros(costPerPlace))}`,
    },
  ];
}

function mixiteLines(facts: Facts, numberOfPlaces: number, bonuses: BonusReference): readonly CalculationLine[] {
  const parameters = inForce(bonuses.mixite, facts.exercise);
  const contribution = facts.indicators.contributionPerHour;
  if (parameters === null || contribution === null) return [];
  const bonus = bonusMixite(contribution, numberOfPlaces, parameters);
  return [
    {
      code: 'bonusMixite',
      label: 'Bonus mixité sociale (information, hors droit estimé)',
      figure: euros(bonus.amount),
      source: `Paramètres du bonus mixité depuis ${parameters.fromExercise} (à confirmer)`,
      operation: `${formatFigure(places(numberOfPlaces))} × ${formatFigure(euros(bonus.perPlace))}`,
    },
  ];
}
