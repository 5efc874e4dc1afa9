import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import { complete, control, read, readCurrent, save, transmit } from './src/acts.ts';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import {
  hasText,
  inPage,
  personAt,
  press,
  seeNoText,
  seeText,
  seeTitle,
  startBrowser,
  step,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount, cafAdministratorAccount, nationalAccount } from './src/demo-people.ts';
import { examine } from './src/examination.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { opened, validated } from './src/prepared.ts';
import { signIn } from './src/sign-in.ts';
import { newTeam, newWorld, type Team, type World } from './src/world.ts';

interface RuleFile {
  readonly version: number;
  readonly draftRevision: number;
  readonly start: Readonly<Record<string, unknown>>;
  readonly draft: unknown;
}
interface Trial {
  readonly total: { readonly today: number; readonly tried: number; readonly disappears: number };
  readonly changing: readonly { readonly declarationId: string }[];
}
interface ScaleFile {
  readonly revisions: readonly { readonly revision: number }[];
  readonly draftRevision: number;
  readonly draft: { readonly content: object } | null;
}

/**
 * National data are everyone’s. The scale is that of an exercise no other scenario opens (2031), the rule changes for
 * 2018 only, and what was in force is published again at the end.
 */
const SCALE = '/api/controls/scales/2031';
const RULE = '/api/controls/rules/ACT-13';
const YEAR = 2018;

