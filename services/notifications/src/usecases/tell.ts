import type { Transaction } from '@portail/platform/db/database.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import { noticesOf, type KnownDeclaration, type Occurrence } from '../domain/declaration-notices.ts';
import type { Role } from '../domain/notice.ts';
import type { Ports } from './ports.ts';

/** Tells whom it concerns what happened to a declaration. */
export async function tellOfDeclaration(
  ports: Pick<Ports, 'notices'>,
  tx: Transaction,
  declaration: KnownDeclaration,
  occurrence: Occurrence,
  now: Date,
): Promise<void> {
  const { notices } = ports;
  if (occurrence.type === 'OPENED' && occurrence.campaignId !== null) {
    await notices.openedBy(tx, occurrence.campaignId, declaration.id);
  }
  const concerned = await notices.concerned(tx, declaration.equipmentId, parisDay(now));
  await notices.give(tx, noticesOf(declaration, occurrence, concerned), now);
}

/** Tells a person that what they may do on an equipment changed. */
export async function tellOfHabilitation(
  ports: Pick<Ports, 'notices'>,
  tx: Transaction,
  changed: {
    readonly personId: string;
    readonly revision: number;
    readonly equipmentId: string;
    readonly roles: readonly Role[];
    readonly actorId: string;
    readonly at: Date;
  },
  now: Date,
): Promise<void> {
  const { personId, revision, equipmentId, roles, actorId, at } = changed;
  await ports.notices.give(
    tx,
    [
      {
        ...{ kind: 'HABILITATION_CHANGED', personIds: [personId], groupKey: actorId, campaignId: null, at },
        ...{
          itemKey: `HABILITATION_CHANGED/${equipmentId}/${revision}`,
          equipmentId,
          declarationId: null,
          facts: { roles },
        },
      },
    ],
    now,
  );
}

/** Tells a person that their password was changed: whoever did it. */
export async function tellOfPassword(
  ports: Pick<Ports, 'notices'>,
  tx: Transaction,
  changed: { readonly personId: string; readonly at: Date },
  now: Date,
): Promise<void> {
  const { personId, at } = changed;
  await ports.notices.give(
    tx,
    [
      {
        ...{ kind: 'PASSWORD_CHANGED', personIds: [personId], groupKey: personId, campaignId: null, at },
        ...{ equipmentId: null, declarationId: null, facts: { at: at.toISOString() } },
        itemKey: `PASSWORD_CHANGED/${at.toISOString()}`,
      },
    ],
    now,
  );
}
