import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { figuresOf } from './figures.ts';
import {
  FEWEST_MANAGERS,
  FEWEST_PEERS,
  nameOf,
  peerGroups,
  releasedGroups,
  SIZES,
  sizeOf,
  type Peer,
} from './peer-groups.ts';
import { quarterOf, quartilesOf } from './quartiles.ts';

const figures = (places: number, invoiced: number) =>
  figuresOf(
    { places, openingDays: 220, dailyOpeningHours: 1_100, attendedHours: 3_000_000, invoicedHours: invoiced },
    { c64Staff: 30_000_000 },
  );
const peer = (given: Partial<Peer> & { readonly invoiced?: number; readonly estimated?: boolean }): Peer => {
  const { invoiced = 3_300_000, estimated = false, ...traits } = given;
  const own = figures(2_500, invoiced);
  return {
    ...{ departmentCode: '37', careType: 'COLLECTIVE', status: 'PUBLIC', size: 'FROM_20', partnerId: 'a' },
    sums: {
      ...{ count: 1, ...own, entitlement: estimated ? 1_000_000 : 0 },
      ...{ entitlementInvoiced: estimated ? own.invoiced : 0, entitlementPlaces: estimated ? own.places : 0 },
    },
    ...traits,
  };
};
const many = (count: number, given: Parameters<typeof peer>[0]) =>
  Array.from({ length: count }, (_, index) =>
    peer({ partnerId: `manager ${index}`, invoiced: 3_000_000 + index * 10_000, ...given }),
  );
const namesOf = (peers: readonly Peer[]) => releasedGroups(peers).map(({ key }) => nameOf(key));

describe('groups of peers', () => {
  test('fewer than ten EAJE, or fewer than three gestionnaires, are no group', () => {
    expect(namesOf(many(9, {}))).toEqual([]);
    expect(namesOf([...many(8, { partnerId: 'a' }), ...many(4, { partnerId: 'b' })])).toEqual([]);
    expect(namesOf(many(10, {}))).toContain('FR/COLLECTIVE/PUBLIC/FROM_20');
    expect(namesOf(many(10, {}))).toContain('37/COLLECTIVE/PUBLIC/FROM_20');
  });

  test('a group beside too few is not shown either: the difference would be they', () => {
    const alone = [
      ...many(40, { status: 'PUBLIC' }),
      ...many(12, { status: 'ASSOCIATION' }),
      peer({ status: 'COMPANY' }),
    ];
    expect(namesOf(alone)).toContain('FR/COLLECTIVE/PUBLIC/*');
    expect(namesOf(alone)).not.toContain('FR/COLLECTIVE/ASSOCIATION/*');
    const enough = [...alone, ...many(9, { status: 'COMPANY' })];
    expect(namesOf(enough)).toContain('FR/COLLECTIVE/ASSOCIATION/*');
  });

  test('a département is a group of the same peers, unless those of the others would be too few', () => {
    const peers = [
      ...many(30, { departmentCode: '37' }),
      ...many(15, { departmentCode: '86' }),
      ...many(3, { departmentCode: '41' }),
    ];
    expect(namesOf(peers)).toContain('37/COLLECTIVE/PUBLIC/FROM_20');
    // Three of Loir-et-Cher: with the fifteen of Vienne they are enough not to be told apart.
    expect(namesOf(peers).filter((name) => /^(86|41)/.test(name))).toEqual([]);
  });

  test('those without an estimate are in no quartile of the Psu, nor found by subtracting', () => {
    const peers = [...many(20, { estimated: true }), ...many(9, { departmentCode: '86', estimated: false })];
    const [france] = peerGroups(peers);
    expect(france).toMatchObject({ count: 29, quartiles: { psuPerHour: expect.any(Array) } });
    const few = peerGroups([...many(9, { estimated: true }), ...many(9, {})])[0];
    expect(few?.quartiles['psuPerHour']).toBeNull();
    expect(few?.quartiles['billingRate']).not.toBeNull();
  });

  test('sizes', () => {
    expect([0, 1_999, 2_000, 3_999, 4_000, 6_000].map(sizeOf)).toEqual([
      ...['UNDER_20', 'UNDER_20', 'FROM_20', 'FROM_20', 'FROM_40', 'FROM_60'],
    ]);
  });
});

const anyPeer = fc
  .record({
    departmentCode: fc.constantFrom('37', '86', '2A', '41'),
    careType: fc.constantFrom('COLLECTIVE', 'COLLECTIVE', 'FAMILY', 'PARENTAL'),
    status: fc.constantFrom('PUBLIC', 'PUBLIC', 'ASSOCIATION', 'COMPANY'),
    size: fc.constantFrom(...SIZES),
    partnerId: fc.integer({ min: 1, max: 25 }).map(String),
    estimated: fc.boolean(),
    invoiced: fc.integer({ min: 1_000_000, max: 9_000_000 }),
  })
  .map(peer);
const anyCountry = fc.array(anyPeer, { minLength: 0, maxLength: 220 });

test('nobody is told apart: who belongs to the same groups are nobody, or ten EAJE of three gestionnaires at least', () => {
  const tells = (groups: ReturnType<typeof releasedGroups<Peer>>) => {
    const alike = new Map<string, Peer[]>();
    const memberships = new Map<Peer, string[]>();
    for (const { key, members } of groups) {
      for (const member of members) memberships.set(member, [...(memberships.get(member) ?? []), nameOf(key)]);
    }
    for (const [member, names] of memberships) {
      const pattern = names.sort().join(' ');
      alike.set(pattern, [...(alike.get(pattern) ?? []), member]);
    }
    for (const members of alike.values()) {
      expect(members.length).toBeGreaterThanOrEqual(FEWEST_PEERS);
      expect(new Set(members.map(({ partnerId }) => partnerId)).size).toBeGreaterThanOrEqual(FEWEST_MANAGERS);
    }
    // One inside the other, or nobody in common: sums and differences make nothing else than these.
    for (const one of groups) {
      for (const other of groups) {
        const common = one.members.filter((member) => other.members.includes(member)).length;
        expect([0, one.members.length, other.members.length]).toContain(common);
      }
    }
  };
  fc.assert(
    fc.property(anyCountry, (peers) => {
      const groups = releasedGroups(peers);
      tells(groups);
      const estimated = peers.filter(({ sums }) => sums.entitlementInvoiced > 0);
      tells(releasedGroups(estimated, new Set(groups.map(({ key }) => nameOf(key)))));
    }),
    { numRuns: 150 },
  );
});

describe('quartiles', () => {
  test.each([
    [[7], [7, 7, 7]],
    [
      [1, 2, 3, 4, 5],
      [2, 3, 4],
    ],
    // 1,75 · 2,5 · 3,25 rounded half up.
    [
      [4, 1, 3, 2],
      [2, 3, 3],
    ],
    [
      [-10, -3, 0, 1],
      [-5, -2, 0],
    ],
  ])('of %j', (values, expected) => {
    expect(quartilesOf(values)).toEqual(expected);
  });

  test('the quarter in which a value stands', () => {
    expect([1, 10, 11, 20, 25, 31].map((value) => quarterOf(value, [10, 20, 30]))).toEqual([1, 1, 2, 2, 3, 4]);
  });
});
