import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { agePassword, days } from '@portail/platform/testing/keycloak-clock.ts';
import { openKeycloak } from '../testing/keycloak-forms.ts';
import { createTestRealm, type TestPerson, type TestRealm } from '../testing/test-realm.ts';

// Guide, annex A.5 to A.9: both named policies, rule by rule, on Keycloak’s own pages. Keycloak hashes passwords slowly on purpose.
jest.setTimeout(60_000);

const origins = { portal: 'http://localhost:1', admin: 'http://localhost:2' };
const chooseTitle = 'Choisir un nouveau mot de passe';
const wrong = 'L’adresse e-mail ou le mot de passe est incorrect.';

/** Signs somebody in who has to choose a new password. */
async function choosing(realm: TestRealm, person: TestPerson) {
  const keycloak = await openKeycloak(realm, origins.portal);
  const page = await keycloak.signIn(person.email, person.password);
  expect(page.title).toBe(chooseTitle);
  return { ...keycloak, page };
}

describe('guide-2016', () => {
  let realm: TestRealm;
  beforeAll(async () => {
    realm = await createTestRealm(origins);
  });
  afterAll(() => realm.drop());

  test('a provisional password must be changed; the rule is said, and each refusal has its sentence', async () => {
    const person = await realm.addPerson(['partner'], { temporary: true, email: 'p1@e.example' });
    const { choose, page } = await choosing(realm, person);
    expect(page.notice).toContain('le vôtre est provisoire');
    expect(page.rule).toMatch(/^De 6 à 20 caractères, avec au moins une lettre minuscule et un chiffre/);
    for (const [password, sentence] of [
      ['abcd1', 'Ce mot de passe est trop court : 6 caractères au moins.'],
      [`abc${'1'.repeat(18)}`, 'Ce mot de passe est trop long : 20 caractères au plus.'],
      ['ABCDEF1', 'Ajoutez au moins 1 lettre minuscule à ce mot de passe.'],
      ['abcdefg', 'Ajoutez au moins 1 chiffre à ce mot de passe.'],
      [person.email, 'Ce mot de passe est votre adresse e-mail. Choisissez-en un autre.'],
      [person.password, 'Ce mot de passe est l’un des 3 derniers. Choisissez-en un autre.'],
    ] as const) {
      const refused = await choose(password);
      expect([password, refused.refusal]).toEqual([password, sentence]);
    }
    expect((await choose('abcde1', 'abcde2')).refusal).toContain('Les deux mots de passe sont différents.');
    expect((await choose('abcde1')).back).toContain(`${origins.portal}/auth/callback`);
    expect((await (await openKeycloak(realm, origins.portal)).signIn(person.email, person.password)).refusal).toContain(
      wrong,
    );
  });

  test('six and twenty characters are enough and not too many; the fourth password back is accepted', async () => {
    const person = await realm.addPerson(['partner']);
    const passwords = ['abcde1', `abcde1${'E'.repeat(14)}`, 'autre2016'];
    let current = person.password;
    for (const next of [...passwords, person.password]) {
      await realm.askPasswordChange(person);
      const { choose } = await choosing(realm, { ...person, password: current });
      for (const recent of passwords.slice(0, passwords.indexOf(next))) {
        expect((await choose(recent)).refusal).toContain('l’un des 3 derniers');
      }
      expect((await choose(next)).back).toBeDefined();
      current = next;
    }
  });

  test('a password of 45 days opens, from the 46th day on it must be changed, and a message says so', async () => {
    const person = await realm.addPerson(['partner']);
    await agePassword(person.id, days(45, -60));
    await realm.forgetUsers();
    const lastDay = await (await openKeycloak(realm, origins.portal)).signIn(person.email, person.password);
    expect(lastDay.back).toContain(`${origins.portal}/auth/callback`);
    await agePassword(person.id, days(0, 120));
    await realm.forgetUsers();
    const { choose, page } = await choosing(realm, person);
    expect(page.notice).toContain('date de plus de 45 jours');
    expect((await choose('autre2016')).back).toContain(`${origins.portal}/auth/callback`);
    // The new one is young.
    expect((await (await openKeycloak(realm, origins.portal)).signIn(person.email, 'autre2016')).back).toBeDefined();
  });

  test('after an update everybody chooses anew; the message says why', async () => {
    const person = await realm.addPerson(['partner']);
    await realm.askPasswordChange(person);
    const { page } = await choosing(realm, person);
    expect(page.notice).toContain('doit changer après une mise à jour du portail');
  });

  test('who is suspended is told what to do, and only with the right password', async () => {
    const person = await realm.addPerson(['partner']);
    await realm.disable(person);
    const guess = await (await openKeycloak(realm, origins.portal)).signIn(person.email, 'perdu2016');
    expect(guess.refusal).toContain(wrong);
    await realm.refusalsCounted(person, 1);
    const told = await (await openKeycloak(realm, origins.portal)).signIn(person.email, person.password);
    expect(told.refusal).toBe('Votre accès est suspendu. Adressez-vous à votre Caf pour le rétablir.');
  });

  test('a long wait after repeated failures is said as a wrong password is, for a known and an unknown address', async () => {
    const person = await realm.addPerson(['partner']);
    const pages = [];
    for (const email of [person.email, 'personne@creche.example']) {
      const keycloak = await openKeycloak(realm, origins.portal);
      for (let tries = 0; tries < 6; tries += 1) await keycloak.signIn(email, `perdu201${tries}`);
      pages.push(await keycloak.signIn(email, email === person.email ? person.password : 'perdu2016'));
    }
    expect(pages[0]).toEqual(pages[1]);
    expect(pages[0]?.refusal).toContain('après plusieurs essais, attendez quelques minutes');
  });
});

