import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import { acceptTerms, complete, control, explainAll, lock, save } from './src/acts.ts';
import { accepted, type ApiClient } from './src/api-client.ts';
import { hasText, inPage, personAt, seeText, seeTitle, startBrowser, step, visit, type Screen } from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { opened } from './src/prepared.ts';
import { seeExactly, seePath, seeTexts, textsOf } from './src/reading.ts';
import { signIn } from './src/sign-in.ts';
import { newTeam, newWorld, todayInParis, type Team, type World } from './src/world.ts';

// Guide, fiche 4: the page of an equipment. Who it is, the Caf’s contact and text, its declarations and what to do.
describe('fiche 4, an equipment', () => {
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let id: string;
  let page: string;
  let activity: Screen;
  let financial: Screen;
  let approver: Screen;
  const screens: Screen[] = [];

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'La Maison Bleue', 2);
    team = await newTeam(agent, world);
    for (const person of [team.activity, team.financial, team.approver]) await acceptTerms(person);
    id = await opened(agent, team, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
    page = `/equipements/${world.equipmentIds[0]}`;
    browser = await startBrowser();
    activity = await personAt(browser, 'portal', team.people.activity);
    financial = await personAt(browser, 'portal', team.people.financial);
    approver = await personAt(browser, 'portal', team.people.approver);
    screens.push(activity, financial, approver);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, screens, work), 60_000);
  const today = todayInParis().split('-').reverse().join('/');
  const aside = 'main aside';

  /** Something the Caf’s agent writes on the equipment. */
  async function write(what: 'note' | 'referent', body: object): Promise<void> {
    const path = `/api/equipment/equipments/${world.equipmentIds[0]}`;
    const { revision } = accepted(path, await agent.get<{ revision: number }>(path));
    accepted(what, await agent.send('PUT', `${path}/${what}`, body, { revision }));
  }

  play('4.1: name, address and gestionnaire; the equipment of somebody else does not exist', async () => {
    await visit(activity, '/');
    await activity.page.locator(`main a[href="${page}"]`).click();
    await seeTitle(activity.page, world.equipmentNames[0]!);
    await seeText(activity.page, 'Multi-accueil, Montrevel');
    const [identity = ''] = await textsOf(activity.page, aside);
    expect(identity).toContain('Adresse 1, rue des Essais 37210 Montrevel');
    expect(identity).toContain(`Gestionnaire ${world.partnerName}`);
    expect(identity).toContain('20 places, depuis le 01/01/2010');
    await visit(activity, `/equipements/${world.equipmentIds[1]}`);
    await seeTitle(activity.page, 'Page introuvable');
    await seeText(activity.page, 'Cette page n’existe pas, ou votre compte n’y donne pas accès.');
    expect(await hasText(activity.page, world.equipmentNames[1]!)).toBe(false);
  });

  play('4.2: the contact of the Caf’s referent, by mail and telephone; said when there is none yet', async () => {
    await visit(activity, page);
    await seeText(activity.page, 'Votre Caf n’a pas encore désigné de référent pour cet équipement.');
    await write('referent', { name: 'Odile Baron', email: 'o.baron@caf.example', phone: '02 47 00 00 01' });
    await visit(activity, page);
    await seeExactly(activity.page, '.referent', ['Votre référent Caf Odile Baron o.baron@caf.example 02 47 00 00 01']);
    const links = `[...document.querySelectorAll('.referent a')].map((link) => link.getAttribute('href'))`;
    expect(await inPage<string[]>(activity.page, links)).toEqual(['mailto:o.baron@caf.example', 'tel:02 47 00 00 01']);
  });

  play('4.3: the Caf’s text with its date, as long as there is one', async () => {
    await visit(financial, page);
    await seeText(financial.page, 'Déclarations');
    expect(await hasText(financial.page, 'Message de votre Caf')).toBe(false);
    await write('note', {
      text: 'La réelle 2016 est attendue pour le 31 mars.\nLes pièces sont à envoyer par courrier.',
    });
    await visit(financial, page);
    await seeExactly(financial.page, 'main ui-notice', [
      `Message de votre Caf La réelle 2016 est attendue pour le 31 mars. Les pièces sont à envoyer par courrier. Le ${today}`,
    ]);
    await write('note', { text: '' });
    await visit(financial, page);
    await seeText(financial.page, 'Déclarations');
    expect(await hasText(financial.page, 'Message de votre Caf')).toBe(false);
  });

  /** The steps of the one declaration of the page, each with its state in words; all of them are drawn. */
  async function statesFor(screen: Screen): Promise<string[]> {
    await visit(screen, page);
    const states = await seeTexts(screen.page, 'main .declaration .step', 'the steps', ({ length }) => length === 6);
    const drawings = `[...document.querySelectorAll('main .declaration .step svg')].filter((each) => each.checkVisibility()).length`;
    expect(await inPage<number>(screen.page, drawings)).toBe(6);
    return states;
  }

  /** The one act that the page proposes on the declaration, pressed. */
  async function goOn(screen: Screen, verb: string, path: string): Promise<void> {
    await visit(screen, page);
    await seeExactly(screen.page, 'main .declaration__acts a', [
      'Versions et historique, Réelle 2016',
      `${verb}, Réelle 2016`,
    ]);
    await screen.page.locator('main .declaration__acts > a').click();
    await seePath(screen, `/declarations/${id}/${path}`);
  }

  play('4.4, 4.5: a state for each step, and one button with a verb that leads to the right screen', async () => {
    const notYours = 'ne vous concerne pas';
    expect(await statesFor(activity)).toEqual([
      'Saisie des données d’activité à faire',
      'Contrôle des données d’activité après la saisie',
      `Saisie des données financières ${notYours}`,
      `Contrôle des données financières ${notYours}`,
      `Contrôle de la déclaration ${notYours}`,
      `Transmission à la Caf ${notYours}`,
    ]);
    await seeExactly(activity.page, 'main .declaration ui-status-chip', ['À saisir']);
    await goOn(activity, 'Saisir les données d’activité', 'saisie-activite');
    await goOn(financial, 'Saisir les données financières', 'saisie-financiere');
    await goOn(approver, 'Consulter la déclaration', 'consultation');

    // An amplitude of 4 h asks for an explanation.
    await save(team.activity, id, 'activity', { ...activityFigures(), dailyOpeningHours: 400 });
    const by = `le ${today} par ${team.people.activity.name}`;
    expect((await statesFor(activity)).slice(0, 2)).toEqual([
      `Saisie des données d’activité en cours, enregistrée ${by}`,
      'Contrôle des données d’activité à faire',
    ]);
    await seeExactly(activity.page, 'main .declaration ui-status-chip', ['Saisie en cours']);
    await goOn(activity, 'Compléter et contrôler les données d’activité', 'saisie-activite');
    const { controls } = await control(team.activity, id, 'activity');
    const count = controls.filter(({ step, toExplain }) => step === 'ACTIVITY' && toExplain).length;
    const points = count === 1 ? '1 point' : `${count} points`;
    expect((await statesFor(activity))[1]).toBe(`Contrôle des données d’activité ${points} à expliquer`);
    await goOn(activity, `Expliquer ${points} des données d’activité`, 'controle-activite');
    await explainAll(team.activity, id, 'ACTIVITY');
    await goOn(activity, 'Terminer la saisie des données d’activité', 'controle-activite');
    await lock(team.activity, id, 'activity');
    expect((await statesFor(activity)).slice(0, 2)).toEqual([
      `Saisie des données d’activité verrouillée ${by}`,
      `Contrôle des données d’activité verrouillé ${by}`,
    ]);
    await goOn(activity, 'Consulter la déclaration', 'consultation');
    await complete(team.financial, id, 'financial', financialFigures());
    expect((await statesFor(approver)).slice(4)).toEqual([
      'Contrôle de la déclaration à faire',
      'Transmission à la Caf après le contrôle de la déclaration',
    ]);
    await goOn(approver, 'Contrôler la déclaration', 'controle-declaration');
  });

  test('no browser complained', () => {
    expect(screens.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
