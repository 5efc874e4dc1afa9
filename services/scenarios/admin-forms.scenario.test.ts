import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import { acceptTerms, complete, read, transmit } from './src/acts.ts';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import {
  follow,
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
import { opened } from './src/prepared.ts';
import { signIn } from './src/sign-in.ts';
import { newTeam, newWorld, type Team, type World } from './src/world.ts';

interface FormFile {
  readonly lines: readonly {
    readonly section: string;
    readonly field: string;
    readonly label: string;
    readonly help: string;
    readonly order: number;
  }[];
  readonly versions: readonly unknown[];
  readonly draftRevision: number;
  readonly draft: { readonly content: object } | null;
}

/** National data are everyone’s: no other scenario opens this exercise or a later one. */
const YEAR = 2090;
const FORM = `/api/workflow/forms/${YEAR}`;

// The words of the forms are prepared, compared and published by the Cnaf, from an exercise on (domain.md 8.6).
describe('words of the forms', () => {
  let browser: Browser;
  let cnaf: ApiClient;
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let screen: Screen;
  let provider: Screen;
  let openId: string;
  let sentId: string;
  /** Label of the number of places before. */
  let before: string;
  const after = `Places autorisées ${Date.now()}`;

  const file = async (client = cnaf) => accepted('the form', await client.get<FormFile>(FORM));
  /** Where a cell of a line is on the page. */
  const cell = async (field: string, name: string) => {
    const { lines } = await file();
    return `formulaire-lines-${lines.findIndex((line) => line.field === field)}-${name}`;
  };
  const labelIn = async (id: string) => {
    const view = await read(team.approver, id);
    const lines = view.sections.activity.lines as readonly { readonly field: string; readonly label: string }[];
    return lines.find(({ field }) => field === 'places')?.label;
  };
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
    world = await newWorld(agent, 'Le Formulaire', 2);
    team = await newTeam(agent, world);
    const [equipmentId] = world.equipmentIds as [string];
    sentId = await opened(agent, team, { equipmentId, exercise: YEAR, type: 'ACTUAL' });
    await complete(team.activity, sentId, 'activity', activityFigures());
    await complete(team.financial, sentId, 'financial', financialFigures());
    expect((await transmit(team.approver, sentId)).status).toBe('SUBMITTED');
    openId = await opened(agent, team, { equipmentId, exercise: YEAR, type: 'FORECAST' });
    await acceptTerms(team.activity);
    before = (await file()).lines.find(({ field }) => field === 'places')!.label;
    browser = await startBrowser();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    // What a failed run left is not for the next one to meet.
    const { draft, draftRevision } = await file();
    if (draft !== null) await cnaf.send('DELETE', `${FORM}/draft`, undefined, { revision: draftRevision });
  });

  test('an agent and a Caf administrator read, and act on nothing', async () => {
    for (const [who, client] of [
      ['agent', agent],
      ['administrator', await signIn('admin', cafAdministratorAccount())],
    ] as const) {
      const answer = await client.send('POST', `${FORM}/publication`, {}, { revision: 0, key: randomUUID() });
      expect(refused(who, answer).status).toBe(403);
    }
    const own = await personAt(browser, 'admin', agentAccount(), '/referentiel');
    await step('agent', [own], async () => {
      await follow(own.page, 'Formulaires');
      await seeTitle(own.page, 'Formulaires');
      await seeText(own.page, 'Ouverture du portail');
      expect(await hasText(own.page, 'Préparer une version')).toBe(false);
      expect(await examine(own, 'forms')).toEqual([]);
      await visit(own, `/referentiel/formulaires/${YEAR}`);
      await seeText(own.page, 'Voir les');
      await inPage(own.page, `document.querySelector('details summary').click()`);
      await seeText(own.page, before);
      expect(await examine(own, 'form-read')).toEqual([]);
      expect(await hasText(own.page, 'Préparer un changement')).toBe(false);
    });
    expect(own.complaints).toEqual([]);
  });

  test('an exercise that is none is refused', async () => {
    provider = await personAt(browser, 'portal', team.people.activity, `/declarations/${openId}/saisie-activite`);
    await seeText(provider.page, before);
    screen = await personAt(browser, 'admin', nationalAccount(), '/referentiel/formulaires');
    const { page } = screen;
    await step('exercise', [screen], async () => {
      await seeTitle(page, 'Formulaires');
      await fill('formulaires-exercice', '209');
      await press(page, 'Préparer une version');
      await seeText(page, 'Écrivez l’exercice sur quatre chiffres');
      expect(await examine(screen, 'forms-exercise-refused')).toEqual([]);
      await fill('formulaires-exercice', String(YEAR));
      await press(page, 'Préparer une version');
      await seeTitle(page, `Formulaires à partir de l’exercice ${YEAR}`);
    });
  });

  test('a cell left empty or an order given twice is kept in the draft, and refused with the cell named', async () => {
    const { page } = screen;
    await step('refused', [screen], async () => {
      await press(page, 'Préparer un changement');
      await fill(await cell('places', 'label'), '');
      await fill(await cell('openingDays', 'order'), '3');
      await fill('formulaire-reason', 'Scénario des formulaires');
      await press(page, 'Enregistrer le brouillon');
      await seeText(page, 'Ce brouillon ne peut pas être publié');
      await seeText(page, `A02 ${before} : libellé manquant.`);
      await seeText(page, 'l’ordre 3 est déjà celui de');
      expect(await examine(screen, 'form-draft')).toEqual([]);
      await press(page, `Publier à partir de l’exercice ${YEAR}`);
      await seeText(page, 'Les formulaires ne sont pas publiés');
      expect(await examine(screen, 'form-refused')).toEqual([]);
    });
    // A draft is the Cnaf’s own, and changes no form.
    expect((await file(agent)).draft).toBeNull();
    expect(await labelIn(openId)).toBe(before);
  }, 120_000);

  test('two administrators at once: the second is told, what was typed stays', async () => {
    const { page } = screen;
    const { draft, draftRevision } = await file();
    accepted('the other', await cnaf.send('PUT', `${FORM}/draft`, draft!.content, { revision: draftRevision }));
    const label = await cell('places', 'label');
    await step('stale', [screen], async () => {
      await fill(label, after);
      await fill(await cell('openingDays', 'order'), '4');
      await press(page, 'Enregistrer le brouillon');
      await seeText(page, 'Une autre personne a enregistré entre-temps');
      expect(await inPage<string>(page, `document.querySelector('#${label}').value`)).toBe(after);
      await press(page, 'Enregistrer le brouillon');
      await seeNoText(page, 'Ce brouillon ne peut pas être publié');
      await seeText(page, `A02 ${before} : libellé`);
      expect(await examine(screen, 'form-preview')).toEqual([]);
    });
  }, 120_000);

  test('published by an explicit act, the words are on the portal’s form at once', async () => {
    const { page } = screen;
    const known = (await file()).versions.length;
    await step('publish', [screen, provider], async () => {
      await press(page, `Publier à partir de l’exercice ${YEAR}`);
      await page.locator('mat-dialog-container ::-p-text(celles déjà transmises gardent les leurs)').wait();
      await inPage(
        page,
        `(() => { const [yes] = [...document.querySelectorAll('mat-dialog-container button')].filter((button) =>
          button.textContent.includes('Publier à')); yes.click(); yes.click(); })()`,
      );
      await seeText(page, `Les formulaires sont publiés à partir de l’exercice ${YEAR}.`);
      expect(await examine(screen, 'form-published')).toEqual([]);
      await visit(provider, `/declarations/${openId}/saisie-activite`);
      await seeText(provider.page, after);
      expect(await hasText(provider.page, before)).toBe(false);
    });
    const { versions, draftRevision } = await file();
    expect(versions.length).toBe(known + 1);
    const options = { revision: draftRevision - 1, key: randomUUID() };
    const again = await cnaf.send('POST', `${FORM}/publication`, {}, options);
    expect(refused('published again', again).code).toBe('STALE_VERSION');
  });

  test('what was transmitted keeps its words; the journal says what changed', async () => {
    expect([await labelIn(openId), await labelIn(sentId)]).toEqual([after, before]);
    const { page } = screen;
    await step('journal', [screen], async () => {
      await visit(screen, '/audit?domaine=formulaires&acte=FormPublished');
      await seeText(page, 'Formulaires publiés');
      await seeText(page, after);
    });
    expect([screen.complaints, provider.complaints]).toEqual([[], []]);
  });

  test('nothing new is not published', async () => {
    const { lines, draftRevision } = await file();
    const content = {
      lines: lines.map(({ section, field, label, help, order }) => ({ section, field, label, help, order })),
      reason: 'Rien',
    };
    const saved = accepted(
      'the draft',
      await cnaf.send<FormFile>('PUT', `${FORM}/draft`, content, { revision: draftRevision }),
    );
    const options = { revision: saved.draftRevision, key: randomUUID() };
    const answer = refused('publication', await cnaf.send('POST', `${FORM}/publication`, {}, options));
    expect([answer.status, answer.code]).toEqual([422, 'FORM_INCONSISTENT']);
  });

  test('a Caf administrator proposes other words; the Cnaf reads them and takes them into the draft', async () => {
    const own = await personAt(browser, 'admin', cafAdministratorAccount(), `/referentiel/formulaires/${YEAR}`);
    const reason = 'Les directrices confondent les places et les enfants inscrits.';
    const wished = `Places agréées ${Date.now()}`;
    await step('propose', [own], async () => {
      const { page } = own;
      await press(page, 'Proposer un changement');
      const label = await cell('places', 'label');
      await page.locator(`#${label}`).fill(wished);
      await page.locator('#proposition-reason').fill('Court');
      await press(page, 'Envoyer la proposition');
      await seeText(page, 'La proposition n’est pas envoyée');
      expect(await examine(own, 'form-proposing')).toEqual([]);
      await page.locator('#proposition-reason').fill(reason);
      await press(page, 'Envoyer la proposition');
      await seeTitle(page, 'Proposition');
      await seeText(page, wished);
      expect(await hasText(page, 'Reprendre dans un brouillon')).toBe(false);
    });
    const id = own.page.url().split('/').at(-1)!;
    const path = `/api/workflow/form-proposals/${id}`;
    const answer = await agent.send('POST', `${path}/refusal`, { reason: 'x'.repeat(30) }, { revision: 1 });
    expect(refused('an agent answers', answer).status).toBe(403);
    await step('take', [screen], async () => {
      const { page } = screen;
      await visit(screen, '/referentiel/propositions?sujet=formulaires&etat=SENT');
      await follow(page, `Formulaires ${YEAR}`);
      await seeText(page, 'Lue par la Cnaf');
      expect(await examine(screen, 'form-proposal')).toEqual([]);
      await press(page, 'Reprendre dans un brouillon');
      // What the Cnaf was preparing is not lost unsaid.
      await page.locator('mat-dialog-container ::-p-text(Un brouillon est déjà en cours)').wait();
      await press(page, 'Remplacer le brouillon');
      await seeTitle(page, `Formulaires à partir de l’exercice ${YEAR}`);
      await seeText(page, wished);
    });
    const { state } = accepted('the proposal', await agent.get<{ state: string }>(path));
    expect(state).toBe('TAKEN');
    expect([own.complaints, screen.complaints]).toEqual([[], []]);
  }, 120_000);
});