describe('reinforced', () => {
  let realm: TestRealm;
  beforeAll(async () => {
    realm = await createTestRealm(origins, 'reinforced');
  });
  afterAll(() => realm.drop());

  test('twelve characters and more, none of the usual ones, not one of the last three', async () => {
    const person = await realm.addPerson(['partner'], { temporary: true, email: 'jeanne.roux@creche.example' });
    const { choose, page } = await choosing(realm, person);
    expect(page.rule).toMatch(/^Au moins 12 caractères/);
    expect(page.notice).not.toContain('45 jours');
    for (const [password, sentence] of [
      ['onze lettre', 'Ce mot de passe est trop court : 12 caractères au moins.'],
      ['x'.repeat(129), 'Ce mot de passe est trop long : 128 caractères au plus.'],
      ['qwertyqwerty', 'Ce mot de passe est trop courant. Choisissez-en un autre.'],
      ['PortailCaf2026', 'Ce mot de passe est trop courant. Choisissez-en un autre.'],
      [person.email, 'Ce mot de passe est votre adresse e-mail. Choisissez-en un autre.'],
      [person.password, 'Ce mot de passe est l’un des 3 derniers. Choisissez-en un autre.'],
    ] as const) {
      expect([password, (await choose(password)).refusal]).toEqual([password, sentence]);
    }
    expect((await choose('des mots tout simples')).back).toBeDefined();
  });

  test.each(['douze lettre', `${'Une phrase longue, avec des accents éàç. '.repeat(3)}64`])(
    '« %s » is accepted',
    async (next) => {
      const person = await realm.addPerson(['partner'], { temporary: true });
      const { choose } = await choosing(realm, person);
      expect((await choose(next)).back).toBeDefined();
      expect((await (await openKeycloak(realm, origins.portal)).signIn(person.email, next)).back).toBeDefined();
    },
  );

  test('no password grows too old', async () => {
    const person = await realm.addPerson(['partner']);
    await agePassword(person.id, days(3_650));
    await realm.forgetUsers();
    const page = await (await openKeycloak(realm, origins.portal)).signIn(person.email, person.password);
    expect(page.back).toBeDefined();
  });
});
