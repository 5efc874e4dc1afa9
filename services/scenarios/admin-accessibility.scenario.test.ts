import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { complete, open, save, transmit } from './src/acts.ts';
import { accepted, type ApiClient } from './src/api-client.ts';
import { inPage, personAt, press, seeText, seeTitle, startBrowser, step, visit, type Screen } from './src/browser.ts';
import { agentAccount, cafAdministratorAccount, nationalAccount, otherAgentAccount } from './src/demo-people.ts';
import { examineTwice, examineWaiting } from './src/examination.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { holdRequests } from './src/held-requests.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newTeam, newWorld, type Team, type World } from './src/world.ts';

// Quality.md 4 for the administration: no axe finding at 1 280 and at 320 px, on each page filled, empty, refused, waiting,
// away and forbidden; nothing to scroll sideways.
describe('accessibility of the administration', () => {
  let browser: Browser;
  let desk: Screen;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let sent: string;
  let draft: string;
  let campaign: string;
  let list: string;
  let query: string;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'L’Accessible');
    team = await newTeam(agent, world);
    const equipmentId = world.equipmentIds[0]!;
    sent = (await open(agent, { equipmentId, exercise: 2015, type: 'ACTUAL' })).id;
    await knownTo(sent, team.activity, team.financial, team.approver);
    await complete(team.activity, sent, 'activity', activityFigures());
    await complete(team.financial, sent, 'financial', financialFigures());
    await transmit(team.approver, sent);
    draft = (await open(agent, { equipmentId, exercise: 2016, type: 'ACTUAL', dueOn: '2016-02-01' })).id;
    await knownTo(draft, team.activity);
    await save(team.activity, draft, 'activity', activityFigures(80));
    const asked = { name: 'Prévisions', exercise: 2017, type: 'FORECAST', search: world.equipmentNames[0] };
    campaign = accepted(
      'a campaign',
      await agent.send<{ id: string }>('POST', '/api/workflow/campaigns', asked, { key: randomUUID() }),
    ).id;
    const text = 'courriel;prénom;nom;équipement;rôles;date d’effet;référence du document\npersonne;;;;;;';
    list = accepted(
      'a list',
      await agent.send<{ id: string }>('POST', '/api/identity/habilitation-imports', {
        fileName: 'liste.csv',
        content: Buffer.from(text).toString('base64'),
      }),
    ).id;
    query = `recherche=${encodeURIComponent(world.equipmentNames[0]!)}`;
    browser = await startBrowser();
    desk = await personAt(browser, 'admin', agentAccount());
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
  });

  async function examineEach(screen: Screen, pages: readonly (readonly [string, string])[]): Promise<void> {
    const findings: string[] = [];
    await step('pages', [screen], async () => {
      for (const [name, path] of pages) {
        await visit(screen, path);
        findings.push(...(await examineTwice(screen, name)));
      }
    });
    expect(findings).toEqual([]);
    expect(screen.complaints).toEqual([]);
  }

  test('each page of declarations, filled', async () => {
    await examineEach(desk, [
      ['queue', `/a-instruire?${query}`],
      ['validation', `/a-instruire/valider?declarations=${sent}`],
      ['search', `/recherche?${query}`],
      ['templates', '/modeles'],
      ['campaigns', '/campagnes'],
      ['campaign', `/campagnes/${campaign}`],
      ['new-campaign', '/campagnes/nouvelle'],
      ['opening', '/ouverture'],
      ['review', `/declarations/${sent}`],
      ['progress', `/declarations/${draft}`],
      ['version', `/declarations/${sent}/versions/1`],
      ['comparison', `/declarations/${sent}/comparaison`],
    ]);
  }, 300_000);

  test('each page of partners, filled', async () => {
    const equipment = world.equipmentIds[0]!;
    await examineEach(desk, [
      ['people', `/personnes?${query}`],
      ['person', `/personnes/${team.people.activity.id}`],
      ['new-person', '/personnes/nouvelle'],
      ['account', '/mon-compte'],
      ['partners', `/gestionnaires?${query}`],
      ['partner', `/gestionnaires/${world.partnerId}`],
      ['import', '/habilitations/import'],
      ['import-report', `/habilitations/import/${list}`],
      ['equipments', `/equipements?${query}`],
      ['new-equipment', '/equipements/nouveau'],
      ['rate-import', '/equipements/taux/import'],
      ['equipment', `/equipements/${equipment}`],
      ['equipment-history', `/equipements/${equipment}/historique`],
    ]);
  }, 300_000);

  test('lists that find nothing, pages past the end, addresses that lead nowhere', async () => {
    const nothing = 'recherche=introuvable';
    await examineEach(desk, [
      ['queue-empty', `/a-instruire?${nothing}`],
      ['validation-empty', `/a-instruire/valider?declarations=${draft}`],
      ['search-empty', `/recherche?${nothing}`],
      ['people-empty', `/personnes?${nothing}`],
      ['partners-empty', `/gestionnaires?${nothing}`],
      ['equipments-empty', `/equipements?${nothing}`],
      ['search-past-the-end', `/recherche?${query}&page=9`],
      ['not-found', '/nulle-part'],
      ['declaration-unknown', `/declarations/${randomUUID()}`],
      ['person-unknown', `/personnes/${randomUUID()}`],
      ['equipment-unknown', `/equipements/${randomUUID()}`],
      ['campaign-unknown', `/campagnes/${randomUUID()}`],
    ]);
  }, 300_000);

  test('forms that are refused', async () => {
    const findings: string[] = [];
    const { page } = desk;
    await step('refused', [desk], async () => {
      for (const [name, path, button] of [
        ['campaign-refused', '/campagnes/nouvelle', 'Voir ce qui sera ouvert'],
        ['opening-refused', '/ouverture', 'Ouvrir la déclaration'],
        ['person-refused', '/personnes/nouvelle', 'Ajouter la personne'],
        ['equipment-refused', '/equipements/nouveau', 'Enregistrer l’équipement'],
        ['import-refused', '/habilitations/import', 'Montrer l’aperçu'],
      ] as const) {
        await visit(desk, path);
        await press(page, button);
        await page.locator('[aria-invalid="true"], .error').wait();
        findings.push(...(await examineTwice(desk, name)));
      }
      await visit(desk, `/a-instruire?exercice=1999`);
      await page.locator('#exercice').fill('99');
      await press(page, 'Filtrer');
      await seeText(page, 'Écrivez l’exercice sur quatre chiffres');
      findings.push(...(await examineTwice(desk, 'queue-refused')));
      await visit(desk, `/declarations/${sent}`);
      await page.locator('#decider-REJECT').click();
      await page.locator('#decision-texte').fill('Trop court.');
      await press(page, 'Rejeter la déclaration');
      await page.locator('[aria-invalid="true"]').wait();
      findings.push(...(await examineTwice(desk, 'decision-refused')));
    });
    expect(findings).toEqual([]);
  }, 300_000);

  test('pages that wait for a service, or are told that it is away', async () => {
    const findings: string[] = [];
    const { page } = desk;
    const asked = (path: string): boolean =>
      /^\/api\/(workflow|equipment|identity\/(users|partners))/.test(path) && path !== '/api/workflow/live';
    const pages = [
      ['queue', '/a-instruire'],
      ['search', '/recherche'],
      ['campaigns', '/campagnes'],
      ['people', '/personnes'],
      ['partner', `/gestionnaires/${world.partnerId}`],
      ['equipments', '/equipements'],
      ['equipment', `/equipements/${world.equipmentIds[0]}`],
      ['review', `/declarations/${sent}`],
    ] as const;
    for (const how of ['waiting', 'away'] as const) {
      await step(how, [desk], async () => {
        for (const [name, path] of pages) {
          const held = await holdRequests(page, asked, how);
          await page.goto(new URL(path, page.url()).href, { waitUntil: 'domcontentloaded' });
          const there = how === 'waiting' ? 'ui-loading' : 'ui-unavailable-page';
          await page.locator(there).wait();
          const found = await examineWaiting(desk, `${name}-${how}`);
          // A page that waits says what it waits for; its title comes with the answer.
          findings.push(...found.filter((finding) => how === 'away' || !finding.endsWith(': 0 h1')));
          await held.release();
        }
      });
    }
    expect(findings).toEqual([]);
  }, 300_000);

  test('what is not theirs: another Caf’s agent, a national administrator', async () => {
    const far = await personAt(browser, 'admin', otherAgentAccount());
    await examineEach(far, [
      ['other-caf-declaration', `/declarations/${sent}`],
      ['other-caf-person', `/personnes/${team.people.activity.id}`],
      ['other-caf-partner', `/gestionnaires/${world.partnerId}`],
      ['other-caf-equipment', `/equipements/${world.equipmentIds[0]}`],
      ['other-caf-import', `/habilitations/import/${list}`],
    ]);
    await visit(far, '/moyennes/2016');
    await seeTitle(far.page, 'Accès refusé');
    await seeText(far.page, 'Votre profil ne permet pas cette action.');
    const read = await inPage<string>(far.page, `document.querySelector('main').innerText`);
    expect(read).not.toContain('Réessayez dans quelques minutes');
    await examineEach(far, [['other-profile-means', '/moyennes/2016']]);
    await far.close();
    const national = await personAt(browser, 'admin', nationalAccount());
    await visit(national, '/a-instruire');
    await seeTitle(national.page, 'Accès réservé aux agents des Caf');
    await examineEach(national, [
      ['national-queue', '/a-instruire'],
      ['national-people', '/personnes'],
      ['national-new-person', '/personnes/nouvelle'],
      ['national-templates', '/modeles'],
    ]);
    await national.close();
    const administrator = await personAt(browser, 'admin', cafAdministratorAccount());
    await examineEach(administrator, [['administrator-templates', '/modeles']]);
    await press(administrator.page, 'Écrire un modèle');
    await press(administrator.page, 'Voir avant de publier');
    await administrator.page.locator('[aria-invalid="true"]').wait();
    expect(await examineTwice(administrator, 'administrator-template-refused')).toEqual([]);
    await administrator.close();
  }, 300_000);

  test('columns are chosen, kept, and leave the headings in sight', async () => {
    const { page } = desk;
    const headings = () =>
      inPage<string[]>(page, `[...document.querySelectorAll('thead th')].map((each) => each.textContent.trim())`);
    await step('columns', [desk], async () => {
      for (const [path, column] of [
        [`/recherche?${query}`, 'Commune'],
        [`/equipements?${query}`, 'IDEQU'],
        [`/personnes?${query}`, 'Courriel'],
        [`/gestionnaires?${query}`, 'Communes'],
        ['/campagnes', 'Lancée'],
      ] as const) {
        await visit(desk, path);
        await page.locator('tbody tr').wait();
        expect(await headings()).toContain(column);
        await press(page, 'Colonnes');
        await page.locator(`::-p-aria([name="${column}"][role="checkbox"])`).click();
        await eventually(`${column} to leave`, async () => !(await headings()).includes(column));
        expect(await examineTwice(desk, `columns-${column.toLowerCase()}`)).toEqual([]);
        await page.reload({ waitUntil: 'load' });
        await page.locator('tbody tr').wait();
        expect(await headings()).not.toContain(column);
        const sticky = `getComputedStyle(document.querySelector('thead th')).position`;
        expect(await inPage<string>(page, sticky)).toBe('sticky');
        await press(page, 'Colonnes');
        await page.locator(`::-p-aria([name="${column}"][role="checkbox"])`).click();
        await eventually(`${column} to be back`, async () => (await headings()).includes(column));
      }
    });
  }, 120_000);
});
