import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { complete, open, read, transmit, validate } from './src/acts.ts';
import type { ApiClient } from './src/api-client.ts';
import { inPage, newcomer, seeText, seeTitle, startBrowser, step, titleOf, type Screen } from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { originOf } from './src/environment.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { enterOn, focused, overtype, pressWithShift, tabTo, tabToAct } from './src/keyboard.ts';
import { wholeFields } from './src/portal-walk.ts';
import { signIn, type Account } from './src/sign-in.ts';
import { knownTo, newTeam, newWorld, type Team, type World } from './src/world.ts';

// No mouse: the whole journey of each role, and where the focus is after each save, refusal
// and change of page.
describe('by keyboard only', () => {
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let id: string;
  const screens: Screen[] = [];

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'Le Clavier');
    team = await newTeam(agent, world);
    const equipmentId = world.equipmentIds[0]!;
    // History to compare with, so that there is something to explain.
    const before = await open(agent, { equipmentId, exercise: 2015, type: 'ACTUAL' });
    await knownTo(before.id, team.activity, team.financial, team.approver);
    await complete(team.activity, before.id, 'activity', activityFigures());
    await complete(team.financial, before.id, 'financial', financialFigures());
    await transmit(team.approver, before.id);
    await validate(agent, before.id);
    ({ id } = await open(agent, { equipmentId, exercise: 2016, type: 'ACTUAL' }));
    await knownTo(id, team.activity, team.financial, team.approver);
    browser = await startBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
  });

  /** Signs in without a mouse, and accepts the terms when they are asked. */
  async function comeIn(account: Account): Promise<Screen> {
    const screen = await newcomer(browser, 'portal');
    screens.push(screen);
    const { page } = screen;
    await page.goto(originOf('portal'));
    await page.locator('#username').wait();
    if ((await focused(screen)) !== 'username') await tabTo(screen, 'username');
    await page.keyboard.type(account.email);
    await tabTo(screen, 'password');
    await page.keyboard.type(account.password);
    await page.keyboard.press('Enter');
    // Keycloak’s page has a title too: what counts is the first one of the portal.
    const title = await eventually(
      'the portal',
      async () => (page.url().startsWith(`${originOf('portal')}/`) && (await titleOf(page))) || undefined,
      30_000,
    );
    if (title === 'Conditions générales d’utilisation') {
      await enterOn(screen, 'Accepter les conditions et continuer');
      await arrivesAt(screen, 'Ce qui est attendu de vous');
    }
    return screen;
  }

  /** A change of page puts the focus on the new title. */
  async function arrivesAt(screen: Screen, title: string): Promise<void> {
    await seeTitle(screen.page, title);
    await eventually(`the focus on « ${title} »`, async () => (await focused(screen)) === title.replace(/\s+/g, ' '));
  }

  const waiting = `[...document.querySelectorAll('article form textarea')].filter((box) => box.checkVisibility()).map((box) => box.id)`;

  /** Explains each point; once saved, the focus stays in its card. */
  async function explainAll(screen: Screen): Promise<number> {
    const { page } = screen;
    await eventually('the verdict', () => inPage<boolean>(page, `document.querySelector('.verdict') !== null`), 30_000);
    for (let explained = 0; ; explained += 1) {
      const [box] = await inPage<string[]>(page, waiting);
      if (box === undefined) return explained;
      await tabTo(screen, box);
      await page.keyboard.type('Les effectifs ont évolué avec la rentrée de septembre.');
      await enterOn(screen, 'Enregistrer l’explication');
      await eventually(
        'the explanation to be kept',
        async () => !(await inPage<string[]>(page, waiting)).includes(box),
      );
      await eventually('the focus on the folded card', async () =>
        (await focused(screen)).startsWith('Voir le détail'),
      );
    }
  }

  test('the activity provider enters, is refused, corrects, explains and ends', async () => {
    const screen = await comeIn(team.people.activity);
    const { page } = screen;
    await step('activity by keyboard', screens, async () => {
      await enterOn(screen, 'Continuer');
      await arrivesAt(screen, 'Données d’activité');
      const first = await inPage<string>(page, `document.querySelector('form [data-cell]').id`);
      await tabTo(screen, first);
      await fillDownwards(screen, activityFigures(115));
      // Enter goes on, Shift+Enter back, Esc undoes; nothing wraps and nothing is sent by Enter.
      const last = await focused(screen);
      await pressWithShift(screen, 'Enter');
      expect(await focused(screen)).not.toBe(last);
      await page.keyboard.press('Enter');
      expect(await focused(screen)).toBe(last);

      await tabToBack(screen, 'champ-openingDays');
      await overtype(screen, 'beaucoup');
      await tabToAct(screen, 'Enregistrer et contrôler');
      await page.keyboard.press('Enter');
      await eventually('the focus on the refusal', async () => (await focused(screen)).includes('1 point à corriger'));
      await tabToAct(screen, '');
      await page.keyboard.press('Enter');
      await eventually('the focus in the field', async () => (await focused(screen)) === 'champ-openingDays');
      await page.keyboard.press('Escape');
      await enterOn(screen, 'Enregistrer');
      await seeText(page, 'Enregistré à');
      expect(await focused(screen)).toBe('Enregistrer');
      await enterOn(screen, 'Enregistrer et contrôler');
      await arrivesAt(screen, 'Contrôle des données d’activité');
      expect(await explainAll(screen)).toBeGreaterThanOrEqual(1);
      await enterOn(screen, 'Terminer la saisie');
      await arrivesAt(screen, 'Ce qui est attendu de vous');
      expect((await read(team.activity, id)).sections.activity).toMatchObject({
        state: 'LOCKED',
        values: activityFigures(115),
      });
    });
    expect(screen.complaints).toEqual([]);
  }, 120_000);

  test('the financial provider enters, is told what is essential, explains and ends', async () => {
    const screen = await comeIn(team.people.financial);
    const { page } = screen;
    await step('accounts by keyboard', screens, async () => {
      await enterOn(screen, 'Continuer');
      await arrivesAt(screen, 'Données financières');
      await tabToAct(screen, 'Enregistrer et contrôler');
      await page.keyboard.press('Enter');
      await eventually('the focus on the refusal', async () => /à (corriger|compléter)/.test(await focused(screen)));
      await tabTo(screen, await inPage<string>(page, `document.querySelector('form [data-cell]').id`));
      // Charges, then produits: Enter goes down a column and does not jump to the other.
      await fillDownwards(screen, financialFigures());
      await tabTo(screen, 'champ-p70623Psu');
      await fillDownwards(screen, financialFigures());
      await enterOn(screen, 'Enregistrer et contrôler');
      await arrivesAt(screen, 'Contrôle des données financières');
      await explainAll(screen);
      await enterOn(screen, 'Terminer la saisie');
      await arrivesAt(screen, 'Ce qui est attendu de vous');
      expect((await read(team.financial, id)).sections.financial).toMatchObject({ state: 'LOCKED' });
    });
    expect(screen.complaints).toEqual([]);
  }, 120_000);

  test('the approver controls, explains, comments, is refused without an attestation, and transmits', async () => {
    const screen = await comeIn(team.people.approver);
    const { page } = screen;
    await step('approval by keyboard', screens, async () => {
      await enterOn(screen, 'Continuer');
      await arrivesAt(screen, 'Contrôle de la déclaration');
      await enterOn(screen, 'Contrôler la déclaration');
      await eventually('the focus on the verdict', async () => (await focused(screen)) === 'verdict', 30_000);
      await explainAll(screen);
      await tabTo(screen, 'commentaire');
      await page.keyboard.type('Les comptes sont ceux de l’assemblée générale.');
      await enterOn(screen, 'Enregistrer le commentaire');
      await eventually(
        'the comment to be saved',
        async () => (await read(team.approver, id)).comment?.startsWith('Les comptes') ?? false,
      );
      expect(await focused(screen)).toBe('Enregistrer le commentaire');
      await enterOn(screen, 'Continuer vers la transmission');
      await arrivesAt(screen, 'Transmission à la Caf');
      await enterOn(screen, 'Transmettre à la Caf');
      await eventually('the focus on the refusal', async () => (await focused(screen)).includes('n’est pas transmise'));
      await tabToAct(screen, 'Cochez l’attestation');
      await page.keyboard.press('Enter');
      await eventually('the focus in the box', async () => (await focused(screen)) === 'attestation');
      await page.keyboard.press('Space');
      await enterOn(screen, 'Transmettre à la Caf');
      await seeText(page, 'La déclaration est transmise à la Caf');
      await eventually('the focus on the receipt', async () => (await focused(screen)) === 'accuse');
      expect(await read(team.approver, id)).toMatchObject({ status: 'SUBMITTED' });
    });
    expect(screen.complaints).toEqual([]);
  }, 120_000);
});

type Figures = ReturnType<typeof activityFigures>;

/** From the first cell to the last with Enter only, each with its figure; yes/no lines are ticked with the space bar. */
async function fillDownwards(screen: Screen, values: Figures): Promise<void> {
  const { page } = screen;
  for (let line = ''; ;) {
    const here = await focused(screen);
    if (here === line) return;
    line = here;
    const field = here.replace(/^champ-/, '');
    const value = values[field];
    if (typeof value === 'boolean') await page.keyboard.press(value ? 'Space' : 'ArrowRight');
    else if (typeof value === 'number') await overtype(screen, typed(field, value));
    await page.keyboard.press('Enter');
  }
}

function typed(field: string, value: number): string {
  return String(wholeFields.includes(field) ? value : value / 100).replace('.', ',');
}

/** Shift+Tab until the cell of this id. */
async function tabToBack(screen: Screen, cell: string): Promise<void> {
  for (let presses = 0; presses < 100; presses += 1) {
    if ((await focused(screen)) === cell) return;
    await pressWithShift(screen, 'Tab');
  }
  throw new Error(`#${cell} cannot be reached backwards`);
}
