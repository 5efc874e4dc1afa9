import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { complete, read } from './src/acts.ts';
import {
  anotherTab,
  inPage,
  press,
  seeText,
  seeTitle,
  step,
  textOf,
  typedIn,
  typeInto,
  visit,
  type Screen,
} from './src/browser.ts';
import { activityFigures } from './src/figures.ts';
import { explainOnScreen } from './src/portal-walk.ts';
import { actsOn } from './src/reading.ts';
import { complaintsOf, newSheet, openCompleted, openFor, seat, type Sheet } from './src/sheet.ts';

// What people do that no guide foresees: answers that get lost, two presses, the back button after the end, a tab left
// open, figures and texts brought from elsewhere. Nothing is lost, nothing happens twice, nothing that was typed runs.
describe('hostile walks', () => {
  let sheet: Sheet;
  let approver: Screen;
  let provider: Screen;
  let lostAnswer: string;
  let pressedTwice: string;
  let entered: string;
  /** As an adding-up machine, a spreadsheet and a joker write. */
  const explanation = `<script>document.title = 'pris'</script><img src=x onerror="document.title='pris'"> 👩🏽‍🍼 ${'é'.repeat(1_800)}`;

  beforeAll(async () => {
    sheet = await newSheet('La Bourrasque');
    lostAnswer = await openCompleted(sheet, { type: 'ACTUAL', exercise: 2016 });
    pressedTwice = await openCompleted(sheet, { type: 'FORECAST', exercise: 2016 });
    entered = await openFor(sheet, { type: 'FORECAST', exercise: 2017 });
    approver = await seat(sheet, sheet.team.people.approver);
    provider = await seat(sheet, sheet.team.people.activity);
    // The answer to a save may still be on its way when a page is left: the browser then asks.
    approver.page.on('dialog', (dialog) => void dialog.accept());
  }, 120_000);

  afterAll(async () => {
    await sheet?.browser.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, sheet.screens, work), 90_000);
  const transmissions = async (id: string): Promise<number> =>
    (await read(sheet.team.approver, id)).history.filter(({ act }) => /transmi/i.test(act)).length;

  async function readyToTransmit(id: string): Promise<void> {
    const { page } = approver;
    await visit(approver, `/declarations/${id}/controle-declaration`);
    await press(page, 'Contrôler la déclaration');
    await seeText(page, 'Points de la déclaration');
    await explainOnScreen(page);
    await visit(approver, `/declarations/${id}/transmission`);
    await page.locator('#attestation').click();
  }

  play('the answer to a transmission is lost: it was transmitted once, and the screen says so', async () => {
    const { page } = approver;
    await readyToTransmit(lostAnswer);
    const devtools = await page.createCDPSession();
    // The request arrives and is done; its answer never comes back.
    await devtools.send('Fetch.enable', {
      patterns: [{ urlPattern: '*/transmission', requestStage: 'Response', resourceType: 'Fetch' }],
    });
    const lost = new Promise<void>((resolve) => {
      devtools.on('Fetch.requestPaused', ({ requestId }) => {
        void devtools.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionReset' }).then(() => resolve());
      });
    });
    await press(page, 'Transmettre à la Caf');
    await lost;
    await devtools.send('Fetch.disable');
    await devtools.detach();
    // The screen hears from the live stream, or from its next question, what the lost answer would have said.
    await seeText(page, 'La déclaration est transmise à la Caf');
    expect((await read(sheet.team.approver, lostAnswer)).status).toBe('SUBMITTED');
    expect(await transmissions(lostAnswer)).toBe(1);
  });

  play('pressed twice at once: transmitted once', async () => {
    const { page } = approver;
    await readyToTransmit(pressedTwice);
    const button = await page.locator('::-p-aria([name="Transmettre à la Caf"][role="button"])').waitHandle();
    await button.click({ count: 2 });
    await seeText(page, 'La déclaration est transmise à la Caf');
    expect(await transmissions(pressedTwice)).toBe(1);
  });

  play('back after the transmission: what is shown is the state of now, with nothing to press again', async () => {
    const { page } = approver;
    await page.goBack({ waitUntil: 'load' });
    await page.locator('h1').wait();
    for (const path of ['', '/transmission', '/controle-declaration', '/saisie-activite', '/saisie-financiere']) {
      await visit(approver, `/declarations/${pressedTwice}${path}`);
      await seeText(page, 'transmise le');
      const acts = await actsOn(page);
      expect([path, acts.filter((act) => /^(Transmettre|Contrôler|Rendre|Enregistrer)/.test(act))]).toEqual([path, []]);
      expect([path, await page.$('main form input:not([type=hidden])')]).toEqual([path, null]);
    }
  });

  play(
    'a tab left open off line on a section that ended elsewhere: what it typed is refused, said, and kept',
    async () => {
      const { page } = provider;
      await visit(provider, `/declarations/${entered}/saisie-activite`);
      await page.locator('#champ-openingDays').wait();
      const left = await anotherTab(provider);
      await visit(left, `/declarations/${entered}/saisie-activite`);
      await left.page.locator('#champ-openingDays').wait();
      await left.page.setOfflineMode(true);
      await typeInto(left.page, 'openingDays', '199');
      await left.page.keyboard.press('Tab');
      await seeText(left.page, 'Hors connexion');
      await complete(sheet.team.activity, entered, 'activity', activityFigures());
      await left.page.setOfflineMode(false);
      await seeText(left.page, '199');
      expect((await read(sheet.team.activity, entered)).sections.activity.values['openingDays']).not.toBe(199);
      expect(left.complaints).toEqual([]);
      await left.page.close();
    },
  );

  play('figures pasted with the spaces of a spreadsheet are read as figures', async () => {
    const id = await openFor(sheet, { type: 'ACTUAL', exercise: 2017 });
    const { page } = provider;
    await visit(provider, `/declarations/${id}/saisie-activite`);
    for (const [field, pasted, shown] of [
      ['attendedHours', '34\u202f000,50 h', '34 000,50'],
      ['invoicedHours', '\t36\u00a0000.5\r\n', '36 000,50'],
    ] as const) {
      await typeInto(page, field, '');
      await inPage(page, `document.querySelector('#champ-${field}').select()`);
      await page.keyboard.sendCharacter(pasted);
      await page.keyboard.press('Tab');
      await seeText(page, 'Enregistré à');
      expect((await typedIn(page, field)).replace(/\s/g, ' ')).toBe(shown);
    }
  });

  play('2 000 characters with emoji and markup are kept whole and stay text', async () => {
    const { page } = approver;
    const id = await openCompleted(sheet, { type: 'ACTUAL', exercise: 2015 });
    await visit(approver, `/declarations/${id}/controle-declaration`);
    await press(page, 'Contrôler la déclaration');
    await seeText(page, 'Points de la déclaration');
    await explainOnScreen(page);
    await page.locator('#commentaire').fill(explanation);
    await press(page, 'Enregistrer le commentaire');
    // Left before, the page would ask whether to lose it.
    await eventually(
      'the comment to be kept',
      async () => (await read(sheet.team.approver, id)).comment === explanation,
    );
    await visit(approver, `/declarations/${id}/controle-declaration`);
    await seeTitle(page, 'Contrôle de la déclaration');
    expect(await inPage(page, 'document.title')).not.toBe('pris');
    expect(await inPage(page, `document.querySelector('#commentaire').value`)).toBe(explanation);
    await visit(approver, `/declarations/${id}/transmission`);
    await seeText(page, '<script>');
    expect(await textOf(page)).toContain('👩🏽‍🍼');
    expect(await inPage(page, 'document.title')).not.toBe('pris');
  });

  test('no browser complained', () => {
    expect(complaintsOf(sheet)).toEqual([]);
  });
});
