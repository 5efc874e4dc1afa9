import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import type { Act, Actor } from './access.ts';
import {
  alreadyHeld,
  decide,
  decideAcceptance,
  decideRegistration,
  possibleActs,
  registered,
  type Command,
  type Context,
  type Registration,
} from './decide.ts';
import { evolve } from './evolve.ts';
import type { KnownEquipment, KnownPartner, Population, User } from './user.ts';

const at = new Date('2016-03-12T23:30:00Z'); // already the 13th in Paris
const agent: Actor = { kind: 'CAF_AGENT', id: 'a1', cafCodes: ['371'] };
const otherAgent: Actor = { kind: 'CAF_AGENT', id: 'a2', cafCodes: ['861'] };
const cafAdmin: Actor = { kind: 'CAF_ADMIN', id: 'a3', cafCodes: ['371', '372'] };
const cnafAdmin: Actor = { kind: 'CNAF_ADMIN', id: 'a4' };
const system: Actor = { kind: 'SYSTEM', id: 'identity' };
const partnerUser: Actor = { kind: 'PARTNER', id: 'u1' };
const nobody: Actor = { kind: 'NOBODY', id: 'x' };
const by = (actor: Actor): Act => ({ actor, at });

const partner: KnownPartner = { id: 'p1', cafCodes: ['371'] };
const equipment: KnownEquipment = { id: 'e1', partnerId: 'p1', cafCode: '371' };
const person = { id: 'u1', email: ' Claire.Roux@Moufletterie.example ', givenName: 'Claire', familyName: 'Roux' };
const user: User = {
  ...person,
  email: 'claire.roux@moufletterie.example',
  revision: 1,
  subject: 's1',
  population: 'PARTNER',
  status: 'ACTIVE',
  partnerId: 'p1',
  habilitations: [],
  cafCodes: [],
  termsVersion: null,
};

const codeOf = (outcome: unknown) => (isRefusal(outcome) ? outcome.code : 'accepted');
const run = (
  state: User,
  command: Command,
  act = by(agent),
  known: Context = { partner, equipment },
  revision = state.revision,
) => decide(state, revision, command, known, act);
function after(state: User, command: Command, act = by(agent)): User {
  const events = run(state, command, act);
  if (isRefusal(events)) throw new Error(events.code);
  return events.reduce(evolve, state);
}
const grant = (change: Partial<Extract<Command, { act: 'GRANT_HABILITATION' }>> = {}): Command => ({
  act: 'GRANT_HABILITATION',
  equipmentId: 'e1',
  roles: ['APPROVER'],
  effectiveFrom: '2016-03-13',
  documentReference: 'Bulletin du 12/03/2016',
  ...change,
});
const revoke: Command = { act: 'REVOKE_HABILITATION', equipmentId: 'e1' };

describe('registration: who registers whom', () => {
  const asked = (population: Population): Registration => ({
    ...person,
    population,
    partnerId: population === 'PARTNER' ? 'p1' : null,
    cafCodes: population === 'CAF_AGENT' || population === 'CAF_ADMIN' ? ['371'] : [],
  });
  const accepted: Record<Population, readonly Actor[]> = {
    PARTNER: [agent, cafAdmin],
    CAF_AGENT: [cafAdmin],
    CAF_ADMIN: [cnafAdmin],
    CNAF_ADMIN: [cnafAdmin, system],
  };
  const actors = [agent, otherAgent, cafAdmin, cnafAdmin, system, partnerUser, nobody];
  const cases = (Object.keys(accepted) as Population[]).flatMap((population) =>
    actors.map((actor) => [population, `${actor.kind} ${actor.id}`, actor] as const),
  );
  test.each(cases)('%s by %s', (population, _who, actor) => {
    const outcome = decideRegistration(asked(population), partner, by(actor));
    expect(!isRefusal(outcome)).toBe(accepted[population].includes(actor));
  });

  test('the identifier is the address in lower case', () => {
    const candidate = decideRegistration(asked('PARTNER'), partner, by(agent));
    if (isRefusal(candidate)) throw new Error(candidate.code);
    expect(registered(candidate, 's1').user).toEqual(user);
  });

  test.each<[string, Partial<Registration>, KnownPartner | undefined, string]>([
    ['a partner user without a gestionnaire', { partnerId: null }, undefined, 'PARTNER_REQUIRED'],
    ['a gestionnaire of another Caf', {}, { id: 'p1', cafCodes: ['861'] }, 'PARTNER_UNKNOWN'],
    ['an unknown gestionnaire', {}, undefined, 'PARTNER_UNKNOWN'],
    ['a partner user with Caf codes', { cafCodes: ['371'] }, partner, 'CAF_CODES_REFUSED'],
  ])('refuses %s', (_what, change, known, code) => {
    expect(codeOf(decideRegistration({ ...asked('PARTNER'), ...change }, known, by(agent)))).toBe(code);
  });
  test.each<[string, Population, Partial<Registration>, Actor, string]>([
    ['an agent without a Caf', 'CAF_AGENT', { cafCodes: [] }, cafAdmin, 'CAF_CODES_REQUIRED'],
    [
      'an agent of a Caf that is not the administrator’s',
      'CAF_AGENT',
      { cafCodes: ['371', '861'] },
      cafAdmin,
      'OTHER_CAF',
    ],
    ['an agent with a gestionnaire', 'CAF_AGENT', { partnerId: 'p1' }, cafAdmin, 'PARTNER_REQUIRED'],
    ['a national administrator with a Caf', 'CNAF_ADMIN', { cafCodes: ['371'] }, cnafAdmin, 'CAF_CODES_REFUSED'],
  ])('refuses %s', (_what, population, change, actor, code) => {
    expect(codeOf(decideRegistration({ ...asked(population), ...change }, undefined, by(actor)))).toBe(code);
  });
});

