import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import { acceptTerms, complete, open, reject, review, save, transmit } from './src/acts.ts';
import type { ApiClient } from './src/api-client.ts';
import { axeFindings } from './src/axe.ts';
import {
  inPage,
  pastTerms,
  personAt,
  picture,
  press,
  printed,
  seenAs,
  seeText,
  seeTitle,
  startBrowser,
  step,
  titleOf,
  typeInto,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { originOf } from './src/environment.ts';
import { examine, isLoaded, wide } from './src/examination.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { enterOn, overtype, tabTo } from './src/keyboard.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newPerson, newTeam, newWorld, type Person, type Team, type World } from './src/world.ts';

// Quality.md 4: no axe finding on any page and state, the journey by keyboard, 320 px without scrolling sideways.
describe('accessibility', () => {
  let browser: Browser;
  let agentApi: ApiClient;
  let world: World;
  let team: Team;
  let everything: Person;
  let draft: string;
  let reviewed: string;
  let corrected: string;
  let sent: string;

  beforeAll(async () => {
    agentApi = await signIn('admin', agentAccount());
    world = await newWorld(agentApi, 'L’Arc-en-ciel', 2);
    team = await newTeam(agentApi, world);
    const roles = ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'] as const;
    everything = await newPerson(agentApi, world, 'Toutvoir', { 0: roles, 1: roles });
    const equipmentId = world.equipmentIds[0]!;
    const all = await signIn('portal', everything);
    const fill = async (exercise: number, type: string, until: 'draft' | 'reviewed' | 'sent'): Promise<string> => {
      const { id } = await open(agentApi, { equipmentId, exercise, type });
      await knownTo(id, all, team.approver);
      if (until === 'draft') {
        await save(all, id, 'activity', activityFigures(80));
        return id;
      }
      await complete(all, id, 'activity', activityFigures());
      await complete(all, id, 'financial', financialFigures());
      if (until === 'reviewed') await review(all, id);
      else await transmit(all, id);
      return id;
    };
    sent = await fill(2014, 'ACTUAL', 'sent');
    corrected = await fill(2015, 'ACTUAL', 'sent');
    await reject(agentApi, corrected, 'Merci de préciser les jours d’ouverture.');
    reviewed = await fill(2015, 'FORECAST', 'reviewed');
    draft = await fill(2016, 'ACTUAL', 'draft');
    await acceptTerms(team.approver);
    browser = await startBrowser();
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
  });

  test('the portal, page by page', async () => {
    const screen = await personAt(browser, 'portal', everything);
    await step('portal pages', [screen], async () => {
      await pastTerms(screen);
      const pages: [string, string][] = [
        ['home', '/'],
        ['search-declarations', '/recherche/declarations'],
        ['search-equipments', '/recherche/equipements'],
        ['equipment', `/equipements/${world.equipmentIds[0]}`],
        ['activity-entry', `/declarations/${draft}/saisie-activite`],
        ['activity-controls', `/declarations/${draft}/controle-activite`],
        ['financial-entry', `/declarations/${draft}/saisie-financiere`],
        ['financial-controls', `/declarations/${reviewed}/controle-financier`],
        ['declaration-controls', `/declarations/${reviewed}/controle-declaration`],
        ['transmission', `/declarations/${reviewed}/transmission`],
        ['correction', `/declarations/${corrected}/correction`],
        ['reading', `/declarations/${sent}/consultation`],
        ['history', `/declarations/${sent}/historique`],
        ['correction-request', `/declarations/${sent}/demande-correction`],
        ['not-found', '/nulle-part'],
      ];
      const findings: string[] = [];
      for (const [name, path] of pages) {
        await visit(screen, path);
        findings.push(...(await examine(screen, name)));
      }
      expect(findings).toEqual([]);
    });
    expect(screen.complaints).toEqual([]);
  }, 150_000);

  test('the states of the forms: help shown, refused, controls to explain', async () => {
    const screen = await personAt(browser, 'portal', everything);
    const { page } = screen;
    await step('states', [screen], async () => {
      const findings: string[] = [];
      await visit(screen, `/declarations/${draft}/saisie-activite`);
      await page.locator('button.help-button').click();
      await typeInto(page, 'openingDays', 'beaucoup');
      await press(page, 'Enregistrer');
      await page.locator('[aria-invalid="true"]').wait();
      findings.push(...(await examine(screen, 'entry-refused')));
      await typeInto(page, 'openingDays', '220');
      await press(page, 'Enregistrer et contrôler');
      await seeTitle(page, 'Contrôle des données d’activité');
      await page.locator('article').wait();
      findings.push(...(await examine(screen, 'controls-to-explain')));
      expect(findings).toEqual([]);
    });
  }, 90_000);

  test('the states in between: nothing to do, nothing found, locked, waiting, past versions, off line', async () => {
    const financial = await personAt(browser, 'portal', team.people.financial);
    const screen = await personAt(browser, 'portal', everything);
    const { page } = screen;
    await step('states in between', [screen, financial], async () => {
      const findings: string[] = [];
      await pastTerms(financial);
      await visit(financial, '/');
      findings.push(...(await examine(financial, 'home-waiting-for-others')));
      await pastTerms(screen);
      for (const [name, path] of [
        ['search-nothing-found', '/recherche/declarations?recherche=nulle%20part%20ailleurs'],
        ['equipments-nothing-found', '/recherche/equipements?nom=nulle%20part%20ailleurs'],
        ['entry-locked', `/declarations/${reviewed}/saisie-activite`],
        ['transmitted', `/declarations/${sent}/transmission`],
        ['past-version', `/declarations/${corrected}/versions/1`],
        ['comparison', `/declarations/${corrected}/comparaison`],
        ['delegation', `/declarations/${corrected}/correction`],
        ['terms', '/conditions'],
      ] as const) {
        await visit(screen, path);
        findings.push(...(await examine(screen, name)));
      }
      await visit(screen, `/declarations/${draft}/saisie-activite`);
      await page.locator('#champ-openingDays').wait();
      await page.setOfflineMode(true);
      await seeText(page, 'Vous êtes hors connexion');
      findings.push(...(await examine(screen, 'off-line')));
      await page.locator('::-p-aria([name="Rechercher une déclaration"][role="link"])').click();
      await seeText(page, 'une autre page ne peut pas s’ouvrir');
      findings.push(...(await examine(screen, 'off-line-stays')));
      await page.setOfflineMode(false);
      expect(findings).toEqual([]);
    });
  }, 150_000);

  test('dark, with the colours of the system, and on paper', async () => {
    const screen = await personAt(browser, 'portal', everything);
    const { page } = screen;
    await step('dark, contrast, paper', [screen], async () => {
      await pastTerms(screen);
      const findings: string[] = [];
      for (const [name, path] of [
        ['home', '/'],
        ['equipment', `/equipements/${world.equipmentIds[0]}`],
        ['activity-entry', `/declarations/${draft}/saisie-activite`],
        ['financial-entry', `/declarations/${reviewed}/saisie-financiere`],
        ['activity-controls', `/declarations/${draft}/controle-activite`],
        ['declaration-controls', `/declarations/${reviewed}/controle-declaration`],
        ['transmission', `/declarations/${sent}/transmission`],
        ['reading', `/declarations/${sent}/consultation`],
      ] as const) {
        // Dark before the page comes: colours that are still changing have no contrast to speak of.
        await seenAs(screen, 'dark');
        await visit(screen, path);
        await isLoaded(page);
        findings.push(...(await axeFindings(page)).map((finding) => `${name} in dark: ${finding}`));
        await picture(page, `accessibility-portal-${name}-dark`);
        await seenAs(screen, 'high-contrast');
        await picture(page, `accessibility-portal-${name}-contrast`);
        await seenAs(screen, 'paper');
        findings.push(...(await paperFindings(screen)).map((finding) => `${name} on paper: ${finding}`));
        await seenAs(screen, 'usual');
        await printed(page, `accessibility-portal-${name}`);
      }
      expect(findings).toEqual([]);
    });
    expect(screen.complaints).toEqual([]);
  }, 150_000);

  test('a save by keyboard only, from the sign-in page on', async () => {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport(wide);
    const screen: Screen = { page, site: 'portal', complaints: [], close: () => context.close() };
    await step('keyboard', [screen], async () => {
      await page.goto(`${originOf('portal')}/declarations/${draft}/saisie-activite`);
      await page.locator('#username').wait();
      await page.focus('#username');
      await page.keyboard.type(everything.email);
      await page.keyboard.press('Tab');
      await page.focus('#password');
      await page.keyboard.type(everything.password);
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      await seeTitle(page, 'Données d’activité');
      await tabTo(screen, 'champ-openingDays');
      await overtype(screen, '217');
      await enterOn(screen, 'Enregistrer');
      await seeText(page, 'Enregistré');
      expect(await inPage<string>(page, 'document.activeElement.tagName')).not.toBe('BODY');
      expect(await titleOf(page)).toBe('Données d’activité');
    });
  }, 90_000);
});

/** What paper has no use for, what it folds away, and a foot that is missing. */
async function paperFindings({ page }: Screen): Promise<string[]> {
  return inPage<string[]>(
    page,
    `(() => {
      const seen = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility());
      const useless = seen('nav, button, .action-bar').map((each) => 'useless: ' + each.textContent.trim());
      const folded = [...document.querySelectorAll('article .detail')].filter((each) => !each.checkVisibility());
      const foot = seen('ui-print-foot').map((each) => each.textContent).join('');
      return [...useless, ...folded.map(() => 'folded card'), ...(/Imprimé le .+ par /.test(foot) ? [] : ['no foot'])];
    })()`,
  );
}
