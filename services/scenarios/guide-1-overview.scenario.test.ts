import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { acceptTerms, open } from './src/acts.ts';
import { askToOpen, type AskedOpening } from './src/admin-walk.ts';
import type { ApiClient } from './src/api-client.ts';
import {
  follow,
  hasText,
  inPage,
  newcomer,
  pastTerms,
  personAt,
  press,
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
import { activityFigures } from './src/figures.ts';
import { tabToAct } from './src/keyboard.ts';
import { enterAndControl, explainOnScreen, keepExplanation } from './src/portal-walk.ts';
import { opened, validated } from './src/prepared.ts';
import { linesOn, seeExactly, seePath, seeTexts, textsOf } from './src/reading.ts';
import { signIn } from './src/sign-in.ts';
import { grant, knownTo, newPerson, newTeam, newWorld, type Person, type Team, type World } from './src/world.ts';

// Guide, fiche 1: what the portal is for. Three types of declaration on national forms, controls while declaring, help on
// every line, and nothing for whom the Caf has not habilitated.
describe('fiche 1, the portal in general', () => {
  let browser: Browser;
  let agentApi: ApiClient;
  let world: World;
  let team: Team;
  let unknown: Person;
  let agent: Screen;
  let activity: Screen;
  let approver: Screen;
  const screens: Screen[] = [];
  /** The réelle 2016 in which the activity provider works. */
  let id: string;
  let before: string;

  beforeAll(async () => {
    agentApi = await signIn('admin', agentAccount());
    world = await newWorld(agentApi, 'Les Premiers Pas', 2);
    team = await newTeam(agentApi, world);
    unknown = await newPerson(agentApi, world, 'Sansrole', {});
    before = await validated(agentApi, team, world.equipmentIds[0]!, 2015);
    id = await opened(agentApi, team, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
    await acceptTerms(team.activity);
    browser = await startBrowser();
    agent = await personAt(browser, 'admin', agentAccount());
    activity = await personAt(browser, 'portal', team.people.activity);
    approver = await personAt(browser, 'portal', team.people.approver);
    screens.push(agent, activity, approver);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, screens, work), 90_000);

  /** The lines of an entry form, as the activity provider finds it. */
  async function formOf(declaration: string, section: 'activity' | 'financial' = 'activity'): Promise<string[]> {
    const activities = section === 'activity';
    await visit(activity, `/declarations/${declaration}/${activities ? 'saisie-activite' : 'saisie-financiere'}`);
    await seeTitle(activity.page, activities ? 'Données d’activité' : 'Données financières');
    return linesOn(activity.page);
  }

  play(
    '1.1: the Caf opens each type for an exercise, the partner finds them; the same one twice is refused',
    async () => {
      const asked = { equipmentName: world.equipmentNames[0]!, exercise: 2016 };
      const first = { ...asked, type: 'Actualisée', period: 'De janvier à juin (30/06)' } satisfies AskedOpening;
      const opening: readonly AskedOpening[] = [
        { ...asked, type: 'Prévisionnelle' },
        first,
        { ...asked, type: 'Actualisée', period: 'De janvier à septembre (30/09)' },
      ];
      for (const wanted of opening) {
        await askToOpen(agent, wanted);
        await seeText(agent.page, 'la déclaration est ouverte');
      }
      await askToOpen(agent, first);
      await seeText(agent.page, 'La déclaration n’est pas ouverte');
      await seeText(agent.page, 'Une déclaration de même équipement, exercice, type et période existe déjà.');
      await askToOpen(agent, { ...asked, type: 'Actualisée' });
      await seeText(agent.page, 'Choisissez la période de l’actualisée.');

      await visit(activity, `/equipements/${world.equipmentIds[0]}`);
      const names = await seeTexts(activity.page, 'main h4', 'the five declarations', ({ length }) => length === 5);
      expect([...names].sort()).toEqual([
        'Actualisée de janvier à juin 2016',
        'Actualisée de janvier à septembre 2016',
        'Prévisionnelle 2016',
        'Réelle 2015',
        'Réelle 2016',
      ]);
    },
  );

  play('1.2: one form for a type, the same everywhere; each type and each exercise has its own', async () => {
    const equipmentId = world.equipmentIds[1]!;
    await grant(agentApi, team.people.activity, equipmentId, ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER']);
    const openHere = async (exercise: number, type: string, period: object = {}): Promise<string> => {
      const declaration = (await open(agentApi, { equipmentId, exercise, type, ...period })).id;
      await knownTo(declaration, team.activity);
      return declaration;
    };
    const actual = await formOf(id);
    const own = await openHere(2016, 'ACTUAL');
    expect(await formOf(own)).toEqual(actual);

    const contributions = 'Montant des participations familiales H05';
    const regular = 'dont heures d’accueil régulier A11 (facultatif)';
    const children = 'Nombre d’enfants différents inscrits A12';
    expect(actual).toEqual(expect.arrayContaining([regular, children]));
    expect(actual).not.toContain(contributions);
    const planned = await openHere(2016, 'FORECAST');
    const forecast = await formOf(planned);
    expect(forecast).toEqual(actual.map((line) => (line === children ? `${children} (facultatif)` : line)));
    const accounts = await formOf(own, 'financial');
    const interest = '66 Charges financières';
    expect(accounts).toContain(interest);
    expect(await formOf(planned, 'financial')).toContain(`${interest} (facultatif)`);
    const updated = await formOf(await openHere(2016, 'UPDATED', { periodEnd: '2016-06-30' }));
    expect(updated).toContain(contributions);
    expect(updated).not.toContain(regular);

    const disability = 'Nombre d’enfants porteurs de handicap A20 (facultatif)';
    const later = await formOf(await openHere(2019, 'ACTUAL'));
    expect(later.filter((line) => !actual.includes(line))).toEqual([disability]);
    await visit(activity, `/declarations/${before}/consultation`);
    await seeText(activity.page, 'Nombre d’enfants différents inscrits');
    expect(await hasText(activity.page, 'enfants porteurs de handicap')).toBe(false);
  });

  play('1.3: figures are controlled while one declares; an impossible one is refused on its line', async () => {
    const { page } = activity;
    await visit(activity, `/declarations/${id}/saisie-activite`);
    await enterAndControl(page, 'Données d’activité', { ...activityFigures(115), openingDays: 400 });
    await seeText(page, 'Le contrôle n’a pas pu être fait');
    const days = 'Le nombre de jours d’ouverture (400 jours) dépasse les 366 jours de la période.';
    await seeTexts(page, 'main .field--refused', 'the refusal on its line', ([line = '']) => line.includes(days));
    await seeTitle(page, 'Données d’activité');
    await typeInto(page, 'openingDays', '220');
    await press(page, 'Enregistrer et contrôler');
    await seeTitle(page, 'Contrôle des données d’activité');
    await seeText(page, 'Vos chiffres sont comparés aux règles et aux déclarations des exercices précédents');
    const cards = await seeTexts(page, 'main article', 'the gaps', ({ length }) => length >= 2);
    const hours = cards.find((card) => card.includes('39 100,00 h'));
    expect(hours).toMatch(/Écart à expliquer.*Votre chiffre 39 100,00 h.*En 2015 34 000,00 h.*Écart \+ ?15,00 %/);
  });

  play('1.4: a gap is explained before anything can be transmitted', async () => {
    const { page } = activity;
    await visit(activity, `/declarations/${id}/controle-activite`);
    await seeText(page, 'Vous pourrez continuer quand chaque point sera corrigé ou expliqué.');
    expect(await textsOf(page, '.action-bar button')).not.toContain('Terminer la saisie');
    await page.locator('article form textarea').fill('Court');
    await page.locator(`article ${keepExplanation}`).click();
    await seeText(page, 'Expliquez l’écart en 10 caractères au moins.');
    // Nobody goes past it: neither her nor the approver.
    await visit(approver, `/declarations/${id}/controle-declaration`);
    await seeText(approver.page, 'La saisie n’est pas terminée');
    await visit(approver, `/declarations/${id}/transmission`);
    await seeText(approver.page, 'à terminer d’abord');
    expect(await textsOf(approver.page, 'main button')).not.toContain('Transmettre à la Caf');

    expect(await explainOnScreen(page)).toBeGreaterThanOrEqual(2);
    await seeText(page, 'Tous les écarts sont expliqués.');
    await press(page, 'Terminer la saisie');
    await seeText(page, 'La saisie des données d’activité est terminée.');
  });

  play('1.6: every line has its help, on demand, by mouse, keyboard or touch, never by hovering', async () => {
    const { page } = activity;
    const wanted = { equipmentId: world.equipmentIds[1]!, exercise: 2017, type: 'ACTUAL' };
    const { id: declaration } = await open(agentApi, wanted);
    await knownTo(declaration, team.activity);
    for (const section of ['financial', 'activity'] as const) {
      const lines = (await formOf(declaration, section)).map((line) =>
        line.replace(/ \(facultatif\)$/, '').replace(/^\d+[A-Z]? | [A-Z]+\d+$/g, ''),
      );
      const helps = await textsOf(page, 'app-line-field .help-button');
      expect(helps).toEqual(lines.map((line) => `Aide sur « ${line} »`));
    }
    const shown = (count: number) =>
      seeTexts(page, 'app-line-field .help', `${count} helps to be shown`, ({ length }) => length === count);
    const button = (line: string) => page.locator(`::-p-aria([name="Aide sur « ${line} »"][role="button"])`);

    await button('Nombre de places').hover();
    await shown(0);
    await button('Nombre de places').click();
    expect(await shown(1)).toEqual([expect.stringContaining('Nombre de places figurant dans l’autorisation')]);
    await button('Nombre de places').click();
    await shown(0);
    await page.focus('#champ-places');
    await tabToAct(activity, 'Aide sur « Nombre de jours d’ouverture »');
    await page.keyboard.press('Enter');
    expect(await shown(1)).toEqual([expect.stringContaining('Jours où l’établissement a réellement ouvert')]);
    const touched = await button('Amplitude journalière d’ouverture').waitHandle();
    await touched.tap();
    expect(await shown(2)).toEqual(
      expect.arrayContaining([expect.stringContaining('entre l’ouverture et la fermeture')]),
    );
    expect(await inPage<number>(page, `document.querySelectorAll('form [title]').length`)).toBe(0);
  });

  play('1.7: without a habilitation by the Caf, nothing; with one, what it gives', async () => {
    const stranger = await newcomer(browser, 'portal');
    const screen = await personAt(browser, 'portal', unknown);
    screens.push(stranger, screen);
    // Who has no account at all stays at the door.
    await stranger.page.goto(`${originOf('portal')}/equipements/${world.equipmentIds[0]}`, { waitUntil: 'load' });
    await stranger.page.locator('#username').fill('personne@nulle-part.example');
    await stranger.page.locator('#password').fill('motdepasse1');
    await stranger.page.locator('#kc-login').click();
    await seeText(stranger.page, 'est incorrect');
    expect(stranger.page.url().startsWith(originOf('portal'))).toBe(false);

    const { page } = screen;
    await pastTerms(screen);
    await seeText(page, 'Aucune action n’est attendue de vous pour le moment.');
    expect(await hasText(page, world.equipmentNames[0]!)).toBe(false);
    for (const path of [`/equipements/${world.equipmentIds[0]}`, `/declarations/${id}/saisie-activite`]) {
      await visit(screen, path);
      await seeTitle(page, 'Page introuvable');
      await seeText(page, 'demandez à votre Caf de vérifier vos habilitations');
    }
    await follow(page, 'Rechercher un équipement');
    await seeText(page, 'Aucun de vos équipements');

    await grant(agentApi, unknown, world.equipmentIds[0]!, ['FINANCIAL_PROVIDER']);
    await eventually(
      'the habilitation to be known',
      async () => {
        await visit(screen, `/declarations/${id}`);
        await eventually('the page', async () => (await titleOf(page)) !== '');
        return (await titleOf(page)) === 'Données financières';
      },
      30_000,
    );
    await seePath(screen, `/declarations/${id}/saisie-financiere`);
    await follow(page, 'Revenir à l’équipement');
    await seeTitle(page, world.equipmentNames[0]!);
    await visit(screen, `/equipements/${world.equipmentIds[1]}`);
    await seeTitle(page, 'Page introuvable');
    await seeExactly(page, 'main a', ['Revenir à l’accueil']);
  });

  test('no browser complained', () => {
    expect(screens.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
