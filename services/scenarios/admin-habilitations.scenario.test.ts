import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser, Page } from 'puppeteer-core';
import { open } from './src/acts.ts';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import {
  follow,
  hasText,
  inPage,
  pastTerms,
  personAt,
  press,
  seeText,
  seeTitle,
  startBrowser,
  step,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount, cafAdministratorAccount, nationalAccount, otherAgentAccount } from './src/demo-people.ts';
import { originOf } from './src/environment.ts';
import { examine } from './src/examination.ts';
import { signIn } from './src/sign-in.ts';
import { newPerson, newWorld, todayInParis, type Person, type World } from './src/world.ts';

// Domain.md 8.1: habilitations are the Caf’s; what it decides is seen by the people concerned at once.
const soon = 2_000;
const heading = 'courriel;prénom;nom;équipement;rôles;date d’effet;référence du document';

interface UserView {
  readonly id: string;
  readonly revision: number;
  readonly lastSignInAt: string | null;
  readonly habilitations: readonly { readonly equipmentId: string; readonly roles: readonly string[] }[];
}
interface ListView {
  readonly id: string;
  readonly state: string;
  readonly planned: Readonly<Record<string, number>>;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly lines: readonly { readonly planned: string; readonly reason: string | null }[];
}

describe('habilitations', () => {
  const tag = randomBytes(4).toString('hex');
  const folder = mkdtempSync(join(tmpdir(), 'listes-'));
  let browser: Browser;
  let agent: ApiClient;
  let world: World;
  let partnerName: string;
  let zoe: Person;
  let desk: Screen;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'Les Habilités', 2);
    zoe = await newPerson(agent, world, 'Zoe', {});
    partnerName = world.partnerName;
    await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
    browser = await startBrowser();
    desk = await personAt(browser, 'admin', agentAccount());
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  const readUser = async (id: string): Promise<UserView> =>
    accepted('a person', await agent.get<UserView>(`/api/identity/users/${id}`));
  const grant = (revision: number, roles: readonly string[], equipment = 0) =>
    agent.send<UserView>(
      'PUT',
      `/api/identity/users/${zoe.id}/habilitations/${world.equipmentIds[equipment]}`,
      { roles, effectiveFrom: todayInParis(), documentReference: 'Scénario' },
      { revision },
    );
  async function type(page: Page, field: string, text: string): Promise<void> {
    await page.locator(`#${field}`).fill(text);
  }
  /** The checkbox of this name. */
  const box = (page: Page, name: string) => page.locator(`::-p-aria([name="${name}"][role="checkbox"])`);

  test('a gestionnaire is found by an equipment, and a person added to it after a refusal that keeps what was typed', async () => {
    const { page } = desk;
    await step('add', [desk], async () => {
      await press(page, 'Partenaires');
      await follow(page, 'Gestionnaires');
      await seeTitle(page, 'Gestionnaires');
      await type(page, 'recherche', `${tag} introuvable`);
      await press(page, 'Rechercher');
      await seeText(page, 'Aucun gestionnaire de votre Caf');
      await type(page, 'recherche', `montrevel ${partnerName.toUpperCase()}`);
      await press(page, 'Rechercher');
      await seeText(page, '1 gestionnaire trouvé');
      expect(await examine(desk, 'partners')).toEqual([]);
      await follow(page, partnerName);
      await seeTitle(page, partnerName);
      await seeText(page, '2 équipements');
      await follow(page, 'Ajouter une personne');
      await seeTitle(page, 'Ajouter une personne');
      await type(page, 'personne-courriel', 'ada');
      await press(page, 'Ajouter la personne');
      await seeText(page, 'Écrivez une adresse électronique');
      expect(await inPage<string>(page, 'document.activeElement.className')).toContain('box');
      expect(await examine(desk, 'new-person-refused')).toEqual([]);
      await type(page, 'personne-courriel', zoe.email);
      await type(page, 'personne-prenom', 'Ada');
      await type(page, 'personne-nom', 'Martin');
      await press(page, 'Ajouter la personne');
      await seeText(page, 'Cette adresse électronique ne peut pas être utilisée');
      await type(page, 'personne-courriel', `ada.${tag}@scenario.example`);
      await press(page, 'Ajouter la personne');
      await seeTitle(page, 'Ada Martin');
      await seeText(page, 'reçoit un courriel pour choisir son mot de passe');
      await seeText(page, 'Compte créé');
    });
    expect(desk.complaints).toEqual([]);
  });

  test('a role granted shows in the open portal page within two seconds, and so does its withdrawal', async () => {
    const portal = await personAt(browser, 'portal', zoe);
    const { page } = desk;
    const name = world.equipmentNames[0]!;
    await step('grant', [desk, portal], async () => {
      await pastTerms(portal);
      await seeTitle(portal.page, 'Ce qui est attendu de vous');
      expect(await hasText(portal.page, name)).toBe(false);
      await inPage(portal.page, 'void (window.kept = true)');

      await visit(desk, `/personnes?recherche=zoe ${partnerName}`);
      await seeText(page, '1 personne trouvée');
      expect(await examine(desk, 'people')).toEqual([]);
      await follow(page, 'Zoe Camille');
      await seeTitle(page, 'Camille Zoe');
      expect(await hasText(page, 'jamais')).toBe(false);
      await press(page, 'Enregistrer les rôles');
      await seeText(page, 'Choisissez un équipement.');
      await page.select('#roles-equipement', world.equipmentIds[0]!);
      await box(page, 'Fournisseur de données d’activité').click();
      await type(page, 'roles-date', '01/01/2016');
      await type(page, 'roles-document', `Bulletin ${tag}`);
      await press(page, 'Enregistrer les rôles');
      await seeText(page, 'La date d’effet est passée');
      expect(await examine(desk, 'person-refused')).toEqual([]);
      await type(page, 'roles-date', french(todayInParis()));
      await press(page, 'Enregistrer les rôles');
      await seeText(page, 'Les rôles sont enregistrés.');
      await eventually('the task on the open page', () => hasText(portal.page, name), soon);
      await seeText(portal.page, 'Vos habilitations ont changé');
      expect(await inPage<boolean>(portal.page, 'window.kept === true')).toBe(true);
      await seeText(page, 'Accordée par');
      await seeText(page, `Bulletin ${tag}`);
      await seeText(page, 'Paul Lambert');
      expect(await examine(desk, 'person')).toEqual([]);

      const { revision } = await readUser(zoe.id);
      accepted('no role', await grant(revision, []));
      await eventually('the task gone', async () => !(await hasText(portal.page, name)), soon);
    });
    expect(portal.complaints).toEqual([]);
    await portal.close();
  });

  test('a future day is shown as such, and somebody who acted meanwhile is told without losing what was typed', async () => {
    const { page } = desk;
    await step('stale', [desk], async () => {
      await visit(desk, `/personnes/${zoe.id}`);
      await page.select('#roles-equipement', world.equipmentIds[1]!);
      await box(page, 'Approbateur').click();
      await type(page, 'roles-date', '01/01/2099');
      await type(page, 'roles-document', `Avenant ${tag}`);
      const { revision } = await readUser(zoe.id);
      accepted('another agent', await grant(revision, ['FINANCIAL_PROVIDER']));
      expect(refused('a second press', await grant(revision, ['APPROVER']))).toMatchObject({ code: 'STALE_VERSION' });
      await press(page, 'Enregistrer les rôles');
      await seeText(page, 'Une autre personne a modifié cette fiche');
      expect(await inPage<string>(page, `document.querySelector('#roles-document').value`)).toBe(`Avenant ${tag}`);
      await press(page, 'Enregistrer les rôles');
      await seeText(page, 'Les rôles sont enregistrés.');
      await seeText(page, 'À venir');
      await seeText(page, 'à partir du 01/01/2099');
    });
  });

  test('several roles of a gestionnaire change together, after naming what will change', async () => {
    const { page } = desk;
    const [first, second] = world.equipmentNames as [string, string];
    await step('matrix', [desk], async () => {
      await visit(desk, `/gestionnaires/${world.partnerId}`);
      await seeText(page, 'Aucun changement.');
      expect(await examine(desk, 'partner')).toEqual([]);
      await press(page, 'Vérifier les changements');
      await seeText(page, 'Cochez ou décochez au moins une case.');
      await box(page, `Activité, Camille Zoe, ${second}`).click();
      await box(page, `Finances, Camille Zoe, ${first}`).click();
      await box(page, `Approbation, Ada Martin, ${first}`).click();
      await seeText(page, '3 changements à vérifier.');
      await seeText(page, 'à partir du 01/01/2099');
      await type(page, 'matrice-document', `Convention ${tag}`);
      await press(page, 'Vérifier les changements');
      await seeText(page, 'Ce qui va changer');
      await seeText(page, `Camille Zoe, ${first} : retirer finances`);
      await seeText(page, `Ada Martin, ${first} : ajouter approbation`);
      await seeText(page, 'ajouter activité, approbation ; remplacer ce qui était prévu à partir du 01/01/2099');
      expect(await examine(desk, 'partner-plan')).toEqual([]);
      await press(page, 'Appliquer 3\u00a0changements');
      await seeText(page, 'Les rôles sont enregistrés');
      await seeText(page, 'Aucun changement.');
      expect(await examine(desk, 'partner-applied')).toEqual([]);
    });
    const { habilitations } = await readUser(zoe.id);
    const held = habilitations.filter(({ equipmentId }) => equipmentId === world.equipmentIds[1]);
    expect(held.at(-1)?.roles).toEqual(['ACTIVITY_PROVIDER', 'APPROVER']);
    expect(desk.complaints).toEqual([]);
  });

  test('a suspended person’s open page ends, and a new password is asked once the access is back', async () => {
    const portal = await personAt(browser, 'portal', zoe, `/equipements/${world.equipmentIds[1]}`);
    const { page } = desk;
    await step('suspend', [desk, portal], async () => {
      await pastTerms(portal);
      await visit(desk, `/personnes/${zoe.id}`);
      await press(page, 'Suspendre l’accès');
      await seeText(page, 'Les sessions ouvertes de Camille se ferment maintenant');
      await press(page, 'Ne pas suspendre');
      await press(page, 'Suspendre l’accès');
      const dialog = `document.querySelector('mat-dialog-container')`;
      await eventually('the question', () => inPage<boolean>(page, `${dialog} !== null`));
      await inPage(page, `[...${dialog}.querySelectorAll('button')].at(-1).click()`);
      await seeText(page, 'L’accès est suspendu.');
      const told = `document.querySelector('mat-dialog-container')?.textContent.includes('Votre session est fermée') ?? false`;
      await eventually('the end of the session on the open page', () => inPage<boolean>(portal.page, told), soon);
      await press(portal.page, 'Se reconnecter');
      await eventually('the sign-in', () => portal.page.url().includes('/realms/portail'));
      await seeText(page, 'Accès suspendu');
      expect(await examine(desk, 'person-suspended')).toEqual([]);
      await press(page, 'Rétablir l’accès');
      await seeText(page, 'L’accès est rétabli.');
      await press(page, 'Demander un nouveau mot de passe');
      await eventually('the question', () => inPage<boolean>(page, `${dialog} !== null`));
      await inPage(page, `[...${dialog}.querySelectorAll('button')].at(-1).click()`);
      await seeText(page, 'Un nouveau mot de passe sera demandé');
      await seeText(page, 'Changement de mot de passe demandé');
    });
    await portal.close();
    const context = await browser.createBrowserContext();
    const again = await context.newPage();
    await again.goto(`${originOf('portal')}/`, { waitUntil: 'load' });
    await again.locator('#username').fill(zoe.email);
    await again.locator('#password').fill(zoe.password);
    await again.locator('#kc-login').click();
    await again.locator('#password-new').wait();
    await context.close();
  });

  test('what is another Caf’s is unknown, and each population registers only its own', async () => {
    const far = await signIn('admin', otherAgentAccount());
    for (const path of [`/users/${zoe.id}`, `/users/${zoe.id}/history`, `/partners/${world.partnerId}`]) {
      expect(refused(path, await far.get(`/api/identity${path}`))).toMatchObject({ status: 404 });
    }
    const { revision } = await readUser(zoe.id);
    const suspension = await far.send('POST', `/api/identity/users/${zoe.id}/suspension`, undefined, { revision });
    expect(suspension.status).toBe(404);
    const colleague = {
      email: `collegue.${tag}@scenario.example`,
      givenName: 'Max',
      familyName: 'Colin',
      population: 'CAF_AGENT',
      cafCodes: ['371'],
    };
    const byAgent = await agent.send('POST', '/api/identity/users', colleague);
    expect(refused('an agent by an agent', byAgent)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    const chief = await signIn('admin', cafAdministratorAccount());
    const elsewhere = await chief.send('POST', '/api/identity/users', { ...colleague, cafCodes: ['861'] });
    expect(refused('an agent of another Caf', elsewhere)).toMatchObject({ code: 'OTHER_CAF' });
    accepted('an agent', await chief.send('POST', '/api/identity/users', colleague));

    const screen = await personAt(browser, 'admin', otherAgentAccount(), `/personnes/${zoe.id}`);
    await seeTitle(screen.page, 'Page introuvable');
    await screen.close();
  });

  test('a national administrator registers Caf administrators, and sees nothing of the Caf’s', async () => {
    const screen = await personAt(browser, 'admin', nationalAccount());
    const { page } = screen;
    await step('national', [screen], async () => {
      await seeTitle(page, 'Accès réservé aux agents des Caf');
      await follow(page, 'Personnes');
      await seeTitle(page, 'Personnes');
      await seeText(page, 'Renaud');
      expect(await examine(screen, 'national-people')).toEqual([]);
      await follow(page, 'Ajouter une personne');
      await type(page, 'personne-caf', '371');
      await type(page, 'personne-courriel', `chef.${tag}@scenario.example`);
      await type(page, 'personne-prenom', 'Rose');
      await type(page, 'personne-nom', 'Lemaire');
      expect(await examine(screen, 'national-new-person')).toEqual([]);
      await press(page, 'Ajouter la personne');
      await seeTitle(page, 'Rose Lemaire');
      await seeText(page, 'Administrateur de Caf');
      await visit(screen, `/gestionnaires/${world.partnerId}`);
      await seeTitle(page, 'Accès réservé aux agents des Caf');
    });
    expect(screen.complaints).toEqual([]);
    await screen.close();
  });

  test('a list is refused whole when it is none, whatever its kind', async () => {
    const utf16 = Buffer.from(`\ufeff${heading}\n`, 'utf16le');
    const kinds: readonly (readonly [string, Buffer, string])[] = [
      ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 0]), 'FILE_WORKBOOK'],
      ['UTF-16', utf16, 'FILE_UTF16'],
      ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'FILE_BINARY'],
      ['other headings', Buffer.from('nom;prénom\nA;B'), 'HEADINGS_UNKNOWN'],
      ['headings only', Buffer.from(heading), 'FILE_EMPTY'],
      ['a quote left open', Buffer.from(`${heading}\n"a;b;c;d;e;f;g\n`), 'FILE_QUOTES'],
      ['too many lines', Buffer.from(`${heading}\n${'a;b;c;d;e;f;g\n'.repeat(5_001)}`), 'TOO_MANY_LINES'],
      ['too much', Buffer.alloc(2 * 1024 * 1024 + 1, 'a'), 'FILE_TOO_LARGE'],
    ];
    for (const [kind, content, code] of kinds) {
      const body = { fileName: 'liste.csv', content: content.toString('base64') };
      const answer = await agent.send('POST', '/api/identity/habilitation-imports', body);
      expect([kind, refused(kind, answer).code]).toEqual([kind, code]);
    }
    const body = { fileName: 'liste.csv', content: 'a'.repeat(3_500_000) };
    expect((await agent.send('POST', '/api/identity/habilitation-imports', body)).status).toBe(413);
    const { page } = desk;
    await step('refused list', [desk], async () => {
      await visit(desk, '/habilitations/import');
      await press(page, 'Montrer l’aperçu');
      await seeText(page, 'Choisissez un fichier.');
      await choose(page, 'liste.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0]));
      await press(page, 'Montrer l’aperçu');
      await seeText(page, 'Ce fichier est un classeur');
      expect(await examine(desk, 'import-refused')).toEqual([]);
    });
  });

  test('a list is shown line by line, applied as shown, and a second time changes nothing', async () => {
    const idequ = (index: number) => `${partnerName.split(' ').at(-1)}${index}`;
    const list = [
      heading,
      `luc.${tag}@scenario.example;Luc;Été;${idequ(0)};activité, finances;${french(todayInParis())};Liste ${tag}`,
      `luc.${tag}@scenario.example;Luc;Été;${idequ(1)};approbation;${french(todayInParis())};Liste ${tag}`,
      `ada.${tag}@scenario.example;;;${idequ(0)};approbation;${french(todayInParis())};Liste ${tag}`,
      `ada.${tag}@scenario.example;;;inconnu;approbation;${french(todayInParis())};Liste ${tag}`,
      `=1+1;A;B;${idequ(0)};approbation;${french(todayInParis())};Liste ${tag}`,
    ].join('\r\n');
    // As a French spreadsheet writes it: Windows-1252, where the typographic apostrophe is 0x92.
    const content = Buffer.from(list.replaceAll('’', '\u0092'), 'latin1');
    const { page } = desk;
    await step('list', [desk], async () => {
      await visit(desk, '/habilitations/import');
      expect(await examine(desk, 'import')).toEqual([]);
      await choose(page, 'liste.csv', content);
      await press(page, 'Montrer l’aperçu');
      await seeTitle(page, 'Aperçu de la liste');
      await seeText(page, '1 personne à créer, 1 habilitation à accorder, 1 ligne inchangée, 2 lignes refusées.');
      await seeText(page, 'Aucun équipement de votre Caf');
      await seeText(page, 'commence comme une formule');
      expect(await examine(desk, 'import-preview')).toEqual([]);
      await press(page, 'Appliquer la liste');
      const dialog = `document.querySelector('mat-dialog-container')`;
      await eventually('the question', () => inPage<boolean>(page, `${dialog} !== null`));
      await inPage(page, `[...${dialog}.querySelectorAll('button')].at(-1).click()`);
      await seeTitle(page, 'Liste importée');
      await seeText(page, 'Créé et habilité');
      await seeText(page, 'Appliquée par Paul Lambert');
      expect(await examine(desk, 'import-report')).toEqual([]);
      await page.select('#lignes', 'REFUSED');
      await seeText(page, '2 lignes');
      expect(new URL(page.url()).searchParams.get('lignes')).toBe('refused');
    });
    expect(desk.complaints).toEqual([]);
    const body = { fileName: 'liste.csv', content: content.toString('base64') };
    const again = accepted('again', await agent.send<ListView>('POST', '/api/identity/habilitation-imports', body));
    expect(again.planned).toEqual({ CREATE: 0, GRANT: 0, UNCHANGED: 3, REFUSED: 2 });
    const path = `/api/identity/habilitation-imports/${again.id}/application`;
    const presses = await Promise.all([agent.send(`POST`, path), agent.send('POST', path)]);
    expect(presses.map(({ status }) => status)).toEqual([200, 200]);
    const done = await eventually('the list applied', async () => {
      const read = await agent.get<ListView>(`/api/identity/habilitation-imports/${again.id}`);
      return read.body.state === 'DONE' && read.body;
    });
    expect(done.outcomes).toEqual({ CREATED: 0, GRANTED: 0, UNCHANGED: 3, REFUSED: 2 });
  });

  async function choose(page: Page, name: string, content: Buffer): Promise<void> {
    const path = join(folder, name);
    writeFileSync(path, content);
    const input = (await page.waitForSelector('#liste')) as unknown as { uploadFile(path: string): Promise<void> };
    await input.uploadFile(path);
  }
});

/** `2026-11-28` → `28/11/2026`. */
function french(day: string): string {
  return day.split('-').reverse().join('/');
}
