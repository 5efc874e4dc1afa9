import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import type { Browser } from 'puppeteer-core';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import {
  follow,
  inPage,
  personAt,
  picture,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount, nationalAccount } from './src/demo-people.ts';
import { examine } from './src/examination.ts';
import { signIn } from './src/sign-in.ts';
import { newWorld } from './src/world.ts';

interface Template {
  readonly type: string;
  readonly endsOn: string;
  readonly fromExercise: number;
  readonly opens: { readonly year: number; readonly day: string };
  readonly due: { readonly year: number; readonly day: string };
  readonly source: string;
  readonly revision: number;
}

// B11: the year of the Caf from the national dates, a campaign prepared from it, and the dates decided by the Cnaf.
describe('calendar of campaigns', () => {
  let browser: Browser;
  let agent: ApiClient;
  let national: ApiClient;
  let words: string;
  let mine: Screen;
  let cnaf: Screen;
  const previsional = 'FORECAST-12-31';

  const template = async (): Promise<Template> => {
    const { items } = accepted('dates', await national.get<{ items: Template[] }>('/api/workflow/campaign-templates'));
    return items.find(({ type }) => type === 'FORECAST')!;
  };

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    national = await signIn('admin', nationalAccount());
    words = (await newWorld(agent, 'Le Calendrier')).partnerName;
    browser = await startBrowser();
    mine = await personAt(browser, 'admin', agentAccount(), '/campagnes/calendrier?annee=2018');
    cnaf = await personAt(browser, 'admin', nationalAccount(), '/campagnes/dates-nationales');
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
  });

  const play = (name: string, work: () => Promise<void>) => test(name, () => step(name, [mine, cnaf], work), 90_000);

  play('an agent reads the year month by month and prepares a campaign with its dates', async () => {
    const { page } = mine;
    await seeTitle(page, 'Calendrier des campagnes');
    await seeText(page, 'Juin 2018');
    await seeText(page, 'Actualisée de janvier à juin 2018');
    expect(await examine(mine, 'calendar')).toEqual([]);
    await follow(page, 'Préparer la campagne Actualisée de janvier à juin 2018');
    await seeTitle(page, 'Préparer une campagne');
    const typed = (id: string) => inPage<string>(page, `document.querySelector('#${id}').value`);
    expect([await typed('campagne-nom'), await typed('ouverture-exercice'), await typed('ouverture-echeance')]).toEqual(
      ['Actualisée de janvier à juin 2018', '2018', '10/07/2018'],
    );
    await page.locator('#campagne-nom').fill(words);
    await page.locator('#campagne-equipements').fill(words);
    await press(page, 'Voir ce qui sera ouvert');
    await press(page, 'Ouvrir 1\u00a0déclaration');
    await seeTitle(page, words);
    await seeText(page, '1 déclaration ouverte');
    await visit(mine, '/campagnes/calendrier?annee=2018');
    await seeText(page, `${words} : 0 sur 1 ont répondu`);
    await picture(page, 'admin-calendar');
  });

  play(
    'the Cnaf sees what changes, publishes, and the calendar follows; an older page and a Caf are refused',
    async () => {
      const { page } = cnaf;
      const before = await template();
      await seeTitle(page, 'Dates nationales des campagnes');
      await press(page, 'Modifier les dates de la déclaration Prévisionnelle');
      await page.locator(`#dates-${previsional}-due`).fill('01/01/2000');
      await press(page, 'Voir ce qui change');
      await seeText(page, 'Écrivez un jour entre');
      expect(await examine(cnaf, 'national-dates-refused')).toEqual([]);
      await page.locator(`#dates-${previsional}-due`).fill(`20/02/${new Date().getFullYear() + 1}`);
      // The dates follow the exercise they are those of.
      await page.locator(`#dates-${previsional}-fromExercise`).fill('2018');
      await press(page, 'Voir ce qui change');
      await seeText(page, 'attendue le 20/02/2018 au lieu du 13/02/2018');
      await press(page, 'Publier les dates');
      await seeText(page, 'Les dates sont publiées à partir de l’exercice 2018.');
      await seeText(page, 'À partir de l’exercice 2018 : ouverture le 15/12/2017, attendue le 20/02/2018.');
      expect(await examine(cnaf, 'national-dates-published')).toEqual([]);
      await visit(mine, '/campagnes/calendrier?annee=2018');
      await seeText(mine.page, '20/02/2018');
      await visit(mine, '/campagnes/calendrier?annee=2017');
      await seeText(mine.page, '13/02/2017');
      const url = '/api/workflow/campaign-templates/FORECAST/12-31';
      const { fromExercise, opens, due, source } = before;
      const older = await national.send(
        'PUT',
        url,
        { fromExercise, opens, due, source },
        { revision: before.revision },
      );
      expect(refused('older dates', older)).toMatchObject({ status: 409, code: 'STALE_VERSION' });
      const now = await template();
      const byCaf = await agent.send('PUT', url, { fromExercise, opens, due, source }, { revision: now.revision });
      expect(refused('dates by a Caf', byCaf)).toMatchObject({ status: 403, code: 'CAMPAIGN_TEMPLATE_NOT_YOURS' });
      // National dates are everyone’s: they are put back.
      accepted(
        'dates',
        await national.send('PUT', url, { fromExercise, opens, due, source }, { revision: now.revision }),
      );
      await visit(mine, '/campagnes/dates-nationales');
      await seeText(mine.page, 'ouverture le');
      expect(await inPage<number>(mine.page, `document.querySelectorAll('main button.link-button').length`)).toBe(0);
      expect(await examine(mine, 'national-dates')).toEqual([]);
    },
  );

  test('no browser complained', () => {
    expect([...mine.complaints, ...cnaf.complaints]).toEqual([]);
  });
});
