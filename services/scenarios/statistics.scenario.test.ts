import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { complete, transmit, validate, write } from './src/acts.ts';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import {
  follow,
  hasText,
  pastTerms,
  personAt,
  press,
  seeNoText,
  seeText,
  seeTitle,
  startBrowser,
  step,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount, nationalAccount } from './src/demo-people.ts';
import { examineTwice } from './src/examination.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { holdRequests } from './src/held-requests.ts';
import { giveMeans } from './src/means-desk.ts';
import { opened } from './src/prepared.ts';
import { signIn } from './src/sign-in.ts';
import { newTeam, newWorld, type Team, type World } from './src/world.ts';

// Of the day itself, whenever this is played: the means of LATE may be published since 1 March, those of EARLY only from 1
// March next year on. No other scenario declares these exercises.
const year = new Date().getFullYear();
const LATE = year - 3;
const EARLY = year - 1;
const REASON = 'Toutes les Caf ont terminé leur instruction.';
/** A département of its own, so that its mean rests on this one equipment: `87` and the like, drawn. */
const departments = ['05', '09', '15', '23', '32', '43', '46', '48', '52', '55', '58', '70', '82', '90', '2A', '2B'];
const department = departments[Math.floor(Math.random() * departments.length)]!;

interface Revised {
  readonly revision: number;
}
interface Found {
  readonly exercises: readonly number[];
}

