import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Browser, Page } from 'puppeteer-core';
import { requestOf } from './src/access-table.ts';
import { open } from './src/acts.ts';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import {
  follow,
  hasText,
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
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount, nationalAccount, otherAgentAccount, ownCaf } from './src/demo-people.ts';
import { examine } from './src/examination.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newPerson, newWorld, type Person, type World } from './src/world.ts';

// Domain.md 8.2: an agent registers an equipment, authorises it, sets its rates, names its referent, writes to its partner and
// closes it; the partner’s pages follow. The tests follow one equipment from its first day to its closing.
interface EquipmentBody {
  readonly id: string;
  readonly revision: number;
  readonly partner: { readonly id: string; readonly name: string };
  readonly generalSchemeRates: readonly { readonly exercise: number; readonly rate: number }[];
}

const tag = randomBytes(4).toString('hex');
const name = `Les Coquelicots ${tag}`;
const idequ = `9${tag}`;

describe('the equipments of a Caf', () => {
  let browser: Browser;
  let agent: ApiClient;
  let screen: Screen;
  let page: Page;
  let id: string;
  let person: Person;
  let partner: Screen;
  let declaration: string;
  const folder = mkdtempSync(join(tmpdir(), 'rates-'));

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    browser = await startBrowser();
    screen = await personAt(browser, 'admin', agentAccount());
    page = screen.page;
  }, 120_000);

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await browser?.close();
  });

  const path = () => `/api/equipment/equipments/${id}`;
  const read = async () => accepted('equipment', await agent.get<EquipmentBody>(path()));
  const fill = (field: string, text: string) => page.locator(`#${field}`).fill(text);
  const typed = (field: string) => inPage<string>(page, `document.getElementById('${field}')?.value ?? ''`);
  const seePartner = (text: string) => seeText(partner.page, text);

  test('registered from its gestionnaire on; what is missing is named, a double press registers one', async () => {
    await step('register', [screen], async () => {
      await press(page, 'Partenaires');
      await follow(page, 'Équipements');
      await seeTitle(page, 'Équipements');
      await seeText(page, 'équipements trouvés');
      expect(await examine(screen, 'equipments')).toEqual([]);
      await follow(page, 'Enregistrer un équipement');
      await seeTitle(page, 'Enregistrer un équipement');
      await press(page, 'Enregistrer l’équipement');
      await seeText(page, 'Choisissez le gestionnaire dans la liste, ou enregistrez-le.');
      await seeText(page, 'Écrivez le code postal sur cinq chiffres.');
      expect(await examine(screen, 'equipment-new-refused')).toEqual([]);

      await page.locator('#gestionnaire').fill(`Les Amis du Pré ${tag}`);
      await seeText(page, 'Aucun gestionnaire ne répond à ces mots.');
      await press(page, 'Enregistrer un nouveau gestionnaire');
      await eventually('its name proposed', async () => (await typed('gestionnaire-nom')) === `Les Amis du Pré ${tag}`);
      await press(page, 'Enregistrer le gestionnaire');
      await eventually('it chosen', () => inPage<boolean>(page, `!document.getElementById('gestionnaire-nom')`));
      expect(await typed('gestionnaire')).toBe(`Les Amis du Pré ${tag}`);

      await fill('identite-name', name);
      await fill('identite-activityType', 'Multi-accueil');
      await fill('identite-address', '12 chemin du Pré');
      await fill('identite-postalCode', '37210');
      await fill('identite-commune', 'Montrevel');
      await eventually('the département proposed', async () => (await typed('identite-departmentCode')) === '37');
      await fill('identite-afcFileNumber', '202600042');
      await fill('identite-openedOn', '01/09/2010');
      // An IDEQU that is taken is refused at its field; everything else stays.
      const [taken] = (await newWorld(agent, 'Déjà là')).equipmentIds;
      const known = accepted('it', await agent.get<{ idequ: string }>(`/api/equipment/equipments/${taken}`));
      await fill('identite-idequ', known.idequ);
      await press(page, 'Enregistrer l’équipement');
      await seeText(page, 'Un équipement de votre Caf porte déjà ce numéro IDEQU.');
      expect(await typed('identite-name')).toBe(name);
      await fill('identite-idequ', idequ);
      await inPage(
        page,
        `(() => { const save = [...document.querySelectorAll('button[type=submit]')].at(-1); save.click(); save.click(); })()`,
      );
      await seeTitle(page, name);
      await seeText(page, `${name} est enregistré.`);
    });
    expect(screen.complaints).toEqual([]);
    id = new URL(page.url()).pathname.split('/').at(-1)!;
    const found = await agent.get<{ total: number; items: object[] }>(`/api/equipment/equipments?search=${idequ}`);
    expect(accepted('the search', found)).toMatchObject({
      total: 1,
      items: [{ id, name, state: 'OPEN', capacity: null, rate: null }],
    });
  });

  test('authorised with modulated slots, which neither overlap nor exceed the capacity', async () => {
    await step('authorise', [screen], async () => {
      await press(page, 'Ajouter un agrément');
      await fill('agrement-validFrom', '01/01/2012');
      await fill('agrement-capacity', '20');
      await fill('agrement-openingHours', '7 h 30 – 18 h 30');
      await page.locator('#agrement-modulated').click();
      await fill('agrement-creneau-1-label', 'Matin');
      await fill('agrement-creneau-1-days', '215');
      await fill('agrement-creneau-1-startsAt', '7h30');
      await fill('agrement-creneau-1-endsAt', '9h');
      await fill('agrement-creneau-1-places', '25');
      await press(page, 'Ajouter un créneau');
      await fill('agrement-creneau-2-label', 'Journée');
      await fill('agrement-creneau-2-startsAt', '8h30');
      await fill('agrement-creneau-2-endsAt', '17h');
      await fill('agrement-creneau-2-places', '20');
      await press(page, 'Enregistrer l’agrément');
      await seeText(page, 'L’agrément n’est pas enregistré');
      await seeText(page, 'Le créneau « Journée » en chevauche un autre les mêmes jours.');
      await seeText(page, 'Le créneau « Matin » dépasse la capacité autorisée.');
      expect(await examine(screen, 'equipment-authorization-refused')).toEqual([]);
      await fill('agrement-creneau-1-places', '10');
      await fill('agrement-creneau-2-startsAt', '9h');
      await press(page, 'Enregistrer l’agrément');
      await seeText(page, 'L’agrément est enregistré.');
      await seeText(page, 'Matin : 7 h 30 – 9 h 00, 10 places, 215 jours');
      await seeText(page, 'En vigueur');
    });
    expect(screen.complaints).toEqual([]);
  });

  test('an authorisation mistyped is corrected, with a reason; one that never was is withdrawn', async () => {
    await step('correct', [screen], async () => {
      await press(page, 'Ajouter un agrément');
      await fill('agrement-validFrom', '01/01/2016');
      await fill('agrement-capacity', '300');
      await fill('agrement-openingHours', '7 h 30 – 18 h 30');
      await press(page, 'Enregistrer l’agrément');
      await seeText(page, '300 places');
      await press(page, 'Corriger l’agrément du 01/01/2016');
      await fill('agrement-capacity', '30');
      await press(page, 'Enregistrer la correction');
      await seeText(page, 'Écrivez le motif, en 5 caractères au moins.');
      await fill('agrement-reason', 'Faute de frappe');
      await press(page, 'Enregistrer la correction');
      await seeText(page, 'L’agrément du 01/01/2016 est corrigé.');
      expect(await hasText(page, '300 places, du')).toBe(false);
      await press(page, 'Ajouter un agrément');
      await fill('agrement-validFrom', '01/01/2020');
      await fill('agrement-capacity', '12');
      await fill('agrement-openingHours', '8 h – 18 h');
      await press(page, 'Enregistrer l’agrément');
      await seeText(page, '12 places, du 01/01/2020 sans date de fin');
      await press(page, 'Retirer l’agrément du 01/01/2020');
      await fill('agrement-reason', 'Autorisation d’un autre équipement');
      await press(page, 'Retirer l’agrément');
      await seeText(page, 'L’agrément du 01/01/2020 est retiré.');
      await seeText(page, '30 places, du 01/01/2016 sans date de fin');
    });
    expect(screen.complaints).toEqual([]);
  });

  test('its rate is set exercise by exercise, and the activity form of the partner follows', async () => {
    await step('rate', [screen], async () => {
      await press(page, 'Saisir un taux');
      await fill('taux-exercise', '2016');
      await fill('taux-rate', '120');
      await press(page, 'Enregistrer le taux');
      await seeText(page, 'Le taux ne peut dépasser 100 %.');
      await fill('taux-rate', '98,2');
      await press(page, 'Enregistrer le taux');
      await seeText(page, 'Le taux 2016 est enregistré.');
    });
    const { partner: owner } = await read();
    const world: World = {
      partnerId: owner.id,
      partnerName: owner.name,
      equipmentIds: [id],
      equipmentNames: [name],
    };
    person = await newPerson(agent, world, 'Coquelicot', { 0: ['ACTIVITY_PROVIDER'] });
    ({ id: declaration } = await open(agent, { equipmentId: id, exercise: 2016, type: 'ACTUAL' }));
    await knownTo(declaration, await signIn('portal', person));
    partner = await personAt(browser, 'portal', person);
    await step('the activity form', [screen, partner], async () => {
      await pastTerms(partner);
      await visit(partner, `/declarations/${declaration}/saisie-activite`);
      await seePartner('98,20 %');
      await seePartner('30 places');
      await press(page, 'Modifier le taux 2016');
      await fill('taux-rate', '97,5');
      await press(page, 'Enregistrer le taux');
      await seeText(page, 'Le taux 2016 est enregistré.');
      await eventually('the new rate on the form', async () => {
        await partner.page.reload();
        await seeTitle(partner.page, 'Données d’activité');
        return hasText(partner.page, '97,50 %');
      });
    });
  });

  test('its referent and the text for the partner, seen before it is saved', async () => {
    await step('text', [screen, partner], async () => {
      await press(page, 'Désigner le référent');
      await fill('referent-name', 'Mme Baron');
      await fill('referent-email', 'baron');
      await fill('referent-phone', '02 00 00 00 12');
      await press(page, 'Enregistrer le référent');
      await seeText(page, 'Écrivez une adresse e-mail complète');
      await fill('referent-email', 'baron@caf371.example');
      await press(page, 'Enregistrer le référent');
      await seeText(page, 'Le référent est enregistré.');

      await press(page, 'Écrire un texte');
      await fill('texte-text', 'La réelle 2016 est attendue avant le 31 mars.');
      await seeText(page, 'Aperçu, tel que le partenaire le lira');
      await seeText(page, 'Message de votre Caf');
      await fill('texte-from', '10/02/2026');
      await fill('texte-until', '01/02/2026');
      await press(page, 'Enregistrer le texte');
      await seeText(page, 'Le texte ne peut cesser d’être affiché avant de l’être.');
      expect(await examine(screen, 'equipment-text')).toEqual([]);
      await page.locator('#texte-until').click({ count: 3 });
      await page.keyboard.press('Backspace');
      await press(page, 'Enregistrer le texte');
      await seeText(page, 'Affiché au partenaire depuis le 10/02/2026, sans date de fin.');
      await visit(partner, `/equipements/${id}`);
      await seePartner('La réelle 2016 est attendue avant le 31 mars.');
      await seePartner('Le 10/02/2026');
      await seePartner('Mme Baron');
      await picture(partner.page, 'equipment-seen-by-the-partner');

      await press(page, 'Modifier le texte');
      await fill('texte-until', '01/03/2026');
      await press(page, 'Enregistrer le texte');
      await seeText(page, 'N’est plus affiché');
      await visit(partner, `/equipements/${id}`);
      await seePartner('Mme Baron');
      expect(await hasText(partner.page, 'Message de votre Caf')).toBe(false);
    });
    expect([...screen.complaints, ...partner.complaints]).toEqual([]);
  });

  test('somebody else saved meanwhile: it is said, what is typed stays, the next press saves; a reload keeps it too', async () => {
    await step('stale', [screen], async () => {
      await press(page, 'Modifier l’identité');
      await fill('identite-address', '14 chemin du Pré');
      const body = { ...(requestOf('changeIdentity') as object), name, idequ, address: '1 rue d’en Face' };
      const { revision } = await read();
      accepted('the other change', await agent.send('PUT', path(), body, { revision }));
      await press(page, 'Enregistrer l’identité');
      await seeText(page, 'Une autre personne a enregistré entre-temps.');
      await seeText(page, '1 rue d’en Face');
      expect(await typed('identite-address')).toBe('14 chemin du Pré');
      expect(await examine(screen, 'equipment-stale')).toEqual([]);
      await page.reload();
      await seeTitle(page, name);
      await eventually('what was typed', async () => (await typed('identite-address')) === '14 chemin du Pré');
      await press(page, 'Enregistrer l’identité');
      await seeText(page, 'L’identité est enregistrée.');
      await seeText(page, '14 chemin du Pré');
    });
    expect(screen.complaints).toEqual([]);
  });

  test('every change is in the history, with who, when, before and after', async () => {
    await step('history', [screen], async () => {
      await page.locator(`a[href="/equipements/${id}/historique"]`).click();
      await seeTitle(page, 'Historique');
      await seeText(page, 'Paul Lambert');
      await page.select('#sujet', 'RATE');
      await seeText(page, '2 modifications.');
      await seeText(page, 'avant : 98,20 % → après : 97,50 %');
      await page.select('#sujet', 'AUTHORIZATION');
      await seeText(page, 'Motif : Faute de frappe');
      expect(await examine(screen, 'equipment-history')).toEqual([]);
      await page.goBack();
      await seeText(page, '2 modifications.');
    });
    expect(screen.complaints).toEqual([]);
  });

  test('closed: no later declaration can be opened; taken back, it can', async () => {
    const opening = (exercise: number) =>
      agent.send(
        'POST',
        '/api/workflow/declarations',
        { equipmentId: id, exercise, type: 'ACTUAL' },
        { key: randomUUID() },
      );
    await step('close', [screen], async () => {
      await visit(screen, `/equipements/${id}`);
      await press(page, 'Fermer l’équipement');
      await fill('fermeture-closedOn', '31/12/2009');
      await fill('fermeture-reason', 'Convention non renouvelée.');
      await press(page, 'Enregistrer la fermeture');
      await seeText(page, 'La fermeture ne peut précéder l’ouverture.');
      await fill('fermeture-closedOn', '31/12/2016');
      await press(page, 'Enregistrer la fermeture');
      await seeText(page, 'l’équipement est fermé');
      expect(await examine(screen, 'equipment-closed')).toEqual([]);
      await eventually('the refusal of 2017', async () => (await opening(2017)).status === 422);
      expect(refused('opening 2017', await opening(2017))).toMatchObject({ code: 'EQUIPMENT_CLOSED' });
      await visit(screen, '/ouverture');
      await page.locator('#ouverture-equipement').fill(name);
      await page.locator('[role="option"]').wait();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.locator('#ouverture-exercice').fill('2017');
      await page.locator('#ouverture-type-ACTUAL').click();
      await press(page, 'Ouvrir la déclaration');
      await seeText(page, 'L’équipement est fermé pendant cette période.');
      await visit(screen, `/equipements?recherche=${tag}&etat=CLOSED`);
      await seeText(page, 'dernier jour le 31/12/2016');
      await visit(screen, `/equipements/${id}`);
      await press(page, 'Annuler la fermeture');
      await fill('fermeture-reason', 'Reprise par la commune.');
      await press(page, 'Annuler la fermeture');
      await seeText(page, 'La fermeture est annulée.');
      await eventually('the opening of 2017', async () => (await opening(2017)).status < 300);
    });
    expect(screen.complaints).toEqual([]);
  });

  test('rates are imported: malformed files refused, each line shown first, the same list again changes nothing', async () => {
    const give = async (file: string, content: string | Uint8Array) => {
      writeFileSync(join(folder, file), content);
      const [chooser] = await Promise.all([
        page.waitForFileChooser(),
        page.locator('ui-file-field label.button').click(),
      ]);
      await chooser.accept([join(folder, file)]);
    };
    await step('import', [screen], async () => {
      await visit(screen, '/equipements');
      await follow(page, 'Importer des taux');
      await seeTitle(page, 'Importer des taux');
      const href = await inPage<string>(page, `document.querySelector('a[download]').getAttribute('href')`);
      expect(decodeURIComponent(href)).toContain('IDEQU;exercice;taux');
      await give('taux.xlsx.csv', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]));
      await seeText(page, 'Ce fichier est un classeur');
      await give('autres.csv', 'numero;annee;pourcentage\n1;2016;98');
      await seeText(page, 'La première ligne doit porter ces en-têtes, et aucun autre : IDEQU;exercice;taux');
      expect(await examine(screen, 'rates-import-refused')).toEqual([]);

      const list = [
        'IDEQU;exercice;taux',
        `${idequ};2016;97,5`,
        `${idequ};2017;96,4 %`,
        `${idequ};2018;=1+1`,
        'inconnu;2017;90',
        `${idequ};2019;95`,
        `${idequ};2019;94`,
      ].join('\r\n');
      await give('taux.csv', list);
      await seeText(page, '1 taux à enregistrer, 1 inchangé, 4 lignes refusées.');
      await seeText(page, '96,40 %, aucun taux jusqu’ici');
      await seeText(page, '97,50 % est déjà enregistré');
      await seeText(page, 'Aucun équipement de votre Caf ne porte cet IDEQU.');
      await seeText(page, 'commence comme une formule');
      await seeText(page, 'Le taux de cet exercice est donné aussi à la ligne 7');
      expect(await examine(screen, 'rates-import')).toEqual([]);
      // Something changes between the preview and the press: nothing is recorded, the new preview is shown.
      const { revision } = await read();
      accepted('a rate', await agent.send('PUT', `${path()}/general-scheme-rates/2017`, { rate: 9_000 }, { revision }));
      await press(page, 'Enregistrer 1\u00a0taux');
      await seeText(page, 'ont changé depuis l’aperçu');
      await seeText(page, '96,40 %, au lieu de 90,00 %');
      await press(page, 'Enregistrer 1\u00a0taux');
      await seeText(page, '1 taux est enregistré.');
      await seeText(page, 'Aucun taux à enregistrer, 2 inchangés, 4 lignes refusées.');
    });
    expect(screen.complaints).toEqual([]);
    expect((await read()).generalSchemeRates).toContainEqual({ exercise: 2017, rate: 9_640 });
  });

  test('another Caf knows nothing of it, a partner and the Cnaf change nothing', async () => {
    const far = await signIn('admin', otherAgentAccount());
    const { revision } = await read();
    const closing = { closedOn: '2016-12-31', reason: 'Une raison.' };
    expect((await far.get(path())).status).toBe(404);
    expect((await far.get(`${path()}/history`)).status).toBe(404);
    expect((await far.send('PUT', `${path()}/closing`, closing, { revision })).status).toBe(404);
    const elsewhere = { ...(requestOf('changeIdentity') as object), idequ: `${idequ}0`, cafCode: ownCaf };
    const registration = { ...elsewhere, partnerId: (await read()).partner.id };
    const foreign = await far.send('POST', '/api/equipment/equipments', registration, { key: randomUUID() });
    expect(refused('a registration for another Caf', foreign)).toMatchObject({ status: 403, code: 'OTHER_CAF' });
    const list = Buffer.from(`IDEQU;exercice;taux\n${idequ};2020;90`).toString('base64');
    const preview = await far.send<{ counts: object }>('POST', '/api/equipment/rate-imports/preview', {
      content: list,
    });
    expect(accepted('their preview', preview).counts).toEqual({ set: 0, unchanged: 0, refused: 1 });
    const national = await signIn('admin', nationalAccount());
    expect((await national.get(path())).status).toBe(200);
    expect((await national.send('PUT', `${path()}/closing`, closing, { revision })).status).toBe(403);
    const user = await signIn('portal', person);
    expect((await user.get(path())).status).toBe(200);
    expect((await user.send('PUT', `${path()}/closing`, closing, { revision })).status).toBe(404);
    expect((await read()).revision).toBe(revision);
    const distant = await personAt(browser, 'admin', otherAgentAccount(), `/equipements/${id}`);
    await step('another Caf', [distant], () => seeTitle(distant.page, 'Page introuvable'));
    await distant.close();
  });

  test('found by any word, and readable on a phone and on a wide screen', async () => {
    await step('search', [screen], async () => {
      for (const words of [
        `coquelicots ${tag}`,
        `AMIS PRE ${tag}`,
        idequ,
        `202600042 montrevel ${tag}`,
        `37210 ${tag}`,
      ]) {
        await visit(screen, `/equipements?recherche=${encodeURIComponent(words)}`);
        await seeText(page, '1 équipement trouvé');
        await seeText(page, name);
      }
      await visit(screen, '/equipements');
      await page.locator('#recherche').fill(`nulle part ${tag}`);
      await page.select('#etat', 'OPEN');
      await press(page, 'Rechercher');
      await seeText(page, 'Aucun équipement de votre Caf ne répond à ces critères.');
      expect(new URL(page.url()).search).toContain('etat=OPEN');
      for (const [shot, address, text] of [
        ['list', '/equipements', 'équipements trouvés'],
        ['one', `/equipements/${id}`, 'Voir tout l’historique'],
        ['new', '/equipements/nouveau', 'Enregistrer l’équipement'],
        ['history', `/equipements/${id}/historique`, 'modifications.'],
      ] as const) {
        for (const width of [1_440, 360]) {
          await page.setViewport({ width, height: 900 });
          await visit(screen, address);
          await seeText(page, text);
          await picture(page, `equipments-${shot}-${width}`);
        }
      }
      await page.setViewport({ width: 1_280, height: 900 });
    });
    expect(screen.complaints.map(plain)).toEqual([]);
  });
});
