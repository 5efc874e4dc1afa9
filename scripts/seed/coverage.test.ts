import { expect, test } from '@jest/globals';
import type { DeclarationVersion, Section } from '../../services/controls/src/domain/declaration-version.ts';
import type { Equipment } from '../../services/controls/src/domain/equipment.ts';
import { CONTROL_CODES, evaluate, type Evaluation } from '../../services/controls/src/domain/evaluation.ts';
import type { EvaluationInput } from '../../services/controls/src/domain/facts.ts';
import { prepareRuleSheets } from '../../services/controls/src/domain/rule-sheets.ts';
import { CONTROL_RULES } from '../../services/controls/src/store/reference/control-rules.ts';
import { FIELD_REQUIREMENTS } from '../../services/controls/src/store/reference/field-requirements.ts';
import { fixtureScale } from '../../services/controls/src/store/reference/fixture-scale.ts';
import { demoAccounts, demoPassword } from './accounts.ts';
import type { FormValues } from './figures.ts';
import { demoEquipments, type DemoEquipment } from './nurseries.ts';
import { currentPlans, history, pastPlans, type DemoPlan } from './plans.ts';
import { fixtureExercises } from './scale.ts';
import { isShowcase, priorPlans, showcasePlans } from './showcase.ts';

const now = new Date('2016-11-24T10:00:00Z');
const today = '2016-11-24';
const sheets = prepareRuleSheets(CONTROL_RULES, FIELD_REQUIREMENTS);

/** Refused as soon as they are sent, or known only at the moment of transmission: no declaration can show them. */
const neverInADeclaration = ['ACT-B10', 'FIN-B04', 'DEC-12'];
const transmitted = ['SUBMITTED', 'VALIDATED'];

function asEquipment(demo: DemoEquipment): Equipment {
  return {
    id: demo.name,
    cafCode: demo.cafCode,
    partnerStatus: demo.partner.status,
    openedOn: '2010-09-01',
    closedOn: demo.closedOn,
    authorizations: [
      {
        validFrom: '2010-09-01',
        validTo: demo.authorizedUntil,
        capacity: demo.places * 100,
        modulated: demo.modulated,
      },
    ],
    generalSchemeRates: [2013, 2014, 2015, 2016, 2023].map((exercise) => ({
      exercise,
      rate: Math.round(demo.generalScheme * 100),
    })),
  };
}

function section<Values>(values: FormValues, required: boolean): Section<Values> {
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  return {
    state: Object.keys(filled).length === 0 ? 'EMPTY' : 'DRAFT',
    values: filled as Values,
    lockedDigest: null,
    required,
  };
}

function asVersion(demo: DemoEquipment, plan: DemoPlan, status: DeclarationVersion['status']): DeclarationVersion {
  const { type, exercise, periodEnd, figures, dueOn = null } = plan;
  return {
    declarationId: `${demo.name} ${type} ${exercise} ${periodEnd ?? ''}`,
    version: 1,
    revision: 1,
    dataRevision: 1,
    status,
    equipmentId: demo.name,
    exercise,
    type,
    period: { start: `${exercise}-01-01`, end: periodEnd ?? `${exercise}-12-31` },
    dueOn,
    activity: section(figures.activity, true),
    financial: section(type === 'UPDATED' ? {} : figures.financial, type !== 'UPDATED'),
    transmittedAt: status === 'IN_PROGRESS' ? null : plan.startsAt.toISOString(),
    generalSchemeRate: null,
  };
}

const psu = (exercise: number) =>
  fixtureExercises.some((known) => known === exercise)
    ? fixtureScale(exercise)
    : { exercise, parameters: null, rows: [] };

/** Declarations of 2016 beside the showcases, as the loader makes them. */
const underWay = (demo: DemoEquipment): readonly DemoPlan[] =>
  isShowcase(demo) ? priorPlans(demo, now) : currentPlans(demo, now);

/** Verdicts on every declaration of a nursery, with the past it has in the demo. */
function verdictsOn(demo: DemoEquipment): Evaluation[] {
  const past = history.map((exercise) => pastPlans(demo, exercise));
  const current = [...underWay(demo), ...showcasePlans(demo, now)];
  const known = [
    ...past.map((plan) => asVersion(demo, plan, 'VALIDATED')),
    ...current.filter(({ stage }) => transmitted.includes(stage)).map((plan) => asVersion(demo, plan, 'SUBMITTED')),
  ];
  return [...past, ...current].map((plan) => {
    const declaration = asVersion(demo, plan, 'IN_PROGRESS');
    const input: EvaluationInput = {
      declaration,
      equipment: asEquipment(demo),
      history: known.filter((each) => each.exercise <= plan.exercise),
      psu,
      evaluatedOn: today,
    };
    return evaluate(input, sheets({ exercise: plan.exercise, type: plan.type, cafCode: demo.cafCode }));
  });
}

const equipments = demoEquipments();

test('every control that a declaration can raise is raised somewhere', () => {
  const raised = new Set(
    equipments.flatMap((demo) =>
      verdictsOn(demo).flatMap(({ results }) =>
        results
          .filter((each) => !each.message.includes('pas d’historique') && !each.toReevaluate)
          .map((each) => each.code),
      ),
    ),
  );
  const missing = CONTROL_CODES.filter((code) => !raised.has(code) && !neverInADeclaration.includes(code));
  expect(missing).toEqual([]);
});

test('the past of every nursery can be validated: nothing blocks it', () => {
  const blocked = equipments.flatMap((demo) =>
    verdictsOn(demo)
      .slice(0, history.length)
      .flatMap(({ results }) => results.filter((each) => each.severity === 'BLOCKING' && each.step !== 'DECLARATION'))
      .map((each) => `${demo.name} ${each.code} ${each.message}`),
  );
  expect(blocked).toEqual([]);
});

test('the recipe is followed: about 120 nurseries, two Caf, one modulated, one closed, one no longer authorised', () => {
  expect(equipments.length).toBeGreaterThanOrEqual(115);
  expect(new Set(equipments.map((demo) => demo.cafCode)).size).toBe(2);
  expect(new Set(equipments.map((demo) => demo.name)).size).toBe(equipments.length);
  expect(equipments.some((demo) => demo.modulated)).toBe(true);
  expect(equipments.some((demo) => demo.closedOn !== null)).toBe(true);
  expect(equipments.some((demo) => demo.authorizedUntil !== null)).toBe(true);
  expect(demoEquipments()).toEqual(equipments);
  const stages = new Set(equipments.flatMap((demo) => underWay(demo).map((plan) => plan.stage)));
  for (const stage of ['TO_ENTER', 'SUBMITTED', 'VALIDATED', 'REJECTED', 'DELEGATED', 'CANCELLED'] as const) {
    expect(stages).toContain(stage);
  }
});

test('the password of the demo meets the rule guide-2016, and no address serves twice', () => {
  expect(demoPassword).toMatch(/^(?=.*[a-z])(?=.*\d).{6,20}$/);
  expect(new Set(demoAccounts.map((account) => account.email)).size).toBe(demoAccounts.length);
});
