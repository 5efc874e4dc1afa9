import type { CalculationLine } from './calculation-line.ts';
import { applyRate } from './exact.ts';
import type { Figure } from '@portail/platform/pure/french.ts';
import { count, euros, eurosPerHour, hours, percent, places } from './figure.ts';
import { formatDate, formatFigure, formatHundredths } from '@portail/platform/pure/french.ts';
import type { HourlyCostOrigin, PsuInputs, PsuResult } from './psu-calculation.ts';
import { leastSure, type PsuParameters, type ReferenceStatus } from './psu-scale.ts';

const STATUS_NAMES: Record<ReferenceStatus, string> = {
  OFFICIAL: 'officiel',
  RECONSTRUCTED: 'reconstitué, non officiel',
  TO_CONFIRM: 'à confirmer',
  FIXTURE: 'démonstration, non officiel',
};
/** Source of a figure obtained from other lines. */
export const CALCULATED = 'Calcul';

/** « Barème 2016, … » : the scale rows used, with their status and date. */
function scaleSource(result: PsuResult, suppliesBoth: boolean): string {
  const rows = result.cap.rows;
  const first = rows[0]!;
  const status = leastSure(rows.map((row) => row.status));
  const service = suppliesBoth ? 'couches et repas fournis' : 'couches ou repas non fournis';
  const band = result.band === null ? 'plafond linéaire' : `tranche ${result.band}`;
  const note = first.sourceNote === '' ? '' : ` — ${first.sourceNote}`;
  return `Barème ${first.exercise}, ${service}, ${band} (${STATUS_NAMES[status]}, saisi le ${formatDate(first.enteredAt)})${note}`;
}

/** « Paramètres Psu 2016 (officiel, saisis le 01/07/2016) ». */
export function parameterSource(parameters: PsuParameters): string {
  const status = STATUS_NAMES[parameters.status];
  return `Paramètres Psu ${parameters.exercise} (${status}, saisis le ${formatDate(parameters.enteredAt)})`;
}

function costOrigin(inputs: PsuInputs, origin: HourlyCostOrigin): string {
  const exercise = inputs.knownHourlyCost?.exercise;
  switch (origin) {
    case 'DECLARED':
      return CALCULATED;
    case 'FORECAST':
      return `Déclaration prévisionnelle ${exercise ?? ''}`.trim();
    case 'PREVIOUS_ACTUAL':
      return `Déclaration réelle validée ${exercise ?? ''}`.trim();
    case 'PRICE_CAP':
      return 'Prix plafond, faute de prix de revient connu';
    case 'GIVEN':
      return 'Prix de revient indiqué';
  }
}

/**
 * The calculation of domain.md 3.2 line by line: terms, operations and origin of each figure, in the order in which a
 * person redoes it by hand.
 */
export function explainPsu(
  inputs: PsuInputs,
  result: PsuResult,
  parameters: PsuParameters,
): readonly CalculationLine[] {
  return [
    ...declaredLines(inputs),
    ...costLines(inputs, result, parameters),
    ...amountLines(inputs, result, parameters),
  ];
}

function declaredLines(inputs: PsuInputs): readonly CalculationLine[] {
  const lines = [
    declared(
      'invoicedHours',
      'Heures facturées',
      hours(inputs.invoicedHours),
      'Données d’activité, heures facturées (A09)',
    ),
  ];
  if (inputs.attendedHours !== null) {
    const source = 'Données d’activité, heures réalisées (A08)';
    lines.push(declared('attendedHours', 'Heures réalisées', hours(inputs.attendedHours), source));
  }
  lines.push(
    declared(
      'theoreticalCapacityHours',
      'Capacité théorique',
      hours(inputs.theoreticalCapacityHours),
      'Données d’activité, capacité théorique (A05)',
    ),
    declared('places', 'Nombre de places', places(inputs.places), 'Données d’activité, nombre de places (A02)'),
  );
  if (inputs.type !== 'UPDATED' && inputs.totalExpenses !== null) {
    const source = 'Données financières, total des charges (comptes 60 à 69 et 86)';
    lines.push(declared('totalExpenses', 'Total des charges', euros(inputs.totalExpenses), source));
  }
  const contributionSource =
    inputs.type === 'UPDATED'
      ? 'Données d’activité, participations familiales (H05)'
      : 'Données financières, compte 70641';
  lines.push(
    declared('familyContributions', 'Participations familiales', euros(inputs.familyContributions), contributionSource),
    declared(
      'generalSchemeRate',
      'Taux de ressortissants du régime général',
      percent(inputs.generalSchemeRate),
      'Taux tenu par la Caf pour l’exercice (H04)',
    ),
  );
  return lines;
}

function declared(code: string, label: string, figure: Figure, source: string): CalculationLine {
  return { code, label, figure, source, operation: '' };
}

function costLines(inputs: PsuInputs, result: PsuResult, parameters: PsuParameters): readonly CalculationLine[] {
  const lines = [billingRateLine(inputs, result)];
  const scale = scaleSource(result, inputs.suppliesBoth);
  if (result.band !== null) {
    lines.push({
      code: 'band',
      label: 'Tranche de taux de facturation',
      figure: count(result.band),
      source: scale,
      operation: '',
    });
  }
  lines.push(
    {
      code: 'priceCap',
      label: 'Prix plafond',
      figure: eurosPerHour(result.priceCap),
      source: scale,
      operation: capOperation(result, parameters),
    },
    {
      code: 'hourlyCost',
      label: 'Prix de revient horaire',
      figure: eurosPerHour(result.hourlyCost),
      source: costOrigin(inputs, result.hourlyCostOrigin),
      operation: costOperation(inputs, result, parameters),
    },
    {
      code: 'retainedCost',
      label: 'Prix retenu',
      figure: eurosPerHour(result.retainedCost),
      source: CALCULATED,
      operation: `le plus petit de ${formatFigure(eurosPerHour(result.hourlyCost))} et ${formatFigure(eurosPerHour(result.priceCap))}`,
    },
    {
      code: 'psuPerHour',
      label: 'Psu par heure',
      figure: eurosPerHour(result.psuPerHour),
      source: result.usesPublishedAmount ? scale : parameterSource(parameters),
      operation: result.usesPublishedAmount
        ? 'montant publié avec le prix plafond'
        : `${formatFigure(percent(parameters.rate))} × ${formatFigure(eurosPerHour(result.retainedCost))}`,
    },
  );
  return lines;
}

