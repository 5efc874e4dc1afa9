import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { refused, type ApiClient } from './src/api-client.ts';
import { open, read, save, write } from './src/acts.ts';
import {
  hasText,
  inPage,
  pastTerms,
  personAt,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  typedIn,
  typeInto,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { activityFigures } from './src/figures.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newPerson, newWorld, type Person } from './src/world.ts';

// Two activity providers of one equipment work on the same section: the second save gets 409 and keeps what was typed.
describe('two people saving the same section', () => {
  let browser: Browser;
  let screen: Screen;
  let first: ApiClient;
  let second: ApiClient;
  let id: string;
  let people: [Person, Person];

  beforeAll(async () => {
    const agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'La Double Plume');
    people = [
      await newPerson(agent, world, 'Premier', { 0: ['ACTIVITY_PROVIDER'] }),
      await newPerson(agent, world, 'Second', { 0: ['ACTIVITY_PROVIDER'] }),
    ];
    first = await signIn('portal', people[0]);
    second = await signIn('portal', people[1]);
    ({ id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' }));
    await knownTo(id, first, second);
    await save(first, id, 'activity', activityFigures());
    browser = await startBrowser();
    screen = await personAt(browser, 'portal', people[1]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  test('through the API: the second save is refused, and the first one stands', async () => {
    const { revision } = await read(second, id);
    await save(first, id, 'activity', { openingDays: 215 });
    const values = { openingDays: 210 };
    const answer = await write(second, id, 'PUT', '/sections/activity', { values }, { revision });
    expect(refused('the second save', answer).status).toBe(409);
    expect((await read(second, id)).sections.activity.values['openingDays']).toBe(215);
  });

  test('in the browser: the figures typed stay on the screen, and the person chooses', async () => {
    const { page } = screen;
    await step('stale save', [screen], async () => {
      await pastTerms(screen);
      await visit(screen, `/declarations/${id}/saisie-activite`);
      await seeTitle(page, 'Données d’activité');
      await typeInto(page, 'openingDays', '208');
      await save(first, id, 'activity', { openingDays: 219 });
      await press(page, 'Enregistrer');
      await seeText(page, 'a enregistré cette section entre-temps');
      expect(await typedIn(page, 'openingDays')).toBe('208');
      expect((await read(first, id)).sections.activity.values['openingDays']).toBe(219);
      await press(page, 'Garder tous mes chiffres');
      await seeText(page, 'Enregistré');
      expect((await read(first, id)).sections.activity.values['openingDays']).toBe(208);
    });
    expect(screen.complaints).toEqual([]);
  });

  test('in the browser: a colleague who opens the same form is seen, until she leaves it', async () => {
    const together = `${people[0].name} a aussi cet écran ouvert.`;
    const colleague = await personAt(browser, 'portal', people[0]);
    await step('colleagues', [screen, colleague], async () => {
      await visit(screen, `/declarations/${id}/saisie-activite`);
      await seeTitle(screen.page, 'Données d’activité');
      expect(await hasText(screen.page, together)).toBe(false);
      await pastTerms(colleague);
      await visit(colleague, `/declarations/${id}/saisie-activite`);
      await seeText(screen.page, together);
      await seeText(colleague.page, `${people[1].name} a aussi cet écran ouvert.`);
      await visit(colleague, '/');
      // The sentence said aloud stays in the live region: the notice is what counts.
      const notice = `document.querySelector('app-presence-notice').textContent.trim()`;
      await eventually('the colleague to be gone', async () => (await inPage(screen.page, notice)) === '', 30_000);
    });
    expect([...screen.complaints, ...colleague.complaints]).toEqual([]);
    await colleague.close();
  }, 90_000);
});