describe('habilitations', () => {
  test('replace the roles held, keep their history, and repeat no role', () => {
    const first = after(user, grant({ roles: ['APPROVER', 'APPROVER', 'ACTIVITY_PROVIDER'] }));
    const second = after(first, grant({ roles: ['FINANCIAL_PROVIDER'], effectiveFrom: '2016-09-01' }));
    expect(second.revision).toBe(3);
    expect(
      second.habilitations.map(({ roles, effectiveFrom, effectiveTo }) => [roles, effectiveFrom, effectiveTo]),
    ).toEqual([
      [['ACTIVITY_PROVIDER', 'APPROVER'], '2016-03-13', '2016-08-31'],
      [['FINANCIAL_PROVIDER'], '2016-09-01', null],
    ]);
    expect(second.habilitations[1]).toMatchObject({ grantedBy: 'a1', grantedAt: at.toISOString() });
  });

  test('a new grant takes the place of one that was still to come', () => {
    const later = after(user, grant({ effectiveFrom: '2016-09-01' }));
    expect(after(later, grant({ effectiveFrom: '2016-05-01' })).habilitations).toHaveLength(1);
  });

  test('other equipments are left alone', () => {
    const other = { id: 'e2', partnerId: 'p1', cafCode: '371' };
    const first = after(user, grant());
    const events = run(first, grant({ equipmentId: 'e2' }), by(agent), { partner, equipment: other });
    if (isRefusal(events)) throw new Error(events.code);
    expect(events.reduce(evolve, first).habilitations.map((each) => each.equipmentId)).toEqual(['e1', 'e2']);
  });

  test('a withdrawal takes effect at once, and what was to come is gone', () => {
    const held = { ...after(user, grant()).habilitations[0]!, effectiveFrom: '2016-01-01' };
    const state: User = {
      ...user,
      habilitations: [
        { ...held, effectiveTo: '2016-08-31' },
        { ...held, effectiveFrom: '2016-09-01' },
      ],
    };
    expect(after(state, revoke).habilitations).toEqual([{ ...held, effectiveTo: '2016-03-12' }]);
    expect(after(after(user, grant()), revoke).habilitations).toEqual([]);
  });

  test('no role from a day on is a withdrawal with its document; until then the roles hold', () => {
    const held = after(user, grant());
    const events = run(held, grant({ roles: [], effectiveFrom: '2016-09-01', documentReference: ' Lettre 4 ' }));
    if (isRefusal(events)) throw new Error(events.code);
    expect(events).toMatchObject([
      { type: 'HabilitationRevoked', effectiveFrom: '2016-09-01', documentReference: 'Lettre 4' },
    ]);
    expect(events.reduce(evolve, held).habilitations).toMatchObject([{ effectiveTo: '2016-08-31' }]);
  });

  test.each<[string, Partial<Extract<Command, { act: 'GRANT_HABILITATION' }>>, boolean]>([
    ['the same roles, that day', {}, true],
    ['the same roles, later', { effectiveFrom: '2017-01-01' }, true],
    ['the same roles, earlier', { effectiveFrom: '2016-03-12' }, false],
    ['other roles', { roles: ['APPROVER', 'ACTIVITY_PROVIDER'] }, false],
    ['no role', { roles: [] }, false],
    ['no role on another equipment', { roles: [], equipmentId: 'e2' }, true],
  ])('%s: held already %s', (_what, change, expected) => {
    const asked = grant(change) as Extract<Command, { act: 'GRANT_HABILITATION' }>;
    expect(alreadyHeld(after(user, grant()), asked)).toBe(expected);
  });

  test('roles that end are not held already', () => {
    const ending = after(after(user, grant()), grant({ roles: [], effectiveFrom: '2016-09-01' }));
    expect(alreadyHeld(ending, { equipmentId: 'e1', roles: ['APPROVER'], effectiveFrom: '2016-05-01' })).toBe(false);
    expect(alreadyHeld(ending, { equipmentId: 'e1', roles: [], effectiveFrom: '2016-09-01' })).toBe(true);
  });

  test.each<[string, User, Command, Act, Context, string]>([
    ['no role where none is held', user, grant({ roles: [] }), by(agent), { partner, equipment }, 'NOT_HABILITATED'],
    [
      'a day that is over',
      user,
      grant({ effectiveFrom: '2016-03-12' }),
      by(agent),
      { partner, equipment },
      'HABILITATION_DATE',
    ],
    [
      'a day that does not exist',
      user,
      grant({ effectiveFrom: '2016-13-01' }),
      by(agent),
      { partner, equipment },
      'HABILITATION_DATE',
    ],
    ['nothing to withdraw', user, revoke, by(agent), { partner, equipment }, 'NOT_HABILITATED'],
    [
      'another gestionnaire’s equipment',
      user,
      grant(),
      by(agent),
      { partner, equipment: { ...equipment, partnerId: 'p2' } },
      'OTHER_PARTNER',
    ],
    [
      'an equipment of another Caf',
      user,
      grant(),
      by(agent),
      { partner, equipment: { ...equipment, cafCode: '861' } },
      'NOT_FOUND',
    ],
    ['an unknown equipment', user, grant(), by(agent), { partner, equipment: undefined }, 'NOT_FOUND'],
    ['a person of another Caf', user, grant(), by(otherAgent), { partner, equipment }, 'NOT_FOUND'],
    ['a national administrator', user, grant(), by(cnafAdmin), { partner, equipment }, 'NOT_FOUND'],
    [
      'an agent',
      { ...user, population: 'CAF_AGENT', partnerId: null, cafCodes: ['371'] },
      grant(),
      by(cafAdmin),
      { partner, equipment },
      'NOT_A_PARTNER_USER',
    ],
  ])('refuses %s', (_what, state, command, act, known, code) => {
    expect(codeOf(run(state, command, act, known))).toBe(code);
  });

  test('a stale revision is refused, but only to those who may know the person', () => {
    expect(codeOf(run(user, grant(), by(agent), { partner, equipment }, 7))).toBe('STALE_VERSION');
    expect(codeOf(run(user, grant(), by(otherAgent), { partner, equipment }, 7))).toBe('NOT_FOUND');
  });
});

