import type { Role } from '@api/identity/identity.types';
import type { PartnerPeople, PartnerPerson } from '@api/identity/people.types';
import { formatDay } from '@ui/dates/french-date';
import { periodState, ROLES } from './people-words';

/** Roles of a person on an equipment, by `person equipment`. */
export type Matrix = ReadonlyMap<string, readonly Role[]>;

export const cellKey = (userId: string, equipmentId: string) => `${userId} ${equipmentId}`;

/** The roles each person is to hold once what was decided has come into force: what the boxes show before any change. */
export function heldRoles(partner: PartnerPeople): Matrix {
  return new Map(
    partner.users.flatMap((user) =>
      partner.equipments.map(({ id }): [string, readonly Role[]] => [cellKey(user.id, id), lastRoles(user, id)]),
    ),
  );
}

function lastRoles(user: PartnerPerson, equipmentId: string): readonly Role[] {
  const last = user.habilitations.findLast((held) => held.equipmentId === equipmentId);
  return last?.effectiveTo === null ? last.roles : [];
}

/** What the boxes do not say: roles that begin later, or that end; '' otherwise. @param today ISO day in Paris */
export function cellNote(user: PartnerPerson, equipmentId: string, today: string): string {
  const rows = user.habilitations.filter((held) => held.equipmentId === equipmentId);
  const last = rows.at(-1);
  if (last === undefined) return '';
  const now = rows.find((held) => periodState(held, today) === 'current');
  const begins = last.effectiveFrom > today ? `à partir du ${formatDay(last.effectiveFrom)}` : '';
  if (now === undefined || now.effectiveTo === null) return begins;
  return [`${shortWords(now.roles)} jusqu’au ${formatDay(now.effectiveTo)}`, begins].filter(Boolean).join('\u202f; ');
}

/** « activité, finances ». */
function shortWords(roles: readonly Role[]): string {
  return ROLES.filter(({ value }) => roles.includes(value))
    .map(({ short }) => short.toLowerCase())
    .join(', ');
}

/** A cell whose boxes are not as they were. */
export interface CellChange {
  readonly userId: string;
  readonly equipmentId: string;
  readonly roles: readonly Role[];
}

/** What changed, in the order of the screen. */
export function changesOf(partner: PartnerPeople, held: Matrix, ticked: Matrix): readonly CellChange[] {
  return partner.users.flatMap((user) =>
    partner.equipments.flatMap(({ id: equipmentId }) => {
      const key = cellKey(user.id, equipmentId);
      const [before, after] = [held.get(key) ?? [], ticked.get(key) ?? held.get(key) ?? []];
      const same = before.length === after.length && before.every((role) => after.includes(role));
      return same ? [] : [{ userId: user.id, equipmentId, roles: after }];
    }),
  );
}

/**
 * « Camille Roux, La Moufletterie : ajouter approbation ; retirer activité », against what would hold that day without the
 * change; what was planned for later is named, since the change takes its place.
 * @param day ISO day from which the change holds
 */
export function changeWords(partner: PartnerPeople, change: CellChange, day: string): string {
  const user = partner.users.find(({ id }) => id === change.userId);
  const equipment = partner.equipments.find(({ id }) => id === change.equipmentId);
  const rows = (user?.habilitations ?? []).filter(({ equipmentId }) => equipmentId === change.equipmentId);
  const before = rows.find((held) => periodState(held, day) === 'current')?.roles ?? [];
  const later = rows.find(({ effectiveFrom }) => effectiveFrom > day);
  const words = (verb: string, roles: readonly Role[]) => (roles.length === 0 ? [] : [`${verb} ${shortWords(roles)}`]);
  const added = change.roles.filter((role) => !before.includes(role));
  const removed = before.filter((role) => !change.roles.includes(role));
  const what = [
    ...words('ajouter', added),
    ...words('retirer', removed),
    ...(later ? [`remplacer ce qui était prévu à partir du ${formatDay(later.effectiveFrom)}`] : []),
  ];
  const name = `${user?.givenName ?? ''} ${user?.familyName ?? ''}, ${equipment?.name ?? ''}`;
  return `${name}\u202f: ${what.join('\u202f; ')}`;
}
