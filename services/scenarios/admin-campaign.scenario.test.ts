import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { accepted, type ApiClient } from './src/api-client.ts';
import {
  follow,
  inPage,
  personAt,
  plain,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount, otherAgentAccount } from './src/demo-people.ts';
import { examine } from './src/examination.ts';
import { signIn } from './src/sign-in.ts';
import { newTeam, newWorld, type Team, type World } from './src/world.ts';

interface Listed {
  readonly items: readonly { readonly id: string; readonly equipmentName: string }[];
  readonly total: number;
}

// The Caf opens the same declaration for every equipment of a filter (domain.md 8.3).
describe('campaign', () => {
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let screen: Screen;
  /** What the three equipments of this gestionnaire, and no other, are found by. */
  let words: string;
  let name: string;

  const found = async (client: ApiClient) =>
    accepted(
      'the declarations',
      await client.get<Listed>(`/api/workflow/declarations?exercise=2017&search=${encodeURIComponent(words)}`),
    );

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'La Campagne', 3);
    words = world.partnerName;
    // Other scenarios open campaigns of the same Caf meanwhile.
    name = `Réelles 2017 de ${words}`;
    team = await newTeam(agent, world);
    browser = await startBrowser();
    screen = await personAt(browser, 'admin', agentAccount(), '/campagnes');
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
  });

  test('is previewed; what is missing is named, and nothing is opened meanwhile', async () => {
    const { page } = screen;
    await step('preview', [screen], async () => {
      await follow(page, 'Préparer une campagne');
      await seeTitle(page, 'Préparer une campagne');
      await press(page, 'Voir ce qui sera ouvert');
      await seeText(page, 'Donnez un nom à la campagne');
      await seeText(page, 'Choisissez le type de la déclaration');
      expect(await examine(screen, 'campaign-refused')).toEqual([]);
      await page.locator('#campagne-nom').fill(name);
      await page.locator('#ouverture-exercice').fill('2017');
      await page.locator('#ouverture-type-ACTUAL').click();
      await page.locator('#ouverture-echeance').fill('31/03/2018');
      await page.locator('#campagne-equipements').fill(words);
      // Equipments registered a moment ago reach the workflow over the bus.
      await eventually('the three equipments', async () => {
        await press(page, 'Voir ce qui sera ouvert');
        await seeText(page, 'au choix.');
        return inPage<boolean>(page, `document.querySelector('#apercu')?.textContent.trim().startsWith('3') ?? false`);
      });
      for (const name of world.equipmentNames) await seeText(page, name);
      expect(await examine(screen, 'campaign-preview')).toEqual([]);
    });
    expect((await found(agent)).total).toBe(0);
  });

  test('started, it opens each declaration, and the partner finds hers', async () => {
    const { page } = screen;
    await step('start', [screen], async () => {
      await inPage(
        page,
        `[...document.querySelectorAll('button')].find((button) => button.textContent.includes('Ouvrir')).click()`,
      );
      await seeTitle(page, name);
      await seeText(page, '3 déclarations ouvertes');
      expect(await examine(screen, 'campaign')).toEqual([]);
    });
    expect((await found(agent)).items.map(({ equipmentName }) => equipmentName).toSorted()).toEqual([
      ...world.equipmentNames,
    ]);
    await eventually('the declaration on the partner’s home', async () => {
      const { tasks } = accepted(
        'home',
        await team.activity.get<{ tasks: { equipmentName: string; exercise: number; dueOn: string }[] }>(
          '/api/workflow/home',
        ),
      );
      return tasks.some((task) => task.exercise === 2017 && task.dueOn === '2018-03-31');
    });
  });

  test('it is found again in the list and followed by state', async () => {
    const { page } = screen;
    await step('list', [screen], async () => {
      await visit(screen, '/campagnes');
      await seeText(page, name);
      expect(await examine(screen, 'campaigns')).toEqual([]);
      await follow(page, name);
      await seeTitle(page, name);
      await follow(page, 'À saisir');
      await seeTitle(page, 'Rechercher une déclaration');
      expect(page.url()).toContain('exercice=2017');
    });
  });

  test('a second one, or a double click, opens nothing twice', async () => {
    const { page } = screen;
    const demand = { name: 'Encore', exercise: 2017, type: 'ACTUAL', search: words };
    const start = (key: string) => agent.send<{ id: string }>('POST', '/api/workflow/campaigns', demand, { key });
    const [one, other] = await Promise.all([start('campaign-twice'), start('campaign-twice')]);
    expect(accepted('the first', one).id).toBe(accepted('the second', other).id);
    await step('second', [screen], async () => {
      await visit(screen, `/campagnes/${accepted('the first', one).id}`);
      await seeText(page, 'Une déclaration de même équipement, exercice, type et période existe déjà');
      await eventually(
        'its end',
        async () => !plain(await inPage<string>(page, 'document.body.innerText')).includes('en cours :'),
      );
    });
    expect((await found(agent)).total).toBe(3);
  });

  test('another Caf neither sees it nor is asked anything', async () => {
    const far = await signIn('admin', otherAgentAccount());
    const { items } = accepted('campaigns', await far.get<{ items: { name: string }[] }>('/api/workflow/campaigns'));
    expect(items.map(({ name }) => name)).not.toContain(name);
    expect((await found(far)).total).toBe(0);
    expect(screen.complaints).toEqual([]);
  });
});
