import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser } from 'puppeteer-core';
import type { ApiClient } from './src/api-client.ts';
import {
  follow,
  hasText,
  pastTerms,
  personAt,
  seeText,
  seeTitle,
  startBrowser,
  step,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount, nationalAccount } from './src/demo-people.ts';
import { examineTwice } from './src/examination.ts';
import { activityFigures } from './src/figures.ts';
import { downloaded } from './src/files.ts';
import { newManager, validatedActual, type Manager } from './src/manager.ts';
import { publishMeans } from './src/means-desk.ts';
import { signIn } from './src/sign-in.ts';
import type { Person, World } from './src/world.ts';

// No other scenario declares this exercise; its means may be published since long.
const exercise = new Date().getFullYear() - 5;
/** Equipments of each gestionnaire: eleven of three, enough for a group. */
const counts = [4, 4, 3];

// C-8 and the rest of fiche 12: where an equipment stands among its like, what is taken away, what Caf and Cnaf see of it.
describe('statistics among peers', () => {
  let browser: Browser;
  let agent: ApiClient;
  let first: World;
  let viewer: Person;
  let partner: Screen;

  const validatedAll = async (manager: Manager, turn: number) => {
    for (const [index, equipmentId] of manager.world.equipmentIds.entries()) {
      // The first of all is the busiest; the last of all has far too many children.
      const share = turn === 0 && index === 0 ? 112 : 98 + turn * 3 + index;
      const enrolledChildren = turn === 2 && index === 2 ? 160 : 50;
      const activity = { ...activityFigures(share), enrolledChildren };
      await validatedActual(agent, manager, { equipmentId, exercise, activity });
    }
  };

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    const names = ['Les Coquelicots', 'Les Bleuets', 'Les Jonquilles'];
    const managers: Manager[] = [];
    for (const [turn, count] of counts.entries()) managers.push(await newManager(agent, names[turn]!, count));
    await Promise.all(managers.map((manager, turn) => validatedAll(manager, turn)));
    ({ world: first, approver: viewer } = managers[0]!);
    browser = await startBrowser();
  }, 400_000);

  afterAll(async () => {
    await browser?.close();
  });

  test('the Cnaf publishes the means, and with them the groups', async () => {
    await publishMeans(
      exercise,
      counts.reduce((sum, count) => sum + count, 0),
    );
  });

  test('C-8: the equipment stands in its group, in France and in its département', async () => {
    partner = await personAt(browser, 'portal', viewer);
    await pastTerms(partner);
    await visit(partner, `/statistiques/${first.equipmentIds[0]!}?exercice=${exercise}`);
    await step('quartiles', [partner], async () => {
      await seeTitle(partner.page, `Statistiques ${exercise}`);
      await seeText(partner.page, 'Où vous situez-vous parmi vos pairs ?');
      await seeText(partner.page, 'Équipements comparables : accueil collectif, associations, 20 à 39 places.');
      await seeText(
        partner.page,
        'Taux d’occupation réel : dans le quart le plus haut (France), dans le quart le plus haut (Indre-et-Loire).',
      );
      await partner.page.locator('ui-quartile-chart rect.box').wait();
      await seeText(partner.page, 'Et parmi les équipements de votre type d’accueil ?');
      await seeText(partner.page, 'Moyenne, accueil collectif');
      expect(await examineTwice(partner, 'statistics-quartiles')).toEqual([]);
    });
    expect(partner.complaints).toEqual([]);
  });

  test('C-8: so do its accounts, and what everybody shares stands at the median', async () => {
    await step('accounts', [partner], async () => {
      await partner.page.select('#indicateur-pairs', 'openingDays');
      await seeText(partner.page, 'Jours d’ouverture : à la médiane (France), à la médiane (Indre-et-Loire).');
      await follow(partner.page, 'Données financières');
      await seeText(partner.page, 'Prix de revient par heure facturée : dans le quart le plus bas (France)');
      expect(await examineTwice(partner, 'statistics-quartiles-financial')).toEqual([]);
    });
    expect(partner.complaints).toEqual([]);
  });

  test('12.4: the table is taken away for LibreOffice, and each chart as a picture', async () => {
    await visit(partner, `/statistiques/${first.equipmentIds[0]!}?exercice=${exercise}`);
    await step('downloads', [partner], async () => {
      const ods = await downloaded(partner, `Exporter en ODS : le tableau activité ${exercise}`);
      expect(ods.name).toBe(`statistiques-activite-${exercise}.ods`);
      // Told by its first bytes, as LibreOffice does; what is in it has tests of its own.
      expect(ods.content.subarray(30, 84).toString('latin1')).toBe(
        'mimetypeapplication/vnd.oasis.opendocument.spreadsheet',
      );
      await seeText(partner.page, 'Vos places sont-elles occupées ?');
      await partner.page.locator('app-question-block svg .bar').wait();
      const drawing = await downloaded(partner, 'Télécharger l’image en SVG : Vos places sont-elles occupées\u202f?');
      expect(drawing.name).toBe(`statistiques-occupation-${exercise}.svg`);
      expect(drawing.content.toString('utf8')).toMatch(/^<svg xmlns=.*Vos places sont-elles occupées.*<\/svg>$/s);
      const dots = await downloaded(partner, 'Télécharger l’image en PNG : quartiles');
      expect(dots.content.subarray(1, 4).toString('latin1')).toBe('PNG');
      expect(dots.content.length).toBeGreaterThan(5_000);
    });
    expect(partner.complaints).toEqual([]);
  });

  test('Caf: its EAJE, how they are spread, and who is far from the rest, with the declaration', async () => {
    const caf = await personAt(browser, 'admin', agentAccount(), `/statistiques?exercice=${exercise}`);
    await step('territory', [caf], async () => {
      await seeTitle(caf.page, 'Statistiques, Caf 371');
      await seeText(caf.page, `ont une réelle ${exercise} validée`);
      await caf.page.locator('ui-quartile-chart rect.box').wait();
      await seeText(caf.page, 'Enfants inscrits par place : 8,00');
      expect(await examineTwice(caf, 'territory-caf')).toEqual([]);
      await follow(caf.page, 'Données financières');
      await seeText(caf.page, 'Prix de revient par heure facturée, d’année en année');
      await caf.page.locator('app-outliers-table a').click();
      await eventually('the declaration', async () => /\/declarations\//.test(caf.page.url()));
      await seeText(caf.page, `${exercise}`);
    });
    expect(caf.complaints).toEqual([]);
    await caf.close();
  });

  test('Cnaf: France, Caf by Caf, and no declaration', async () => {
    const cnaf = await personAt(browser, 'admin', nationalAccount(), `/statistiques?exercice=${exercise}`);
    await step('france', [cnaf], async () => {
      await seeTitle(cnaf.page, 'Statistiques, France');
      await cnaf.page.locator('ui-quartile-chart rect.box').wait();
      expect(await hasText(cnaf.page, 'Quels chiffres sont loin des autres')).toBe(false);
      await cnaf.page.locator('details summary').click();
      await seeText(cnaf.page, 'Équipements ouverts');
      expect(await examineTwice(cnaf, 'territory-cnaf')).toEqual([]);
    });
    expect(cnaf.complaints).toEqual([]);
    await cnaf.close();
  });
});
