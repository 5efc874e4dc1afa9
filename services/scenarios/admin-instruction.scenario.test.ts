import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser, Page } from 'puppeteer-core';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import { complete, open, read, transmit, write } from './src/acts.ts';
import {
  follow,
  inPage,
  pastTerms,
  personAt,
  picture,
  plain,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  textOf,
  typeInto,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount, cafAdministratorAccount, otherAgentAccount } from './src/demo-people.ts';
import { examine } from './src/examination.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { originOf } from './src/environment.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newTeam, newWorld, type Team, type World } from './src/world.ts';

interface Waiting {
  readonly declarationId: string;
  readonly exercise: number;
  readonly explainedGaps: number;
}

const remark = 'L’état de présence donne 218 jours.';

// The Caf’s queue: parts, filters, who instructs what, several validations at once, remarks on lines (B5, B22, B24).
describe('instruction', () => {
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let mine: Screen;
  let others: Screen;

  const queue = async () =>
    accepted(
      'the queue',
      await agent.get<{ items: Waiting[] }>(
        `/api/workflow/queue?search=${encodeURIComponent(world.equipmentNames[0]!)}`,
      ),
    ).items;
  const filtered = (query = '') =>
    `/a-instruire?recherche=${encodeURIComponent(world.equipmentNames[0]!)}${query && `&${query}`}`;
  const rowsOf = (page: Page) =>
    inPage<string[]>(page, `[...document.querySelectorAll('tbody tr')].map((row) => row.textContent)`).then((rows) =>
      rows.map(plain),
    );

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'La File');
    team = await newTeam(agent, world);
    for (const [exercise, days] of [
      [2014, 220],
      [2015, 220],
      [2016, 120],
    ] as const) {
      const { id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise, type: 'ACTUAL' });
      await knownTo(id, team.activity, team.financial, team.approver);
      await complete(team.activity, id, 'activity', { ...activityFigures(), openingDays: days });
      // Nothing beside the meals to explain (DEC-10): the first one is clean.
      await complete(team.financial, id, 'financial', {
        ...financialFigures(),
        p70642OtherFamilyIncome: exercise === 2014 ? 0 : 60_000,
      });
      await transmit(team.approver, id);
    }
    browser = await startBrowser();
    mine = await personAt(browser, 'admin', agentAccount(), filtered());
    others = await personAt(browser, 'admin', cafAdministratorAccount(), '/a-instruire');
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
  });

  test('the queue is filtered by its address, sorted, and the filter kept under a name', async () => {
    const { page } = mine;
    await step('filter', [mine], async () => {
      await eventually('three rows', async () => (await rowsOf(page)).length === 3);
      await page.locator('#exercice').fill('99');
      await press(page, 'Filtrer');
      await seeText(page, 'Écrivez l’exercice sur quatre chiffres');
      await page.locator('#exercice').fill('2015');
      await press(page, 'Filtrer');
      await eventually('one row', async () => (await rowsOf(page)).length === 1);
      expect(page.url()).toContain('exercice=2015');
      await page.reload({ waitUntil: 'load' });
      await eventually('one row again', async () => (await rowsOf(page)).length === 1);
      await press(page, 'Garder ce filtre');
      await press(page, 'Garder');
      await seeText(page, 'Donnez un nom à ce filtre');
      await page.locator('#nom-filtre').fill('La File 2015');
      await press(page, 'Garder');
      await seeText(page, 'Mes filtres');
      await visit(mine, '/a-instruire?exercice=1999');
      await follow(page, 'La File 2015');
      await eventually('the kept filter', async () => (await rowsOf(page)).length === 1);
      await visit(mine, filtered('tri=ecarts'));
      await eventually('three rows, the most gaps first', async () => (await rowsOf(page)).length === 3);
      const [most] = (await queue()).toSorted((one, other) => other.explainedGaps - one.explainedGaps);
      expect((await rowsOf(page))[0]).toContain(`${most!.exercise}`);
      expect(await examine(mine, 'queue-filtered')).toEqual([]);
      await visit(mine, '/a-instruire?recherche=introuvable');
      await seeText(page, 'Aucune déclaration à instruire ne répond à ces critères');
    });
  });

  test('rows are chosen and given by keyboard; the second of two agents is told', async () => {
    const { page } = mine;
    await visit(others, filtered());
    await eventually('three rows', async () => (await rowsOf(others.page)).length === 3);
    await step('assign', [mine, others], async () => {
      await visit(mine, filtered());
      await eventually('three rows', async () => (await rowsOf(page)).length === 3);
      await page.focus('tbody input[type=checkbox]');
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
      await seeText(page, '2 déclarations choisies');
      await picture(page, 'queue-chosen');
      await press(page, 'Me les attribuer');
      await seeText(page, '2 déclarations attribuées à');
      await page.locator('.parts a::-p-text(Les miennes)').click();
      await eventually('my two rows', async () => (await rowsOf(page)).length === 2);
      // The other agent still sees « personne » on the first row.
      await others.page.locator('tbody input[type=checkbox]').click();
      await press(others.page, 'Me les attribuer');
      await seeText(others.page, 'vient d’être attribuée ou libérée par une autre personne');
      expect(await examine(others, 'queue-assigned-meanwhile')).toEqual([]);
    });
  });

  test('two agents on one file see each other; the second decision is refused and its text kept', async () => {
    const first = (await queue()).find(({ explainedGaps }) => explainedGaps > 0);
    const path = `/declarations/${first!.declarationId}`;
    await step('two agents', [mine, others], async () => {
      await visit(mine, path);
      await visit(others, path);
      await seeText(mine.page, 'a aussi cet écran ouvert');
      await seeText(others.page, 'a aussi cet écran ouvert');
      expect(await examine(mine, 'review-together')).toEqual([]);
      await others.page.locator('#decider-REJECT').click();
      await others.page.locator('#decision-texte').fill('Les heures facturées sont à vérifier.');
      await mine.page.locator('#decider-VALIDATE').click();
      await press(mine.page, 'Valider la déclaration');
      await seeText(mine.page, 'la déclaration est validée');
      await seeText(others.page, 'Cette action n’est plus possible');
      expect(await examine(others, 'review-decided-meanwhile')).toEqual([]);
      const kept = await inPage<string>(others.page, `document.querySelector('#decision-texte').value`);
      expect(kept).toBe('Les heures facturées sont à vérifier.');
    });
    expect(await read(agent, first!.declarationId)).toMatchObject({ status: 'VALIDATED', version: 1 });
  });

  test('several are validated after a page that names what each holds; those with gaps are left apart', async () => {
    const { page } = mine;
    const waiting = await queue();
    const withGaps = waiting.filter(({ explainedGaps }) => explainedGaps > 0);
    const clean = waiting.filter(({ explainedGaps }) => explainedGaps === 0);
    expect([withGaps.length, clean.length]).toEqual([1, 1]);
    await step('validate together', [mine], async () => {
      await visit(mine, filtered());
      await eventually('two rows', async () => (await rowsOf(page)).length === 2);
      await page.locator('thead input[type=checkbox]').click();
      await press(page, 'Valider ensemble…');
      await seeTitle(page, 'Valider ensemble');
      await seeText(page, 'À instruire une à une');
      const text = await textOf(page);
      expect(text).toContain(`Réelle ${clean[0]!.exercise}`);
      expect(text).toContain(`Réelle ${withGaps[0]!.exercise} de ${plain(world.equipmentNames[0]!)}`);
      expect(await examine(mine, 'validation-preview')).toEqual([]);
      await press(page, 'Valider cette déclaration');
      await seeText(page, '1 déclaration validée');
      expect(await examine(mine, 'validation-done')).toEqual([]);
    });
    expect((await read(agent, clean[0]!.declarationId)).status).toBe('VALIDATED');
    expect((await read(agent, withGaps[0]!.declarationId)).status).toBe('SUBMITTED');
  });

  test('a rejection from a template, with a remark on a line, limits the correction to that line', async () => {
    const [last] = await queue();
    const id = last!.declarationId;
    const { page } = mine;
    await step('reject with a remark', [mine], async () => {
      await visit(mine, `/declarations/${id}`);
      await page.locator('#decider-REJECT').click();
      await page.locator('#decision-modele').wait();
      await eventually('the templates', () =>
        inPage<boolean>(page, `document.querySelectorAll('#decision-modele option').length > 1`),
      );
      const value = await inPage<string>(
        page,
        `[...document.querySelectorAll('#decision-modele option')].find((o) => o.textContent.includes('Heures')).value`,
      );
      await page.select('#decision-modele', value);
      await eventually('the text of the template', () =>
        inPage<boolean>(page, `document.querySelector('#decision-texte').value.length > 50`),
      );
      await inPage(page, `document.querySelector('#remarquer-openingDays').click()`);
      await page.locator('#remarque-openingDays').fill(remark);
      await page.locator('#limiter-correction').click();
      expect(await examine(mine, 'review-remark')).toEqual([]);
      await press(page, 'Rejeter la déclaration');
      await seeText(page, 'est rejetée');
    });
    const screen = await personAt(browser, 'portal', team.people.approver, `/declarations/${id}/correction`);
    await step('read the remark', [screen], async () => {
      await pastTerms(screen);
      await seeText(screen.page, 'Remarques de la Caf sur vos données');
      expect(await examine(screen, 'correction-with-remarks')).toEqual([]);
      await inPage(screen.page, `document.querySelector('app-remarks-list a').click()`);
      await seeTitle(screen.page, 'Données d’activité');
      await seeText(screen.page, `Remarque de la Caf : ${remark}`);
      await seeText(screen.page, 'ligne fermée à la correction par la Caf');
      expect(await screen.page.$('#champ-attendedHours')).toBeNull();
      expect(await examine(screen, 'entry-with-remark')).toEqual([]);
      await typeInto(screen.page, 'openingDays', '218');
      await press(screen.page, 'Enregistrer');
      await seeText(screen.page, 'Enregistré');
    });
    expect(screen.complaints).toEqual([]);
    await screen.close();
    await eventually('the figure to be saved', async () => {
      return (await read(team.approver, id)).sections.activity.values['openingDays'] === 218;
    });
    const other = await write(team.approver, id, 'PUT', '/sections/activity', { values: { attendedHours: 1 } });
    expect(refused('another line', other)).toMatchObject({
      ...{ status: 422, code: 'LINE_NOT_OPEN' },
      errors: [{ path: '/values/attendedHours' }],
    });
  });

  test('administrators write the templates of their Caf; agents use them, other Caf do not see them', async () => {
    const title = `Places ${world.equipmentNames[0]!.slice(-10)}`;
    await step('templates', [mine, others], async () => {
      await visit(mine, '/modeles');
      await seeText(mine.page, 'sont écrits par ses administrateurs');
      expect(await examine(mine, 'templates')).toEqual([]);
      const { page } = others;
      await visit(others, '/modeles');
      await press(page, 'Écrire un modèle');
      await page.locator('#modele-titre').fill(title);
      await page.locator('#modele-texte').fill('Trop court.');
      await press(page, 'Voir avant de publier');
      await seeText(page, 'Un modèle compte de 20 à 2 000 caractères');
      expect(await examine(others, 'template-refused')).toEqual([]);
      await page.locator('#modele-texte').fill('Le nombre de places déclaré dépasse celui de l’agrément.');
      await press(page, 'Voir avant de publier');
      await seeText(page, 'Ce que le partenaire lira');
      expect(await examine(others, 'template-preview')).toEqual([]);
      await press(page, 'Publier le modèle');
      await seeText(page, 'Le modèle est publié');
      // Another wording is a version; a title that is taken is refused on its field, and nothing typed is lost.
      await press(page, `Modifier le modèle « ${title} »`);
      await page.locator('#modele-titre').fill(`${title} bis`);
      await press(page, 'Voir avant de publier');
      await seeText(page, 'Une fois publié');
      await press(page, 'Publier le modèle');
      await seeText(page, 'La nouvelle version est publiée');
      await press(page, `Versions du modèle « ${title} bis »`);
      await seeText(page, 'Version 1, publiée par');
      expect(await examine(others, 'template-versions')).toEqual([]);
      await press(page, 'Écrire un modèle');
      await page.locator('#modele-titre').fill(`${title} BIS`);
      await page.locator('#modele-texte').fill('Un texte assez long pour être un modèle.');
      await press(page, 'Voir avant de publier');
      await press(page, 'Publier le modèle');
      await seeText(page, 'Un autre modèle en service porte ce titre');
      expect(await inPage(page, `document.querySelector('#modele-titre').value`)).toBe(`${title} BIS`);
      await press(page, 'Revenir sans publier');
      await visit(mine, '/modeles');
      await seeText(mine.page, title);
    });
    const far = await signIn('admin', otherAgentAccount());
    const { items } = accepted(
      'templates',
      await far.get<{ items: { title: string }[] }>('/api/workflow/message-templates'),
    );
    expect(items.map((template) => template.title)).not.toContain(title);
  });

  test('no browser complained', () => {
    expect([...mine.complaints, ...others.complaints]).toEqual([]);
    expect(mine.page.url()).toContain(originOf('admin'));
  });
});
