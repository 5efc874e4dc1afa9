import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import { accepted, type ApiClient } from './src/api-client.ts';
import {
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
import { activityFigures } from './src/figures.ts';
import { changeEquipment, newManager, validatedActual, type Manager } from './src/manager.ts';
import { giveMeans, publishMeans } from './src/means-desk.ts';
import { signIn } from './src/sign-in.ts';

// No other scenario declares this exercise; its means may be published since long.
const exercise = new Date().getFullYear() - 6;
/** Départements that no other scenario declares in: two of them, drawn. */
const departments = [
  ...(['07 Ardèche', '08 Ardennes', '10 Aube', '12 Aveyron', '16 Charente', '17 Charente-Maritime'] as const),
  ...(['18 Cher', '19 Corrèze', '24 Dordogne', '25 Doubs', '26 Drôme', '27 Eure', '40 Landes', '50 Manche'] as const),
];
const drawn = Math.floor(Math.random() * departments.length);
const departmentAt = (place: number) => {
  const words = departments[place % departments.length] ?? '';
  return { code: words.slice(0, 2), name: words.slice(3) };
};
const [before, after] = [departmentAt(drawn), departmentAt(drawn + 1)];
const MASKED = 'leur moyenne n’est pas montrée';

// Fiche 12 where a département changes under the figures: five EAJE, then four; one that closed; means of another origin.
describe('statistics of equipments that close, move or are few', () => {
  let browser: Browser;
  let agent: ApiClient;
  let manager: Manager;
  let partner: Screen;

  const equipment = (index: number) => manager.world.equipmentIds[index]!;
  const settle = (index: number, departmentCode: string) =>
    changeEquipment(agent, equipment(index), async (path, revision) => {
      const known = accepted(path, await agent.get<Record<string, unknown>>(path));
      const { name, careType, activityType, address, postalCode, commune, afcFileNumber, idequ, openedOn } = known;
      const identity = { name, careType, activityType, address, postalCode, commune, afcFileNumber, idequ, openedOn };
      return agent.send('PUT', path, { ...identity, departmentCode }, { revision });
    });
  const look = async (index: number) => {
    await visit(partner, `/statistiques/${equipment(index)}?exercice=${exercise}`);
    await seeTitle(partner.page, `Statistiques ${exercise}`);
    await seeText(partner.page, 'Moyennes publiées par la Cnaf');
  };

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    manager = await newManager(agent, 'Les Capucines', 6);
    for (const index of [0, 1, 2, 3, 4]) await settle(index, before.code);
    await settle(5, after.code);
    await changeEquipment(agent, equipment(5), (path, revision) =>
      agent.send('PUT', `${path}/closing`, { closedOn: `${exercise}-06-30`, reason: 'Fin du bail.' }, { revision }),
    );
    for (const [index, equipmentId] of manager.world.equipmentIds.entries()) {
      await validatedActual(agent, manager, { equipmentId, exercise, activity: activityFigures(98 + index) });
    }
    browser = await startBrowser();
  }, 400_000);

  afterAll(async () => {
    await browser?.close();
  });

  test('12.1, 12.5: five EAJE make a mean, and one that closed in the year counts and keeps its table', async () => {
    await publishMeans(exercise, 6);
    partner = await personAt(browser, 'portal', manager.approver);
    await pastTerms(partner);
    await step('five', [partner], async () => {
      await look(0);
      expect(await hasText(partner.page, MASKED)).toBe(false);
      await seeText(partner.page, before.name);
      await look(5);
      await seeText(partner.page, `Moins de 5 équipements du département ${after.name} comptent pour ${exercise}`);
      expect(await examineTwice(partner, 'statistics-closed')).toEqual([]);
    });
  });

  test('one that moves stays, in what is published, where it counted; the correction moves it, and four are masked', async () => {
    await settle(4, after.code);
    await step('moved', [partner], async () => {
      await look(4);
      await seeText(partner.page, before.name);
      expect(await hasText(partner.page, after.name)).toBe(false);
      await publishMeans(exercise, 6, ({ upToDate }) => !upToDate);
      await look(4);
      await seeText(partner.page, 'qui corrige la précédente');
      await seeText(partner.page, `Moins de 5 équipements du département ${after.name} comptent pour ${exercise}`);
      await look(0);
      await seeText(partner.page, `Moins de 5 équipements du département ${before.name} comptent pour ${exercise}`);
      expect(await examineTwice(partner, 'statistics-four')).toEqual([]);
    });
  });

  test('Caf.7: means computed elsewhere are published from their list, and partners read them, without groups', async () => {
    const cnaf = await personAt(browser, 'admin', nationalAccount(), `/moyennes/${exercise}`);
    await step('list', [cnaf, partner], async () => {
      await seeTitle(cnaf.page, `Moyennes ${exercise}`);
      await giveMeans(cnaf.page, ['France;300', `${before.code};6`]);
      await seeText(cnaf.page, '300 EAJE comptés.');
      await cnaf.page.locator('#raison-correction').fill('Moyennes de l’ancien système.');
      await press(cnaf.page, `Publier les moyennes ${exercise}`);
      await press(cnaf.page, 'Publier les moyennes');
      await seeText(cnaf.page, `Les moyennes ${exercise} sont publiées`);
      await seeText(cnaf.page, 'Reprise de « moyennes.csv ».');
      await look(0);
      await seeText(partner.page, 'qui corrige la précédente : Moyennes de l’ancien système.');
      await seeNoText(partner.page, MASKED);
      expect(await hasText(partner.page, 'Équipements comparables')).toBe(false);
      expect(await examineTwice(partner, 'statistics-imported')).toEqual([]);
    });
    expect(cnaf.complaints).toEqual([]);
    expect(partner.complaints).toEqual([]);
    await cnaf.close();
  });
});
