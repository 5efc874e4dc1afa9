import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import type { ApiClient } from './src/api-client.ts';
import { open, read, write } from './src/acts.ts';
import {
  anotherTab,
  fillSignIn,
  follow,
  inPage,
  pastTerms,
  personAt,
  picture,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  textOf,
  typedIn,
  typeInto,
  visit,
  type Screen,
} from './src/browser.ts';
import { processes, tell } from './src/control-door.ts';
import { agentAccount } from './src/demo-people.ts';
import { focused } from './src/keyboard.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newPerson, newWorld, type Person } from './src/world.ts';

// Rows 2.9, 2.10, 5.4 and 5.5 of the guide: what is typed is saved as one goes, and what cannot be is kept and said.
describe('typing is kept', () => {
  let browser: Browser;
  let holder: Person;
  let person: ApiClient;
  let screen: Screen;
  let id: string;
  let path: string;
  /** Questions of the browser on leaving a page; each is answered « leave ». */
  const questions: string[] = [];

  beforeAll(async () => {
    const agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'La Plume Fidèle');
    holder = await newPerson(agent, world, 'Fidele', { 0: ['ACTIVITY_PROVIDER'] });
    person = await signIn('portal', holder);
    ({ id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' }));
    await knownTo(id, person);
    path = `/declarations/${id}/saisie-activite`;
    browser = await startBrowser();
    screen = await personAt(browser, 'portal', holder);
    screen.page.on('dialog', (dialog) => {
      questions.push(dialog.type());
      void dialog.accept();
    });
    await pastTerms(screen);
  });

  afterAll(async () => {
    // Whatever failed above, the next scenario finds every process running.
    for (const { name, running } of await processes()) if (!running) await tell(name, 'start');
    await browser?.close();
  }, 120_000);

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, [screen], work), 90_000);

  /** Types in a line and leaves it by Tab. */
  const fill = async (field: string, text: string, { page }: Screen = screen) => {
    await typeInto(page, field, text);
    await page.keyboard.press('Tab');
  };
  const saved = (field: string, value: unknown) =>
    eventually(
      `${field} to be saved`,
      async () => (await read(person, id)).sections.activity.values[field] === value,
      30_000,
    );

  play('a line left is saved; the focus went where Tab leads, and a reload finds it', async () => {
    const { page } = screen;
    await visit(screen, path);
    await seeTitle(page, 'Données d’activité');
    await fill('openingDays', '208');
    const there = await focused(screen);
    await seeText(page, 'Enregistré à');
    await saved('openingDays', 208);
    expect(await focused(screen)).toBe(there);
    expect(await inPage<number>(page, `document.querySelectorAll('ui-error-summary').length`)).toBe(0);
    await picture(page, 'typing-saved');
    await visit(screen, path);
    await page.locator('#champ-openingDays').wait();
    expect(await typedIn(page, 'openingDays')).toBe('208');
    expect(questions).toEqual([]);
  });

  play('leaving at once after typing asks nothing: the save under way is waited for', async () => {
    const { page } = screen;
    await typeInto(page, 'openingDays', '209');
    await follow(page, 'Revenir à l’équipement');
    await eventually('the equipment page', () => page.url().includes('/equipements/'));
    await saved('openingDays', 209);
  });

  play('what cannot be read waits, kept in the tab; the rest is saved; Esc gives back the saved figure', async () => {
    const { page } = screen;
    await visit(screen, path);
    await page.locator('#champ-openingDays').wait();
    await fill('openingDays', 'beaucoup');
    await fill('enrolledChildren', '51');
    await saved('enrolledChildren', 51);
    await seeText(page, 'à corriger');
    expect(await textOf(page)).toMatch(/Enregistré à .+, sauf « .+ » à corriger/);
    await picture(page, 'typing-one-line-to-correct');
    await visit(screen, path);
    expect(questions.splice(0)).toEqual(['beforeunload']);
    await seeText(page, 'Ce que vous aviez tapé a été retrouvé');
    expect(await typedIn(page, 'openingDays')).toBe('beaucoup');
    await page.focus('#champ-openingDays');
    await page.keyboard.press('Escape');
    await eventually('the saved figure', async () => (await typedIn(page, 'openingDays')) === '209');
    expect(await focused(screen)).toBe('champ-openingDays');
  });

  play('the service dies under a save: the state says it, and it is saved when the service is back', async () => {
    const { page } = screen;
    await visit(screen, path);
    await page.locator('#champ-openingDays').wait();
    await tell('declaration-workflow', 'kill');
    await fill('openingDays', '210');
    await seeText(page, 'À réessayer');
    await picture(page, 'typing-service-away');
    expect(await typedIn(page, 'openingDays')).toBe('210');
    await tell('declaration-workflow', 'start');
    await seeText(page, 'Enregistré à');
    await saved('openingDays', 210);
  });

  play('off line: said, kept, and saved when the network is back', async () => {
    const { page } = screen;
    await visit(screen, path);
    await page.locator('#champ-openingDays').wait();
    await page.setOfflineMode(true);
    await fill('openingDays', '211');
    await seeText(page, 'Hors connexion');
    await page.setOfflineMode(false);
    await seeText(page, 'Enregistré à');
    await saved('openingDays', 211);
  });

  play(
    'two tabs: other lines are united; the same line is said, not asked while typing, and the button asks',
    async () => {
      const { page } = screen;
      const other = await anotherTab(screen);
      await visit(other, path);
      await other.page.locator('#champ-openingDays').wait();
      await fill('openingDays', '212', other);
      await saved('openingDays', 212);
      await page.bringToFront();
      await fill('enrolledChildren', '52');
      await saved('enrolledChildren', 52);
      await eventually('the other tab’s figure', async () => (await typedIn(page, 'openingDays')) === '212');

      // Off line, or the page might save what is typed before the other window does.
      await page.setOfflineMode(true);
      await typeInto(page, 'openingDays', '213');
      // What the other tab saves by itself may come between the reading and the writing.
      await eventually('the save of another window', async () => {
        const answer = await write(person, id, 'PUT', '/sections/activity', { values: { openingDays: 214 } });
        return answer.status === 200;
      });
      await page.keyboard.press('Tab');
      await page.setOfflineMode(false);
      await seeText(page, 'Section enregistrée dans une autre fenêtre');
      expect(await inPage<boolean>(page, `document.querySelector('mat-dialog-container') === null`)).toBe(true);
      expect(await typedIn(page, 'openingDays')).toBe('213');
      await picture(page, 'typing-overtaken');
      await press(page, 'Enregistrer');
      await press(page, 'Garder tous mes chiffres');
      await seeText(page, 'Enregistré à');
      await saved('openingDays', 213);
      expect(other.complaints).toEqual([]);
      await other.page.close();
      await page.bringToFront();
    },
  );

  play('a session that ended leads to sign-in and back, with what was typed, readable or not', async () => {
    const { page } = screen;
    await visit(screen, path);
    await page.locator('#champ-openingDays').wait();
    const context = page.browserContext();
    await context.deleteCookie(...(await context.cookies()));
    await fill('openingDays', 'deux cents');
    await fill('enrolledChildren', '53');
    await seeText(page, 'Votre session est fermée');
    await press(page, 'Se reconnecter');
    await fillSignIn(page, holder);
    await seeTitle(page, 'Données d’activité');
    await seeText(page, 'Ce que vous aviez tapé a été retrouvé');
    expect(page.url()).toContain(path);
    expect(await typedIn(page, 'openingDays')).toBe('deux cents');
    expect(await typedIn(page, 'enrolledChildren')).toBe('53');
    expect(questions).toEqual([]);
    // Within 20 s it is saved, without a gesture.
    await saved('enrolledChildren', 53);
    expect(await typedIn(page, 'openingDays')).toBe('deux cents');
  });

  test('the browser complained of nothing', () => {
    expect(screen.complaints).toEqual([]);
  });
});
