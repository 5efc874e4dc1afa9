import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { complete, open, read, transmit } from './src/acts.ts';
import type { ApiClient } from './src/api-client.ts';
import { inPage, newcomer, plain, seeText, seeTitle, startBrowser, step, titleOf, type Screen } from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { originOf } from './src/environment.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { enterOn, focused, tabTo, tabToAct } from './src/keyboard.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newTeam, newWorld, type Team, type World } from './src/world.ts';

// No mouse: an agent works the whole queue. Each step says where the focus is.
describe('the queue by keyboard only', () => {
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let screen: Screen;
  /** In the order of the queue: the one transmitted first comes first. */
  const ids: string[] = [];

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'La File au clavier');
    team = await newTeam(agent, world);
    for (const exercise of [2014, 2015, 2016]) {
      const { id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise, type: 'ACTUAL' });
      await knownTo(id, team.activity, team.financial, team.approver);
      await complete(team.activity, id, 'activity', activityFigures());
      await complete(team.financial, id, 'financial', financialFigures());
      await transmit(team.approver, id);
      ids.push(id);
    }
    browser = await startBrowser();
    screen = await newcomer(browser, 'admin');
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
  });

  const focusedLink = () =>
    inPage<string>(screen.page, `document.activeElement.getAttribute('href') ?? document.activeElement.tagName`);
  const focusOn = (what: string, words: string) =>
    eventually(`the focus on ${what}`, async () => (await focused(screen)).startsWith(words));
  const focusOnRow = (id: string) =>
    eventually(`the focus on the row of ${id}`, async () => (await focusedLink()) === `/declarations/${id}`);
  const rows = () =>
    inPage<string[]>(screen.page, `[...document.querySelectorAll('tbody tr')].map((row) => row.textContent)`).then(
      (found) => found.map(plain),
    );
  async function chord(key: 'KeyV' | 'KeyR' | 'KeyS'): Promise<void> {
    const { keyboard } = screen.page;
    await keyboard.down('Alt');
    await keyboard.down('Shift');
    await keyboard.press(key);
    await keyboard.up('Shift');
    await keyboard.up('Alt');
  }
  async function arrivesAtReview(exercise: number): Promise<void> {
    await seeTitle(screen.page, `Réelle ${exercise}`);
    await focusOn('the title', `Réelle ${exercise}`);
  }
  /** Validates the declaration on the screen, then takes the way on that only a decision opens. */
  async function validates(then: string): Promise<void> {
    await chord('KeyV');
    await eventually('the focus in the decision', async () => (await focused(screen)).startsWith('decision-'));
    await enterOn(screen, 'Valider la déclaration');
    await seeText(screen.page, then);
    await enterOn(screen, then);
  }

  test('in by the sign-in page, the list is narrowed and gone through with the arrows', async () => {
    const { page } = screen;
    await step('list', [screen], async () => {
      await page.goto(originOf('admin'));
      await page.locator('#username').wait();
      if ((await focused(screen)) !== 'username') await tabTo(screen, 'username');
      const { email, password } = agentAccount();
      await page.keyboard.type(email);
      await tabTo(screen, 'password');
      await page.keyboard.type(password);
      await page.keyboard.press('Enter');
      await eventually('the queue', async () => (await titleOf(page)) === 'Déclarations à instruire', 30_000);
      await tabTo(screen, 'recherche');
      await page.keyboard.type(world.equipmentNames[0]!);
      await page.keyboard.press('Enter');
      await eventually('three rows', async () => (await rows()).length === 3);
      expect(page.url()).toContain('recherche=');
      expect(await focused(screen)).toBe('recherche');
      await tabToAct(screen, world.equipmentNames[0]!);
      await focusOnRow(ids[0]!);
      await page.keyboard.press('ArrowDown');
      await focusOnRow(ids[1]!);
      await page.keyboard.press('PageDown');
      await focusOnRow(ids[2]!);
      await page.keyboard.press('ArrowDown');
      await focusOnRow(ids[2]!);
      await page.keyboard.press('ArrowUp');
      await focusOnRow(ids[1]!);
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Space');
      await seeText(page, '1 déclaration choisie');
      await page.keyboard.press('Space');
      await seeText(page, 'Cochez des déclarations');
      await page.keyboard.press('ArrowRight');
      await focusOnRow(ids[1]!);
    });
  });

  test('a row is opened, taken, and the way back leads to the same row, of which nothing else was drawn again', async () => {
    const { page } = screen;
    await step('take', [screen], async () => {
      await inPage(
        page,
        `document.querySelectorAll('tbody tr').forEach((row, index) => { row.dataset.seen = index; })`,
      );
      await page.keyboard.press('Enter');
      await arrivesAtReview(2015);
      await enterOn(screen, 'La prendre');
      await focusOn('the same button', 'La libérer');
      await page.goBack();
      await focusOnRow(ids[1]!);
      await eventually('the agent in the row', async () => /Paul Lambert/.test((await rows())[1] ?? ''));
      await focusOnRow(ids[1]!);
      expect(page.url()).toContain('recherche=');
    });
  });

  test('an assignment changes its row and draws no other again', async () => {
    const { page } = screen;
    await step('assign', [screen], async () => {
      await inPage(
        page,
        `document.querySelectorAll('tbody tr').forEach((row, index) => { row.dataset.seen = index; })`,
      );
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Space');
      await tabBackToAct(screen, 'Me les attribuer');
      await page.keyboard.press('Enter');
      await eventually('the agent in the third row', async () => /Paul Lambert/.test((await rows())[2] ?? ''));
      const seen = `[...document.querySelectorAll('tbody tr')].map((row) => row.dataset.seen)`;
      expect(await inPage<string[]>(page, seen)).toEqual(['0', '1', '2']);
      await eventually('the focus beside the rows', async () => (await focused(screen)) === 'choix');
    });
  });

  test('a rejection is refused, put right and taken; the list gives the focus to the row in its place', async () => {
    const { page } = screen;
    await step('judge', [screen], async () => {
      await tabToAct(screen, world.equipmentNames[0]!);
      await page.keyboard.press('ArrowDown');
      await focusOnRow(ids[1]!);
      await page.keyboard.press('Enter');
      await arrivesAtReview(2015);
      await chord('KeyR');
      await eventually('the focus in the text', async () =>
        /decision-(texte|titre|modele)/.test(await focused(screen)),
      );
      await page.keyboard.press('Escape');
      await focusOn('the button that opened it', 'decider-REJECT');
      await chord('KeyR');
      if ((await focused(screen)) !== 'decision-texte') await tabTo(screen, 'decision-texte');
      await page.keyboard.type('Trop court');
      await enterOn(screen, 'Rejeter la déclaration');
      await eventually('the focus in the text again', async () => (await focused(screen)) === 'decision-texte');
      expect(await inPage<string>(page, `document.activeElement.value`)).toBe('Trop court');
      await page.keyboard.press('End');
      await page.keyboard.type(', merci de joindre les états de présence.');
      await enterOn(screen, 'Rejeter la déclaration');
      await seeText(page, 'est rejetée');
      await eventually('the focus on what was done', async () => (await focused(screen)).includes('est rejetée'));
      await tabBackToAct(screen, 'Déclarations à instruire');
      expect(await focusedLink()).toContain('?recherche=');
      await page.keyboard.press('Enter');
      await eventually('two rows', async () => (await rows()).length === 2);
      await focusOnRow(ids[2]!);
      expect(page.url()).toContain('recherche=');
    });
    expect(await read(agent, ids[1]!)).toMatchObject({ version: 2 });
  });

  test('a validation, then the next one straight away, until nothing waits', async () => {
    const { page } = screen;
    await step('validate', [screen], async () => {
      await page.keyboard.press('ArrowUp');
      await focusOnRow(ids[0]!);
      await page.keyboard.press('Enter');
      await arrivesAtReview(2014);
      await validates('Instruire la déclaration suivante');
      await arrivesAtReview(2016);
      await validates('Revenir aux déclarations à instruire');
      await seeText(page, 'Aucune déclaration à instruire ne répond à ces critères');
      await focusOn('the title', 'Déclarations à instruire');
    });
    expect(await read(agent, ids[0]!)).toMatchObject({ status: 'VALIDATED' });
    expect(await read(agent, ids[2]!)).toMatchObject({ status: 'VALIDATED' });
    expect(screen.complaints).toEqual([]);
  });
});

/** Shift+Tab until a link or a button whose words begin so has the focus. */
async function tabBackToAct(screen: Screen, words: string): Promise<void> {
  const { keyboard } = screen.page;
  for (let presses = 0; presses < 120; presses += 1) {
    await keyboard.down('Shift');
    await keyboard.press('Tab');
    await keyboard.up('Shift');
    if ((await focused(screen)).startsWith(words)) return;
  }
  throw new Error(`« ${words} » cannot be reached backwards`);
}
