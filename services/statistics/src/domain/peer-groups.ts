import { SUMMED, type Sums } from './figures.ts';
import { INDICATORS, valueOf } from './indicators.ts';
import { FRANCE } from './publication.ts';
import { quartilesOf, type Quartiles } from './quartiles.ts';

/** Never fewer EAJE in a group of which quartiles are shown (C-8). */
export const FEWEST_PEERS = 10;

/** Nor fewer gestionnaires: one who runs nine of ten EAJE would know the tenth. */
export const FEWEST_MANAGERS = 3;

/** Sizes by number of places. */
export const SIZES = ['UNDER_20', 'FROM_20', 'FROM_40', 'FROM_60'] as const;
export type Size = (typeof SIZES)[number];

/** What an EAJE is compared by; '' where it is not known. */
export interface Traits {
  readonly departmentCode: string;
  /** COLLECTIVE, FAMILY or PARENTAL. */
  readonly careType: string;
  /** PUBLIC, ASSOCIATION, COMPANY or OTHER. */
  readonly status: string;
  readonly size: Size;
}

/** An EAJE that counts in an exercise. */
export interface Peer extends Traits {
  readonly partnerId: string;
  readonly sums: Sums;
}

/** Who belongs to a group; null: whatever it is. */
export interface GroupKey {
  /** {@link FRANCE} or the INSEE code of a département. */
  readonly zone: string;
  readonly careType: string | null;
  readonly status: string | null;
  readonly size: Size | null;
}

/** A group as it is shown: quartiles and means (ratios of sums) by code of the indicator, null where too few have one. */
export interface PeerGroup extends GroupKey {
  readonly count: number;
  readonly quartiles: Readonly<Record<string, Quartiles | null>>;
  readonly means: Readonly<Record<string, number | null>>;
}

/** The class of a number of places, in hundredths. */
export function sizeOf(places: number): Size {
  if (places < 2_000) return 'UNDER_20';
  if (places < 4_000) return 'FROM_20';
  return places < 6_000 ? 'FROM_40' : 'FROM_60';
}

/** France, then kind, then kind and status, then kind, status and size: each inside the one before. */
export function nationalKeysOf({ careType, status, size }: Traits): readonly GroupKey[] {
  return [
    { zone: FRANCE, careType: null, status: null, size: null },
    { zone: FRANCE, careType, status: null, size: null },
    { zone: FRANCE, careType, status, size: null },
    { zone: FRANCE, careType, status, size },
  ];
}

/** A name for a group, to find it by. */
export function nameOf({ zone, careType, status, size }: GroupKey): string {
  return [zone, careType, status, size].map((part) => part ?? '*').join('/');
}

/** Quartiles say where one stands among many: what is yes or no has none. */
export const RANKED = INDICATORS.filter(({ unit }) => unit !== 'SUPPLY');

interface Group<Member> {
  readonly key: GroupKey;
  readonly members: readonly Member[];
}

/**
 * The groups of which quartiles may be shown. They form a tree: France, kinds in it, statuses in each kind, sizes in each
 * status, and the départements in each group that nothing else cuts. Two groups are one inside the other, or have nobody in
 * common; so whatever one adds or subtracts is made of the remainders: a group less the groups in it. Each remainder is
 * nobody, or enough EAJE of enough gestionnaires: where it would be too few, the smallest groups beside it are not shown
 * either. See docs/adr/0016-peer-groups-are-a-tree.md.
 */
export function releasedGroups<Member extends Omit<Peer, 'sums'>>(
  members: readonly Member[],
  allowed: ReadonlySet<string> | null = null,
): Group<Member>[] {
  const released: Group<Member>[] = [];
  const may = ({ key, members: them }: Group<Member>) =>
    isEnough(them) && (allowed === null || allowed.has(nameOf(key)));
  const [whole] = grouped(members, () => ({ zone: FRANCE, careType: null, status: null, size: null }));
  if (whole && may(whole)) open(whole, 1);
  return released;

  function open(group: Group<Member>, level: number): void {
    released.push(group);
    const inside = level < 4 ? shown(grouped(group.members, (one) => nationalKeysOf(one)[level] ?? group.key)) : [];
    for (const one of inside) open(one, level + 1);
    if (inside.length > 0) return;
    released.push(...shown(grouped(group.members, ({ departmentCode: zone }) => ({ ...group.key, zone }))));
  }

  function shown(groups: readonly Group<Member>[]): Group<Member>[] {
    const kept = groups.filter(may).sort((one, other) => other.members.length - one.members.length);
    const rest = groups.filter((group) => !may(group)).flatMap((group) => group.members);
    while (rest.length > 0 && !isEnough(rest)) {
      const smallest = kept.pop();
      if (!smallest) break;
      rest.push(...smallest.members);
    }
    return kept;
  }
}

/** Every group that may be shown, with its quartiles and its means. */
export function peerGroups(peers: readonly Peer[]): PeerGroup[] {
  const members = peers.map((peer, place) => ({ ...peer, place }));
  const groups = releasedGroups(members);
  const names = groups.map(({ key }) => nameOf(key));
  const quartiles = groups.map((): Record<string, Quartiles | null> => ({}));
  const means = groups.map((): Record<string, number | null> => ({}));
  for (const one of RANKED) {
    const values = peers.map(({ sums }) => valueOf(one, sums));
    const valued = members.filter(({ place }) => values[place] !== null);
    // Who has no estimate is in no quartile of the Psu: the rule holds again among those who have one.
    const ranked = valued.length === members.length ? groups : releasedGroups(valued, new Set(names));
    const known = new Map(ranked.map((group) => [nameOf(group.key), group.members]));
    for (const [index, name] of names.entries()) {
      const inside = known.get(name);
      quartiles[index]![one.code] = inside ? quartilesOf(inside.map(({ place }) => values[place] ?? 0)) : null;
      means[index]![one.code] = inside ? valueOf(one, addedUp(inside)) : null;
    }
  }
  return groups.map(({ key, members: inside }, index) => ({
    ...key,
    count: inside.length,
    quartiles: quartiles[index] ?? {},
    means: means[index] ?? {},
  }));
}

function addedUp(members: readonly Pick<Peer, 'sums'>[]): Sums {
  const names = ['count', ...SUMMED] as const;
  const sums = names.map((name) => [name, members.reduce((sum, { sums: own }) => sum + own[name], 0)]);
  return Object.fromEntries(sums) as Sums;
}

/** True when what the EAJE add up to is what was frozen: no declaration changed between the two readings. */
export function addUpTo(peers: readonly Peer[], frozen: Sums): boolean {
  const sums = addedUp(peers);
  return (['count', ...SUMMED] as const).every((name) => sums[name] === frozen[name]);
}

/** True for enough EAJE of enough gestionnaires. */
export function isEnough(members: readonly Pick<Peer, 'partnerId'>[]): boolean {
  if (members.length < FEWEST_PEERS) return false;
  return new Set(members.map(({ partnerId }) => partnerId)).size >= FEWEST_MANAGERS;
}

function grouped<Member>(members: readonly Member[], keyOf: (member: Member) => GroupKey): Group<Member>[] {
  const groups = new Map<string, { key: GroupKey; members: Member[] }>();
  for (const member of members) {
    const key = keyOf(member);
    const name = nameOf(key);
    const known = groups.get(name);
    if (known) known.members.push(member);
    else groups.set(name, { key, members: [member] });
  }
  return [...groups.values()];
}