describe('suspension', () => {
  test('and back', () => {
    const suspended = after(user, { act: 'SUSPEND' });
    expect(suspended).toMatchObject({ status: 'SUSPENDED', revision: 2 });
    expect(codeOf(run(suspended, { act: 'SUSPEND' }))).toBe('ALREADY_SUSPENDED');
    expect(codeOf(run(user, { act: 'REINSTATE' }))).toBe('NOT_SUSPENDED');
    expect(after(suspended, { act: 'REINSTATE' })).toMatchObject({ status: 'ACTIVE', revision: 3 });
  });
  test('nobody suspends themselves', () => {
    const administrator: User = { ...user, id: 'a4', population: 'CNAF_ADMIN', partnerId: null };
    expect(codeOf(run(administrator, { act: 'SUSPEND' }, by(cnafAdmin)))).toBe('OWN_SUSPENSION');
  });
});

describe('a new password', () => {
  test('is asked of somebody active, and counts as an act', () => {
    expect(after(user, { act: 'FORCE_PASSWORD_CHANGE' })).toEqual({ ...user, revision: 2 });
    const suspended = after(user, { act: 'SUSPEND' });
    expect(codeOf(run(suspended, { act: 'FORCE_PASSWORD_CHANGE' }))).toBe('SUSPENDED');
    expect(codeOf(run(user, { act: 'FORCE_PASSWORD_CHANGE' }, by(otherAgent)))).toBe('NOT_FOUND');
  });
});

describe('what the screens offer', () => {
  test.each<[string, User, Actor, string[]]>([
    ['a partner user', user, agent, ['GRANT_HABILITATION', 'SUSPEND', 'FORCE_PASSWORD_CHANGE', 'RESET_SECOND_FACTOR']],
    ['a suspended one', { ...user, status: 'SUSPENDED' }, agent, ['GRANT_HABILITATION', 'REINSTATE']],
    [
      'an agent',
      { ...user, population: 'CAF_AGENT', partnerId: null },
      cafAdmin,
      ['SUSPEND', 'FORCE_PASSWORD_CHANGE', 'RESET_SECOND_FACTOR'],
    ],
    ['oneself', { ...user, id: 'a4', population: 'CNAF_ADMIN', partnerId: null }, cnafAdmin, ['FORCE_PASSWORD_CHANGE']],
    ['somebody else’s', user, cnafAdmin, []],
  ])('on %s', (_who, person, actor, acts) => {
    expect(possibleActs(person, actor)).toEqual(acts);
  });
});

describe('conditions générales', () => {
  test('are accepted in the version in force, once', () => {
    const events = decideAcceptance(user, '2016-07', '2016-07');
    expect(events).toEqual([{ type: 'TermsAccepted', from: null, to: '2016-07' }]);
    expect(decideAcceptance({ ...user, termsVersion: '2016-07' }, '2016-07', '2016-07')).toEqual([]);
  });
  test.each<[string, User, string | undefined, string]>([
    ['another version is in force', user, '2017-01', 'TERMS_OUTDATED'],
    ['none is in force', user, undefined, 'TERMS_OUTDATED'],
    ['the person is suspended', { ...user, status: 'SUSPENDED' }, '2016-07', 'NOT_REGISTERED'],
  ])('are refused when %s', (_when, state, current, code) => {
    expect(codeOf(decideAcceptance(state, '2016-07', current))).toBe(code);
  });
});