// Scales and rules are prepared, tried and published by the Cnaf; a Caf proposes (domain.md 8.6).
describe('reference data', () => {
  let browser: Browser;
  let cnaf: ApiClient;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let screen: Screen;
  let draftId: string;
  let sentId: string;

  const file = async <T>(path: string, client = cnaf) => accepted(path, await client.get<T>(path));
  const fires = (view: Awaited<ReturnType<typeof read>>) =>
    view.controls.some(({ code, severity }) => code === 'ACT-13' && severity !== 'INFO');
  /** Replaces what stands in a cell, by nothing too. */
  const fill = async (id: string, text: string) => {
    await screen.page.locator(`#${id}`).wait();
    await inPage(screen.page, `document.querySelector('#${id}').select()`);
    await screen.page.focus(`#${id}`);
    await screen.page.keyboard.press('Backspace');
    await screen.page.keyboard.type(text);
  };

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    cnaf = await signIn('admin', nationalAccount());
    world = await newWorld(agent, 'Le Référentiel');
    team = await newTeam(agent, world);
    browser = await startBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    // What a failed run left is not for the next one to meet.
    for (const path of [SCALE, RULE]) {
      const { draft, draftRevision } = await file<RuleFile>(path);
      if (draft !== null) await cnaf.send('DELETE', `${path}/draft`, undefined, { revision: draftRevision });
    }
  });

  test('an agent reads, and acts on nothing', async () => {
    const { draftRevision } = await file<ScaleFile>(SCALE);
    for (const path of [`${SCALE}/publication`, `${RULE}/publication`]) {
      const answer = await agent.send('POST', path, {}, { revision: draftRevision, key: 'agent-publishes' });
      expect(refused(path, answer).status).toBe(403);
    }
    const own = await personAt(browser, 'admin', agentAccount(), '/referentiel');
    await step('agent', [own], async () => {
      await seeTitle(own.page, 'Référentiel');
      expect(await examine(own, 'reference')).toEqual([]);
      await visit(own, '/referentiel/controles?famille=ACTIVITY&exercice=2016&gravite=ALERT');
      await seeText(own.page, 'ACT-12, Heures réalisées');
      await seeNoText(own.page, 'FIN-01');
      expect(await examine(own, 'reference-rules')).toEqual([]);
      await visit(own, '/referentiel/controles/ACT-12');
      await seeText(own.page, 'Versions publiées');
      expect(await hasText(own.page, 'Préparer un changement')).toBe(false);
      await visit(own, '/referentiel/baremes/2016');
      await seeText(own.page, 'Palier 1, avec couches et repas');
      expect(await examine(own, 'reference-scale')).toEqual([]);
      expect(await hasText(own.page, 'Préparer une nouvelle révision')).toBe(false);
    });
    expect(own.complaints).toEqual([]);
  });

  test('a scale with a missing cell is kept as a draft, and refused with the cell named', async () => {
    screen = await personAt(browser, 'admin', nationalAccount(), '/referentiel/baremes');
    const { page } = screen;
    await step('scale', [screen], async () => {
      await seeTitle(page, 'Barèmes et paramètres de la Psu');
      expect(await examine(screen, 'reference-scales')).toEqual([]);
      await visit(screen, '/referentiel/baremes/2031');
      await seeTitle(page, 'Barème 2031');
      await eventually(
        'the form',
        async () => (await hasText(page, 'Préparer ce barème')) || hasText(page, 'Préparer une nouvelle révision'),
      );
      await press(
        page,
        (await hasText(page, 'Préparer ce barème')) ? 'Préparer ce barème' : 'Préparer une nouvelle révision',
      );
      await page.locator('#bareme-parameters-mode').fill('BANDED');
      await page.locator('#bareme-paliers').fill('2');
      await fill('bareme-sourceNote', `Scénario ${Date.now()}`);
      for (const [index, price] of ['9,00', '8,50', '8,00', ''].entries()) {
        if (index % 2 === 0) await fill(`bareme-rows-${index}-bandUpperBound`, '107');
        await fill(`bareme-rows-${index}-priceCap`, price);
        await fill(`bareme-rows-${index}-sourceNote`, 'Essai');
      }
      await press(page, 'Enregistrer le brouillon');
      await seeText(page, 'Ce brouillon ne peut pas être publié');
      await seeText(page, 'Palier 2, sans couches ni repas : prix plafond manquant');
      expect(await examine(screen, 'reference-scale-draft')).toEqual([]);
      await press(page, 'Publier le barème 2031');
      await seeText(page, 'Le barème n’est pas publié');
      expect(await examine(screen, 'reference-scale-refused')).toEqual([]);
    });
    expect((await file<ScaleFile>(SCALE, agent)).draft).toBeNull();
  });

  test('two administrators at once: the second is told, what was typed stays', async () => {
    const { page } = screen;
    const { draft, draftRevision } = await file<ScaleFile>(SCALE);
    accepted('the other', await cnaf.send('PUT', `${SCALE}/draft`, draft!.content, { revision: draftRevision }));
    await step('stale', [screen], async () => {
      await fill('bareme-rows-3-priceCap', '7,50');
      await press(page, 'Enregistrer le brouillon');
      await seeText(page, 'Une autre personne a enregistré entre-temps');
      expect(await inPage<string>(page, `document.querySelector('#bareme-rows-3-priceCap').value`)).toBe('7,50');
      await press(page, 'Enregistrer le brouillon');
      await seeNoText(page, 'Ce brouillon ne peut pas être publié');
    });
  });

  test('complete, it is published once; a double click publishes nothing more', async () => {
    const { page } = screen;
    const before = (await file<ScaleFile>(SCALE)).revisions.length;
    await step('publish', [screen], async () => {
      await press(page, 'Publier le barème 2031');
      await page.locator('mat-dialog-container ::-p-text(Publier le barème 2031)').wait();
      await inPage(
        page,
        `(() => { const [yes] = [...document.querySelectorAll('mat-dialog-container button')].filter((button) =>
          button.textContent.includes('Publier')); yes.click(); yes.click(); })()`,
      );
      await seeText(page, 'Le barème 2031 est publié.');
      await seeText(page, `Révision ${before + 1}`);
    });
    const { draftRevision, revisions } = await file<ScaleFile>(SCALE);
    expect(revisions.length).toBe(before + 1);
    const again = await cnaf.send(
      'POST',
      `${SCALE}/publication`,
      {},
      { revision: draftRevision - 1, key: 'once-more' },
    );
    expect(refused('published again', again).code).toBe('STALE_VERSION');
  });

  test('a draft and a transmitted declaration fire on the same gap', async () => {
    const [equipmentId] = world.equipmentIds as [string];
    await validated(agent, team, equipmentId, YEAR - 1);
    // 15 % more hours than the year before, where 10 % are tolerated.
    sentId = await opened(agent, team, { equipmentId, exercise: YEAR, type: 'ACTUAL' });
    await complete(team.activity, sentId, 'activity', activityFigures(115));
    await complete(team.financial, sentId, 'financial', financialFigures());
    expect((await transmit(team.approver, sentId)).status).toBe('SUBMITTED');
    draftId = await opened(agent, team, { equipmentId, exercise: YEAR, type: 'FORECAST' });
    await save(team.activity, draftId, 'activity', activityFigures(115));
    await control(team.activity, draftId, 'activity');
    expect(fires(await readCurrent(team.activity, draftId))).toBe(true);
    expect(fires(await read(agent, sentId))).toBe(true);
  }, 120_000);

  test('a Caf administrator proposes another threshold; the Cnaf reads it and takes it into a draft', async () => {
    const own = await personAt(browser, 'admin', cafAdministratorAccount(), '/referentiel/controles/ACT-13');
    await step('propose', [own], async () => {
      await press(own.page, 'Proposer un changement');
      await fillRule(own, '20');
      await own.page.locator('#proposition-reason').fill('Court');
      await press(own.page, 'Envoyer la proposition');
      await seeText(own.page, 'La proposition n’est pas envoyée');
      expect(await examine(own, 'reference-proposing')).toEqual([]);
      await own.page.locator('#proposition-reason').fill('Trop de crèches expliquent chaque année le même écart.');
      await press(own.page, 'Envoyer la proposition');
      await seeTitle(own.page, 'Proposition');
      await seeText(own.page, 'Envoyée');
      expect(await hasText(own.page, 'Reprendre dans un brouillon')).toBe(false);
    });
    const id = own.page.url().split('/').at(-1)!;
    const path = `/api/controls/proposals/${id}`;
    const answer = await agent.send('POST', `${path}/refusal`, { reason: 'x'.repeat(30) }, { revision: 1 });
    expect(refused('an agent answers', answer).status).toBe(403);
    await step('take', [screen], async () => {
      await visit(screen, '/referentiel/propositions?etat=SENT');
      await seeText(screen.page, 'Contrôle ACT-13');
      expect(await examine(screen, 'reference-proposals')).toEqual([]);
      await visit(screen, `/referentiel/propositions/${id}`);
      await seeText(screen.page, 'Lue par la Cnaf');
      expect(await examine(screen, 'reference-proposal')).toEqual([]);
      await press(screen.page, 'Reprendre dans un brouillon');
      await seeTitle(screen.page, 'Contrôle ACT-13');
      await seeText(screen.page, 'Brouillon');
    });
    expect((await file<{ state: string }>(path, agent)).state).toBe('TAKEN');
    expect(own.complaints).toEqual([]);
  });

  test('the threshold is tried on what was transmitted, nothing being written', async () => {
    const { page } = screen;
    await step('trial', [screen], async () => {
      await press(page, 'Essayer ce réglage');
      await seeText(page, 'avec ce réglage,');
      await page.locator('#essai-exercice').fill(String(YEAR));
      await press(page, 'Essayer ce réglage');
      await seeText(page, `Exercice ${YEAR}, par Caf`);
      await seeText(page, 'Caf 371');
      expect(await examine(screen, 'reference-trial')).toEqual([]);
    });
    const { draft, version } = await file<RuleFile & { draft: { content: object } }>(RULE);
    const body = { exercise: YEAR, content: draft.content };
    const trial = accepted('the trial', await cnaf.send<Trial>('POST', `${RULE}/trial`, body));
    expect(trial.total.today - trial.total.tried).toBe(trial.total.disappears);
    expect(trial.total.disappears).toBeGreaterThan(0);
    // The Cnaf works on aggregates; the Caf finds which ones.
    expect(trial.changing).toEqual([]);
    const own = accepted('the trial of the Caf', await agent.send<Trial>('POST', `${RULE}/trial`, body));
    expect(own.changing.map(({ declarationId }) => declarationId)).toContain(sentId);
    expect((await file<RuleFile>(RULE)).version).toBe(version);
  });

  test('published, it changes the verdict of a draft, not that of a transmitted declaration', async () => {
    const { page } = screen;
    const before = await read(agent, sentId);
    await step('publish-rule', [screen], async () => {
      await press(page, 'Publier le contrôle ACT-13');
      await page.locator('mat-dialog-container ::-p-text(Publier le contrôle ACT-13)').wait();
      await inPage(
        page,
        `[...document.querySelectorAll('mat-dialog-container button')].find((button) =>
          button.textContent.includes('Publier')).click()`,
      );
      await seeText(page, 'Le contrôle ACT-13 est publié.');
      expect(await examine(screen, 'reference-rule')).toEqual([]);
    });
    await eventually('the draft without the gap', async () => !fires(await readCurrent(team.activity, draftId)));
    const after = await read(agent, sentId);
    expect(after.controls).toEqual(before.controls);
    expect(after.estimate).toEqual(before.estimate);
    expect(screen.complaints).toEqual([]);
  });

  test('what was in force is published again', async () => {
    const { start, draftRevision } = await file<RuleFile>(RULE);
    const content = { ...start, thresholds: [{ name: 'tolerance', value: 1_000 }], reason: 'Fin du scénario' };
    const saved = accepted(
      'the draft',
      await cnaf.send<RuleFile>('PUT', `${RULE}/draft`, content, { revision: draftRevision }),
    );
    const options = { revision: saved.draftRevision, key: randomUUID() };
    accepted('publication', await cnaf.send('POST', `${RULE}/publication`, {}, options));
    await eventually('the gap again', async () => fires(await readCurrent(team.activity, draftId)));
  });

  async function fillRule({ page }: Screen, tolerance: string): Promise<void> {
    await page.locator('#controle-thresholds-tolerance').fill(tolerance);
    await page.locator('#controle-fromExercise').fill(String(YEAR));
    await page.locator('#controle-toExercise').fill(String(YEAR));
    await page.locator('#controle-reason').fill('Trop d’alertes sans suite');
  }
});
