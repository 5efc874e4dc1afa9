/**
 * Loads the demonstration (domain.md section 7.3) through the services’ own commands, each with its actor and its time;
 * journal, outbox and controls work as for anyone. The services must be running: verdicts come from the controls service.
 * Started again, it finds everything done and changes nothing. With `--without-declarations` it stops at people and equipments,
 * which is all that a scenario needs.
 *
 * Environment: IDENTITY_, EQUIPMENT_, DECLARATION_WORKFLOW_, CONTROLS_ and STATISTICS_DATABASE_URL, KEYCLOAK_URL,
 * KEYCLOAK_REALM, KEYCLOAK_ADMIN_CLIENT_ID, KEYCLOAK_ADMIN_CLIENT_SECRET.
 */
import { text, url, readConfig } from '@portail/platform/boot/config.ts';
import { openDatabase, type Database } from '@portail/platform/db/database.ts';
import { openListener } from '@portail/platform/db/listener.ts';
import { Type } from 'typebox';
import { assemble, channels } from '../../services/declaration-workflow/src/assemble.ts';
import { eventually } from '../../services/platform/src/testing/eventually.ts';
import { makeDeclaration, type JourneyTools, type Team } from './journey.ts';
import { registerEquipments, type RegisteredEquipment } from './load-equipments.ts';
import { registerPeople, teamOf } from './load-people.ts';
import { currentPlans, history, pastPlans, type DemoPlan } from './plans.ts';
import { publishScales } from './publish-scales.ts';
import { publishStatistics } from './publish-statistics.ts';
import { fixtureExercises } from './scale.ts';
import { isShowcase, priorPlans, showcasePlans } from './showcase.ts';
import { sideBySide } from './side-by-side.ts';

const configuration = readConfig(
  {
    IDENTITY_DATABASE_URL: url(),
    EQUIPMENT_DATABASE_URL: url(),
    DECLARATION_WORKFLOW_DATABASE_URL: url(),
    CONTROLS_DATABASE_URL: url(),
    STATISTICS_DATABASE_URL: url(),
    KEYCLOAK_URL: url(),
    KEYCLOAK_REALM: Type.String({ default: 'portail' }),
    KEYCLOAK_ADMIN_CLIENT_ID: text(),
    KEYCLOAK_ADMIN_CLIENT_SECRET: text(),
  },
  process.env,
);

/** Declarations under way at once: enough to keep the services busy while verdicts travel. */
const width = 16;

const open = (address: string) => openDatabase({ url: address, applicationName: 'demo', poolSize: 20 });
const [identity, equipment, workflow, controls, statistics] = await Promise.all([
  open(configuration.IDENTITY_DATABASE_URL),
  open(configuration.EQUIPMENT_DATABASE_URL),
  open(configuration.DECLARATION_WORKFLOW_DATABASE_URL),
  open(configuration.CONTROLS_DATABASE_URL),
  open(configuration.STATISTICS_DATABASE_URL),
]);
const listener = await openListener(configuration.DECLARATION_WORKFLOW_DATABASE_URL, ['outbox', ...channels]);
const now = new Date();

await publishScales(controls, fixtureExercises);
const equipments = await registerEquipments(equipment);
const people = await registerPeople(identity, configuration, equipments);
await knownEverywhere();

if (!process.argv.includes('--without-declarations')) await declareEverything();
await listener.close();
await Promise.all([identity, equipment, workflow, controls, statistics].map((database) => database.close()));

/** Exercise after exercise, each compared with the one before; then the means. */
async function declareEverything(): Promise<void> {
  const tools: JourneyTools = {
    acts: assemble(workflow, listener).acts,
    database: workflow,
    termsVersion: people.termsVersion,
  };
  const declareAll = (plansOf: (each: RegisteredEquipment) => readonly DemoPlan[]) => {
    const plans = equipments.flatMap((each) => plansOf(each).map((plan) => ({ each, plan })));
    return sideBySide(width, plans, ({ each, plan }) => declareOne(tools, each, plan, teamOf(people, each)));
  };
  for (const exercise of history) await declareAll((each) => [pastPlans(each.demo, exercise)]);
  await declareAll((each) => (isShowcase(each.demo) ? priorPlans(each.demo, now) : currentPlans(each.demo, now)));
  await declareAll((each) => showcasePlans(each.demo, now));
  await publishStatistics(statistics, equipments.length, administrator());
}

/** Who publishes means. */
function administrator(): { readonly id: string; readonly name: string } {
  const user = [...people.byEmail.values()].find(({ population }) => population === 'CNAF_ADMIN');
  if (!user) throw new Error('the demo has no national administrator');
  return { id: user.id, name: `${user.givenName} ${user.familyName}` };
}

/** Waits until the workflow and the controls know every equipment and person: events travel on the bus. */
async function knownEverywhere(): Promise<void> {
  const count = async (database: Database, table: string) => {
    const [row] = await database.rows<{ count: number }>({
      name: `demo-${table}`,
      text: `select count(*)::int as count from ${table}`,
    });
    return row?.count ?? 0;
  };
  await eventually(
    'the workflow and the controls to know every equipment and person',
    async () =>
      (await count(workflow, 'equipment')) >= equipments.length &&
      (await count(controls, 'equipment')) >= equipments.length &&
      (await count(workflow, 'person')) >= people.count &&
      (await count(workflow, 'habilitation')) >= people.habilitations,
    60_000,
  );
}

async function declareOne(tools: JourneyTools, each: RegisteredEquipment, plan: DemoPlan, team: Team): Promise<void> {
  try {
    await makeDeclaration(tools, team, { ...plan, equipmentId: each.id });
  } catch (error) {
    const what = `${each.demo.name}, ${plan.type} ${plan.exercise}, towards ${plan.stage}`;
    throw new Error(`the demo stopped at ${what}`, { cause: error });
  }
}
