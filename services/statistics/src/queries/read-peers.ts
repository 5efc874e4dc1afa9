import type { Queryable } from '@portail/platform/db/database.ts';
import type { Sums } from '../domain/figures.ts';
import { indicator, valueOf } from '../domain/indicators.ts';
import { RANKED, type PeerGroup, type Traits } from '../domain/peer-groups.ts';
import { groupWords, kindWords, missingWords, zoneName } from '../domain/peer-words.ts';
import { FRANCE } from '../domain/publication.ts';
import { quarterOf } from '../domain/quartiles.ts';
import { peerStore } from '../store/peer-store.ts';

/** Quartiles of a group and the quarter in which the equipment stands, from the lowest; hundredths of the unit. */
export interface StandsAmong {
  first: number;
  median: number;
  third: number;
  quarter: number | null;
}

/** Where an equipment stands among those of its kind, status and size. */
export interface ReadPeers {
  /** Why a group is missing; '' when none is. */
  words: string;
  /** Who is in the groups; null when there is none. */
  description: string | null;
  /** France, and the département where it is shown. */
  groups: { zone: string; name: string; count: number }[];
  /** All those of its type d’accueil in France; null where they are too few. */
  sameKind: { name: string; count: number } | null;
  /** `sameKind` is the mean of those, a ratio of sums. */
  lines: { code: string; department: StandsAmong | null; national: StandsAmong | null; sameKind: number | null }[];
}

/** The narrowest group of France that a publication shows around an equipment, and the same in its département. */
export async function readPeers(db: Queryable, publicationId: string, traits: Traits, own: Sums): Promise<ReadPeers> {
  const groups = await peerStore.groupsAround(db, publicationId, traits);
  const national = groups.findLast(({ zone }) => zone === FRANCE) ?? null;
  const department = groups.find((group) => group.zone !== FRANCE && isSame(group, national)) ?? null;
  const kind = groups.find(isKind) ?? null;
  const stands = (group: PeerGroup | null, code: string): StandsAmong | null => {
    const quartiles = group?.quartiles[code];
    if (!quartiles) return null;
    const [first, median, third] = quartiles;
    const value = valueOf(indicator(code), own);
    return { first, median, third, quarter: value === null ? null : quarterOf(value, quartiles) };
  };
  const found = { national: national !== null, department: department !== null };
  return {
    words: missingWords(found, traits.departmentCode),
    description: national && groupWords(national),
    groups: [national, department].flatMap((group) =>
      group === null ? [] : [{ zone: group.zone, name: zoneName(group.zone), count: group.count }],
    ),
    sameKind: kind && { name: kindWords(kind.careType ?? ''), count: kind.count },
    lines: RANKED.map(({ code }) => ({
      code,
      department: stands(department, code),
      national: stands(national, code),
      sameKind: kind?.means[code] ?? null,
    })),
  };
}

/** The type d’accueil in France, whatever the status and the size. */
function isKind({ zone, careType, status, size }: PeerGroup): boolean {
  return zone === FRANCE && careType !== null && status === null && size === null;
}

function isSame(one: PeerGroup, other: PeerGroup | null): boolean {
  return one.careType === other?.careType && one.status === other.status && one.size === other.size;
}
