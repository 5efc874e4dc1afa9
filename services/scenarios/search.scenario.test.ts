import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { requestOf } from './src/access-table.ts';
import { acceptTerms, complete, open, reject, transmit } from './src/acts.ts';
import { accepted, type ApiClient } from './src/api-client.ts';
import { axeFindings } from './src/axe.ts';
import {
  follow,
  hasText,
  inPage,
  personAt,
  picture,
  plain,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { originOf } from './src/environment.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { csvRows, downloaded } from './src/files.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newPerson, newWorld, type Person, type Role, type World } from './src/world.ts';

// Guide, fiche 11: declarations and equipments are found by cumulative criteria that the address keeps.
const equipmentCount = 14;
const exercises = { ACTUAL: 2015, FORECAST: 2016 } as const;
const everything: readonly Role[] = ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'];

describe('searching', () => {
  let browser: Browser;
  let world: World;
  let neighbour: World;
  let person: Person;
  let screen: Screen;
  /** The réelle of the first three equipments: late, transmitted, rejected. */
  let late: string;
  let sent: string;
  let rejected: string;
  /** Its equipment, alone in its commune. */
  const named = `La Clé des Champs ${randomBytes(4).toString('hex')}`;

  beforeAll(async () => {
    const agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'Les Écureuils de l’Étang', equipmentCount);
    neighbour = await newWorld(agent, 'Les Voisins');
    // On the last equipment the approver only: nothing is expected of her before the providers are done.
    const roles = world.equipmentIds.map((_, index) => (index < equipmentCount - 1 ? everything : everything.slice(2)));
    person = await newPerson(agent, world, 'Recherche', { ...roles });
    await open(agent, { equipmentId: neighbour.equipmentIds[0]!, exercise: 2015, type: 'ACTUAL' });
    const ids: string[] = [];
    for (const [index, equipmentId] of world.equipmentIds.entries()) {
      for (const [type, exercise] of Object.entries(exercises)) {
        const due = index === 0 && type === 'ACTUAL' ? { dueOn: '2016-02-01' } : {};
        const { id } = await open(agent, { equipmentId, exercise, type, ...due });
        if (type === 'ACTUAL') ids.push(id);
      }
    }
    [late, sent, rejected] = ids as [string, string, string];
    const client = await signIn('portal', person);
    await knownTo(late, client);
    await knownTo(ids.at(-1)!, client);
    await rename(agent, 2, named, 'Saint-Cyr');
    await send(client, sent);
    await send(client, rejected);
    await reject(agent, rejected, 'Merci de préciser les jours d’ouverture.');
    await acceptTerms(client);
    browser = await startBrowser();
    screen = await personAt(browser, 'portal', person);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
  });

  async function send(client: ApiClient, id: string): Promise<void> {
    await complete(client, id, 'activity', activityFigures());
    await complete(client, id, 'financial', financialFigures());
    await transmit(client, id);
  }

  /** Changes the name and commune of an equipment, as the Caf’s agent does. */
  async function rename(agent: ApiClient, index: number, name: string, commune: string): Promise<void> {
    const path = `/api/equipment/equipments/${world.equipmentIds[index]}`;
    const { revision } = accepted(path, await agent.get<{ revision: number }>(path));
    const body = { ...(requestOf('changeIdentity') as object), name, commune };
    accepted(path, await agent.send('PUT', path, body, { revision }));
  }

  test('3.1, 11.1, 11.2: from the menu, four criteria add up, accents and case ignored', async () => {
    const { page } = screen;
    await step('criteria', [screen], async () => {
      await visit(screen, '/');
      expect(await currentLinks()).toEqual(['Accueil']);
      await follow(page, 'Rechercher une déclaration');
      await seeTitle(page, 'Rechercher une déclaration');
      expect(await currentLinks()).toEqual(['Rechercher une déclaration']);
      await seeCaption('28 déclarations trouvées');
      expect(await headings()).toEqual(['Exercice', 'Type', 'Équipement', 'État', 'Action']);
      await page.locator('#recherche').fill('MONTREVEL ecureuils l’etang');
      await page.locator('#exercice').fill('2015');
      await press(page, 'Rechercher');
      await seeCaption('13 déclarations trouvées');
      await page.select('#etat', 'TO_ENTER');
      await page.select('#type', 'ACTUAL');
      await press(page, 'Rechercher');
      await seeCaption('12 déclarations trouvées');
      const address = new URL(page.url()).searchParams;
      expect(Object.fromEntries(address)).toEqual({
        recherche: 'MONTREVEL ecureuils l’etang',
        exercice: '2015',
        etat: 'TO_ENTER',
        type: 'ACTUAL',
      });
      await seeText(page, 'En retard, attendue le 01/02/2016');
    });
    expect(screen.complaints).toEqual([]);
  });

  test('11.3, 11.6: the button leads to the right step; back, reload and a shared link keep the results', async () => {
    const { page } = screen;
    const found = '/recherche/declarations?exercice=2015&etat=TO_ENTER';
    await step('back keeps', [screen], async () => {
      await visit(screen, found);
      await seeCaption('12 déclarations trouvées');
      await page.locator(`a[href="/declarations/${late}/saisie-activite"]`).click();
      await seeTitle(page, 'Données d’activité');
      await page.goBack();
      await seeTitle(page, 'Rechercher une déclaration');
      await seeCaption('12 déclarations trouvées');
      expect(page.url()).toBe(`${originOf('portal')}${found}`);
      expect(await page.$eval('#exercice', (cell) => (cell as unknown as { value: string }).value)).toBe('2015');
      await page.reload();
      await seeCaption('12 déclarations trouvées');
      const shared = await personAt(browser, 'portal', person, found);
      await eventually('the shared results', () => hasText(shared.page, '12 déclarations trouvées'));
      await shared.close();
    });
  });

  test('11.3, 11.5: nothing expected is said, and the declaration can be read', async () => {
    const { page } = screen;
    await step('nothing expected', [screen], async () => {
      await visit(screen, '/recherche/declarations?etat=SUBMITTED');
      await seeCaption('1 déclaration trouvée');
      await seeText(page, 'Aucune intervention n’est attendue');
      await page.locator(`a[href="/declarations/${sent}/consultation"]`).click();
      await eventually('the reading page', () => Promise.resolve(page.url().endsWith('/consultation')));
    });
  });

  test('11.5: no result says what to do; another partner’s equipment is never found', async () => {
    const { page } = screen;
    await step('no result', [screen], async () => {
      await visit(screen, '/recherche/declarations?recherche=voisins');
      await seeText(page, 'Aucune déclaration de vos équipements ne répond à ces critères. Retirez un critère');
      await follow(page, 'Effacer les critères');
      await seeCaption('28 déclarations trouvées');
      await visit(screen, '/recherche/equipements?nom=voisins');
      await seeText(page, 'Aucun de vos équipements ne répond à ces critères. Retirez un critère');
    });
    const client = await signIn('portal', person);
    for (const path of ['declarations?search=voisins', 'equipments?name=voisins']) {
      expect(accepted(path, await client.get(`/api/workflow/${path}`))).toEqual({ items: [], total: 0 });
    }
  });

  test('what is found is taken away as a file, all pages', async () => {
    await step('export', [screen], async () => {
      await visit(screen, `/recherche/declarations?exercice=${exercises.ACTUAL}`);
      const button = `Exporter en CSV : les ${equipmentCount}\u00a0déclarations de la recherche`;
      const rows = csvRows((await downloaded(screen, button)).content);
      expect(rows.length).toBe(equipmentCount);
      expect(rows.map((row) => row['Équipement'])).not.toContain(neighbour.equipmentNames[0]);
    });
  });

  test('pages follow one another, and one past the end says where the last is', async () => {
    const { page } = screen;
    await step('pages', [screen], async () => {
      await visit(screen, '/recherche/declarations');
      await follow(page, 'Page suivante');
      await seeText(page, 'Page 2 sur 2');
      await eventually('the three last rows', async () => (await rowCount()) === 3);
      await visit(screen, '/recherche/declarations?page=9');
      await seeText(page, 'La page 9 n’existe pas : la dernière est la page 2.');
      await follow(page, 'Voir la dernière page');
      await seeText(page, 'Page 2 sur 2');
    });
  });

  test('11.4, 11.6: equipments by name and commune, with what waits for this person', async () => {
    const { page } = screen;
    await step('equipments', [screen], async () => {
      await visit(screen, '/');
      await follow(page, 'Rechercher un équipement');
      await seeTitle(page, 'Rechercher un équipement');
      await seeCaption('14 équipements trouvés');
      expect(await headings()).toEqual(['Nom', 'Code postal', 'Commune', 'Déclarations à traiter', 'Action']);
      await page.locator('#commune').fill('montrével');
      await press(page, 'Rechercher');
      await seeCaption('13 équipements trouvés');
      await page.locator('#nom').fill('etang ECUREUILS');
      await press(page, 'Rechercher');
      await eventually('both in the address', () => Promise.resolve(page.url().includes('nom=etang')));
      await seeCaption('13 équipements trouvés');
      const last = world.equipmentNames.at(-1)!;
      expect(await cellsOf(world.equipmentNames[0]!)).toEqual(['37210', 'Montrevel', '2']);
      expect(await cellsOf(last)).toEqual(['37210', 'Montrevel', 'Aucune intervention n’est attendue de vous']);
      await page.locator(`main a[href="/equipements/${world.equipmentIds.at(-1)}"]`).click();
      await seeTitle(page, last);
      await page.goBack();
      await seeCaption('13 équipements trouvés');
      expect(new URL(page.url()).search).toContain('nom=etang');
      await page.locator('#commune').fill('saint cyr');
      await press(page, 'Rechercher');
      await seeText(page, 'Aucun de vos équipements ne répond');
      await page.locator('#nom').fill('cle');
      await press(page, 'Rechercher');
      await seeCaption('1 équipement trouvé');
      expect(await cellsOf(named)).toEqual(['37210', 'Saint-Cyr', '2']);
    });
    expect(screen.complaints).toEqual([]);
  });

  test('home: what the Caf rejected first, and one finds by typing', async () => {
    const { page } = screen;
    await step('home', [screen], async () => {
      await visit(screen, '/');
      await seeText(page, 'À corriger après un rejet');
      const sections = await inPage<string[]>(
        page,
        `[...document.querySelectorAll('main section h2')].map((title) => title.textContent.trim())`,
      );
      expect(sections.map(plain).slice(0, 2)).toEqual(['À corriger après un rejet 1', 'En retard 1']);
      await seeText(page, 'Rejetée par la Caf');
      await picture(page, 'search-home');
      await page.locator('#filtre').fill('CLE saint cyr');
      await seeText(page, '2 actions attendues, 1 équipement.');
      await eventually('the filter in the address', () => Promise.resolve(page.url().includes('?filtre=')));
      expect(await hasText(page, 'En retard 1')).toBe(false);
      await page.locator('main a.go').click();
      await seeTitle(page, 'Données d’activité');
      expect(page.url()).toContain(`/declarations/${rejected}/`);
      await page.goBack();
      await seeTitle(page, 'Ce qui est attendu de vous');
      await seeText(page, 'À corriger après un rejet');
      expect(await hasText(page, 'En retard 1')).toBe(false);
      await page.locator('#filtre').fill('nulle part');
      await seeText(page, 'Aucune déclaration et aucun équipement ne correspondent');
      await picture(page, 'search-home-nothing');
      await follow(page, 'Accueil');
      await seeText(page, 'En retard 1');
    });
    expect(screen.complaints).toEqual([]);
  });

  test('accessible and within the screen at 320 and 1 280 px', async () => {
    const { page } = screen;
    await step('accessibility', [screen], async () => {
      const findings: string[] = [];
      for (const [name, path] of [
        ['declarations', '/recherche/declarations?exercice=2015'],
        ['declarations-none', '/recherche/declarations?exercice=2001'],
        ['declarations-beyond', '/recherche/declarations?page=9'],
        ['equipements', '/recherche/equipements'],
        ['home', '/?filtre=cle'],
      ] as const) {
        for (const width of [1_440, 1_280, 360, 320]) {
          await page.setViewport({ width, height: 900 });
          await visit(screen, path);
          await eventually('the page', () =>
            inPage<boolean>(page, `document.querySelector('main form') && !document.querySelector('main ui-loading')`),
          );
          await picture(page, `search-${name}-${width}`);
          findings.push(...(await axeFindings(page)).map((finding) => `${name} ${width}: ${finding}`));
          const overflow = await inPage<number>(
            page,
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          if (overflow > 0) findings.push(`${name}: ${overflow} px too wide at ${width} px`);
        }
      }
      await page.setViewport({ width: 1_280, height: 900 });
      expect(findings).toEqual([]);
    });
  }, 150_000);

  const seeCaption = (caption: string) =>
    eventually(`« ${caption} » over the table`, async () => (await texts('main caption')).includes(caption));
  const headings = () => texts('main thead th');
  const currentLinks = () => texts('#menu [aria-current="page"]');
  const rowCount = async () => (await texts('main tbody th')).length;

  /** The cells of an equipment’s row but the last. */
  async function cellsOf(name: string): Promise<string[]> {
    const all = await inPage<string[][]>(
      screen.page,
      `[...document.querySelectorAll('main tbody tr')].map((row) => [...row.children].map((cell) => cell.innerText))`,
    );
    const row = all.map((cells) => cells.map(plain)).find(([first]) => first === name);
    return row?.slice(1, -1) ?? [];
  }

  async function texts(selector: string): Promise<string[]> {
    const found = await inPage<string[]>(
      screen.page,
      `[...document.querySelectorAll(${JSON.stringify(selector)})].map((element) => element.textContent)`,
    );
    return found.map(plain);
  }
});
