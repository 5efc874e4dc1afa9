import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import { refused } from './src/api-client.ts';
import { inPage, personAt, press, seeText, seeTitle, startBrowser, step, type Screen } from './src/browser.ts';
import { agentAccount, nationalAccount } from './src/demo-people.ts';
import { examine } from './src/examination.ts';
import { actsOn } from './src/reading.ts';
import { signIn } from './src/sign-in.ts';

// Domain.md 8.6: versions of the conditions générales. The day is far away, so that nobody is asked to accept it meanwhile.
describe('conditions générales', () => {
  let browser: Browser;
  let cnaf: Screen;
  let agent: Screen;
  const day = '01/01/2090';
  const content = 'Les conditions du portail changent pour tous ses utilisateurs. '.repeat(6);

  beforeAll(async () => {
    browser = await startBrowser();
    cnaf = await personAt(browser, 'admin', nationalAccount(), '/conditions');
    agent = await personAt(browser, 'admin', agentAccount(), '/conditions');
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, [cnaf, agent], work), 90_000);

  play('the Cnaf writes, is told what is wrong, keeps what was typed, publishes', async () => {
    const { page } = cnaf;
    await seeTitle(page, 'Conditions générales d’utilisation');
    await press(page, 'Écrire une version');
    await page.locator('#conditions-texte').fill(content);
    await page.locator('#conditions-date').fill('01/01/2015');
    await press(page, 'Publier…');
    await press(page, 'Publier la version');
    await seeText(page, 'La version n’est pas publiée');
    await seeText(page, 'Choisissez un jour à venir');
    expect(await inPage<string>(page, `document.querySelector('#conditions-texte').value`)).toBe(content);
    expect(await examine(cnaf, 'terms-refused')).toEqual([]);
    await page.locator('#conditions-date').fill(day);
    await press(page, 'Publier…');
    await seeText(page, `À partir du ${day}, chaque partenaire devra l’accepter`);
    await press(page, 'Publier la version');
    await seeText(page, `La version du ${day} est publiée.`);
    await seeText(page, 'Version 2090-01-01');
    expect(await examine(cnaf, 'terms')).toEqual([]);
  });

  play('an agent reads every version and publishes none', async () => {
    await agent.page.reload({ waitUntil: 'load' });
    await seeText(agent.page, 'Version 2090-01-01');
    expect((await actsOn(agent.page)).filter((act) => /^(Écrire|Retirer)/.test(act))).toEqual([]);
    const client = await signIn('admin', agentAccount());
    const answer = await client.send('POST', '/api/identity/terms', { inForceFrom: '2091-01-01', content });
    expect(refused('terms by an agent', answer)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  play('what is not in force yet is taken back', async () => {
    const { page } = cnaf;
    await press(page, 'Retirer la version 2090-01-01');
    await press(page, 'Retirer la version');
    await seeText(page, 'La version est retirée.');
    expect(await inPage<boolean>(page, `document.body.innerText.includes('Version 2090-01-01')`)).toBe(false);
  });

  test('no browser complained', () => {
    expect([...cnaf.complaints, ...agent.complaints]).toEqual([]);
  });
});