function billingRateLine(inputs: PsuInputs, result: PsuResult): CalculationLine {
  const known = inputs.attendedHours === null ? inputs.knownBillingRate : undefined;
  return {
    code: 'billingRate',
    label: 'Taux de facturation',
    figure: percent(result.billingRate),
    source: known === undefined ? CALCULATED : `Déclaration réelle ${known.exercise}, heures réalisées non connues`,
    operation:
      inputs.attendedHours === null
        ? ''
        : `100 × ${formatFigure(hours(inputs.invoicedHours))} ÷ ${formatFigure(hours(inputs.attendedHours))}`,
  };
}

function capOperation(result: PsuResult, parameters: PsuParameters): string {
  const [from, to] = result.cap.rows;
  if (to === undefined || parameters.linearFrom === null || parameters.linearTo === null) return '';
  const [start, end] = [formatHundredths(from!.priceCap!), formatHundredths(to.priceCap!)];
  const [low, high] = [formatHundredths(parameters.linearFrom), formatHundredths(parameters.linearTo)];
  return `${start} − (${start} − ${end}) × (${formatHundredths(result.billingRate)} − ${low}) ÷ (${high} − ${low})`;
}

function costOperation(inputs: PsuInputs, result: PsuResult, parameters: PsuParameters): string {
  if (result.hourlyCostOrigin !== 'DECLARED' || inputs.totalExpenses === null) return '';
  const basis = parameters.costBasis === 'INVOICED' ? inputs.invoicedHours : inputs.attendedHours;
  return `${formatFigure(euros(inputs.totalExpenses))} ÷ ${formatFigure(hours(basis ?? 0))}`;
}

function amountLines(inputs: PsuInputs, result: PsuResult, parameters: PsuParameters): readonly CalculationLine[] {
  return [
    {
      code: 'eligibleHours',
      label: 'Heures ouvrant droit',
      figure: hours(result.eligibleHours),
      source: CALCULATED,
      operation: `le plus petit de ${formatFigure(hours(inputs.invoicedHours))} et ${formatFigure(hours(inputs.theoreticalCapacityHours))}`,
    },
    {
      code: 'gross',
      label: 'Psu avant participations familiales',
      figure: euros(result.gross),
      source: CALCULATED,
      operation: `${formatFigure(hours(result.eligibleHours))} × ${formatFigure(eurosPerHour(result.psuPerHour))}`,
    },
    ...netLines(inputs, result, parameters),
    {
      code: 'meeting',
      label: 'Heures de concertation',
      figure: euros(result.meeting),
      source: parameterSource(parameters),
      operation: meetingOperation(inputs, result, parameters),
    },
    {
      code: 'entitlement',
      label: 'Droit estimé',
      figure: euros(result.entitlement),
      source: CALCULATED,
      operation: `${formatFigure(euros(result.psu))} + ${formatFigure(euros(result.meeting))}`,
    },
  ];
}

function netLines(inputs: PsuInputs, result: PsuResult, parameters: PsuParameters): readonly CalculationLine[] {
  const rate = formatFigure(percent(inputs.generalSchemeRate));
  const contributions = formatFigure(euros(inputs.familyContributions));
  const floor = result.netBeforeFloor < 0 ? ` = ${formatFigure(euros(result.netBeforeFloor))}, ramené à zéro` : '';
  const net = (from: number): CalculationLine => ({
    code: 'net',
    label: 'Psu nette des participations familiales',
    figure: euros(result.net),
    source: CALCULATED,
    operation: `${formatFigure(euros(from))} − ${contributions}${floor}`,
  });
  const psu = (operation: string): CalculationLine => ({
    code: 'psu',
    label: 'Psu pour le régime général',
    figure: euros(result.psu),
    source: CALCULATED,
    operation,
  });
  if (parameters.rgApplication === 'ON_NET') {
    return [net(result.gross), psu(`${formatFigure(euros(result.net))} × ${rate}`)];
  }
  const general = applyRate(result.gross, inputs.generalSchemeRate);
  const grossLine: CalculationLine = {
    code: 'grossGeneralScheme',
    label: 'Psu du régime général avant participations familiales',
    figure: euros(general),
    source: CALCULATED,
    operation: `${formatFigure(euros(result.gross))} × ${rate}`,
  };
  return [grossLine, net(general), psu('')];
}

function meetingOperation(inputs: PsuInputs, result: PsuResult, parameters: PsuParameters): string {
  const { numerator, denominator } = inputs.periodRatio;
  const share = numerator === denominator ? '' : ` × ${numerator} ÷ ${denominator}`;
  return (
    `${formatFigure(hours(parameters.meetingHoursPerPlace))} × ${formatFigure(places(inputs.places))} × ` +
    `${formatFigure(eurosPerHour(result.psuPerHour))} × ${formatFigure(percent(inputs.generalSchemeRate))}${share}`
  );
}