// Fiche 12 and domain.md 6: when a table exists, what it shows, and who publishes the means.
describe('statistics', () => {
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let partner: Screen;
  let cnaf: Screen;
  let earlyId: string;

  const equipment = () => world.equipmentIds[0]!;
  const validatedIn = async (exercise: number, share: number): Promise<string> => {
    const path = `/api/equipment/equipments/${equipment()}`;
    const { revision } = accepted(path, await agent.get<Revised>(path));
    const rate = `${path}/general-scheme-rates/${exercise}`;
    accepted(rate, await agent.send('PUT', rate, { rate: 9_600 }, { revision }));
    const id = await opened(agent, team, { equipmentId: equipment(), exercise, type: 'ACTUAL' });
    await complete(team.activity, id, 'activity', { ...activityFigures(share), exceptionalHours: 0 });
    await complete(team.financial, id, 'financial', financialFigures());
    await transmit(team.approver, id);
    await validate(agent, id);
    return id;
  };
  /** Publishes what is on the page; on a system that has played this before, it is a correction. */
  const publish = async (exercise: number) => {
    if (await hasText(cnaf.page, 'Ce que cette version corrige')) {
      await cnaf.page.locator('#raison-correction').fill('Des réelles ont été validées depuis.');
    }
    await press(cnaf.page, `Publier les moyennes ${exercise}`);
    await press(cnaf.page, 'Publier les moyennes');
  };

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'Les Tournesols');
    team = await newTeam(agent, world);
    const path = `/api/equipment/equipments/${equipment()}`;
    const known = accepted(path, await agent.get<Revised & Record<string, unknown>>(path));
    const { name, careType, activityType, address, postalCode, commune, afcFileNumber, idequ, openedOn } = known;
    const identity = { name, careType, activityType, address, postalCode, commune, afcFileNumber, idequ, openedOn };
    accepted(
      'the département',
      await agent.send('PUT', path, { ...identity, departmentCode: department }, { revision: known.revision }),
    );
    browser = await startBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
  });

  test('3.4, 12.6: before a réelle is validated there is nothing, and the page says when there will be', async () => {
    partner = await personAt(browser, 'portal', team.people.approver);
    await pastTerms(partner);
    await step('nothing', [partner], async () => {
      await follow(partner.page, 'Statistiques');
      await seeTitle(partner.page, 'Consulter les statistiques');
      await seeText(partner.page, 'Aucune déclaration réelle de vos équipements n’est encore validée');
      expect(await examineTwice(partner, 'statistics-none')).toEqual([]);
    });
    const refusedTo = await agent.get(`/api/statistics/means/${LATE}`);
    expect(refused('means', refusedTo).status).toBe(403);
  });

  test('12.3: a validated réelle waits for the means, with the month in which they come', async () => {
    await validatedIn(LATE, 100);
    earlyId = await validatedIn(EARLY, 104);
    await eventually('the statistics to know both réelles', async () => {
      const path = '/api/statistics/equipments';
      const { exercises } = accepted(path, await team.activity.get<Found>(path));
      return exercises.includes(LATE) && exercises.includes(EARLY);
    });
    const path = `/api/statistics/means/${EARLY}`;
    const national = await signIn('admin', nationalAccount());
    const { versions } = accepted(path, await national.get<{ versions: readonly unknown[] }>(path));
    // Published once, they stay: a system that has played this before has nothing to wait for.
    if (versions.length > 0) return;
    await visit(partner, `/statistiques?exercice=${EARLY}`);
    await step('waiting', [partner], async () => {
      await seeText(partner.page, `Les moyennes ${EARLY} seront disponibles en mars ${EARLY + 2}`);
      expect(await hasText(partner.page, 'Voir les statistiques')).toBe(false);
      await visit(partner, `/statistiques/${equipment()}?exercice=${EARLY}`);
      await seeText(partner.page, 'Le tableau existera alors.');
      expect(await examineTwice(partner, 'statistics-waiting')).toEqual([]);
    });
  });

  test('Caf.7: the Cnaf previews; before 1 March N+2 it is refused, and forced with a reason', async () => {
    cnaf = await personAt(browser, 'admin', nationalAccount(), '/moyennes');
    await step('publication', [cnaf], async () => {
      await seeTitle(cnaf.page, 'Moyennes nationales et départementales');
      expect(await examineTwice(cnaf, 'means')).toEqual([]);
      await follow(cnaf.page, `Moyennes ${EARLY}`);
      await seeTitle(cnaf.page, `Moyennes ${EARLY}`);
      await seeText(cnaf.page, 'À vérifier avant de publier');
      await seeText(cnaf.page, `Ces moyennes se publient à partir du 01/03/${EARLY + 2}`);
      await publish(EARLY);
      await seeText(cnaf.page, 'Les moyennes ne sont pas publiées');
      await seeText(cnaf.page, `Pour publier plus tôt, donnez la raison`);
      expect(await examineTwice(cnaf, 'means-refused')).toEqual([]);
      await cnaf.page.locator('#raison-avance').fill(REASON);
      await publish(EARLY);
      await seeText(cnaf.page, `Les moyennes ${EARLY} sont publiées`);
      await seeText(cnaf.page, `Avant la date : ${REASON}`);
      await visit(cnaf, `/moyennes/${LATE}`);
      await giveMeans(cnaf.page, ['France;300', '99;6']);
      await seeText(cnaf.page, 'Ligne 3 : « 99 » n’est ni « France » ni le code d’un département.');
      expect(await examineTwice(cnaf, 'means-list-refused')).toEqual([]);
      await giveMeans(cnaf.page, ['France;300', '37;6']);
      await seeText(
        cnaf.page,
        'Aperçu des moyennes de « moyennes.csv », calculées ailleurs. Rien n’est encore publié.',
      );
      await seeText(cnaf.page, '300 EAJE comptés.');
      expect(await examineTwice(cnaf, 'means-list')).toEqual([]);
      const held = await holdRequests(cnaf.page, (path) => path.startsWith('/api/statistics/'), 'waiting');
      await press(cnaf.page, 'Revenir aux moyennes des réelles validées');
      // Until the other figures are there, those of the list stand under its name, and nobody publishes them.
      await cnaf.page.locator('app-publication-form button[aria-disabled="true"]').wait();
      expect(await hasText(cnaf.page, '300 EAJE comptés.')).toBe(true);
      expect(await hasText(cnaf.page, 'calculées ailleurs')).toBe(true);
      await held.release();
      await seeNoText(cnaf.page, '300 EAJE comptés.');
      expect(await hasText(cnaf.page, 'Raison de publier avant la date')).toBe(false);
      await publish(LATE);
      await seeText(cnaf.page, `Les moyennes ${LATE} sont publiées`);
      await visit(cnaf, `/audit?domaine=statistiques&objet=${EARLY}`);
      await seeText(cnaf.page, `Publiées avant la date : ${REASON}`);
    });
    expect(cnaf.complaints).toEqual([]);
  });

  test('1.8, 12.1, 12.4, 12.5, 12.7: the equipment stands beside France; a département of fewer than five is masked; the years follow each other', async () => {
    const { page } = partner;
    await visit(partner, `/statistiques?exercice=${EARLY}`);
    await step('table', [partner], async () => {
      await follow(page, `Voir les statistiques ${EARLY}, ${world.equipmentNames[0]}, Montrevel`);
      await seeTitle(page, `Statistiques ${EARLY}`);
      await seeText(page, '105,88 %');
      await seeText(page, 'leur moyenne n’est pas montrée');
      await seeText(page, 'Comment avez-vous évolué ?');
      await page.locator('app-evolution-block svg .line-series').wait();
      await press(page, 'Calcul et sens de « Taux de facturation »');
      await seeText(page, 'Calcul : Heures facturées ÷ heures réalisées.');
      expect(await examineTwice(partner, 'statistics-activity')).toEqual([]);
      await follow(page, 'Données financières');
      await seeText(page, 'Qui paie ?');
      await seeText(page, 'Prix de revient par heure facturée');
      await page.locator('#financement ~ .beside svg .bar').wait();
      expect(await examineTwice(partner, 'statistics-financial')).toEqual([]);
      // 342 000 € over 36 000 h × 1,04.
      await seeText(page, '9,13 €/h');
      await page.waitForFunction('document.querySelectorAll("[role=img] [inert]").length === 4');
    });
    expect(partner.complaints).toEqual([]);
  });

  test('12.2: a reopened réelle takes the table away; the publication stays as it was', async () => {
    const motive = { motive: 'Contrôle sur place : les heures sont à revoir.' };
    accepted('reopening', await write(agent, earlyId, 'POST', '/reopening', motive));
    await eventually('the table to be gone', async () => {
      await visit(partner, `/statistiques/${equipment()}?exercice=${EARLY}`);
      return hasText(partner.page, `Aucune déclaration réelle ${EARLY} n’est validée par la Caf`);
    });
    await step('reopened', [partner, cnaf], async () => {
      await seeNoText(partner.page, 'Données financières');
      await follow(partner.page, `Exercice ${LATE}`);
      await seeTitle(partner.page, `Statistiques ${LATE}`);
      await seeText(partner.page, 'Données financières');
      await visit(cnaf, `/moyennes/${EARLY}`);
      await seeText(cnaf.page, `Avant la date : ${REASON}`);
    });
  });
});
