import type { Transaction } from '@portail/platform/db/database.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import { noticesOf, type KnownDeclaration, type Occurrence } from '../domain/declaration-notices.ts';
import type { Kind } from '../domain/kinds.ts';
import type { NoticeFacts, Role } from '../domain/notice.ts';
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

/** Tells the other side that a message waits in the file of a declaration; what it says stays there. */
export async function tellOfFileMessage(
  ports: Pick<Ports, 'notices'>,
  tx: Transaction,
  sent: {
    readonly declarationId: string;
    readonly equipmentId: string;
    readonly number: number;
    readonly ofTheCaf: boolean;
    readonly facts: NoticeFacts;
    readonly actorId: string;
    readonly at: Date;
  },
  now: Date,
): Promise<void> {
  const { declarationId, equipmentId, number, ofTheCaf, facts, actorId, at } = sent;
  const { holders, staff } = await ports.notices.concerned(tx, equipmentId, parisDay(now));
  const personIds = ofTheCaf ? holders.map(({ personId }) => personId) : staff;
  if (personIds.length === 0) return;
  const kind = ofTheCaf ? 'MESSAGE_FROM_CAF' : 'MESSAGE_FROM_PARTNER';
  const itemKey = `${kind}/${declarationId}/${number}`;
  const about = { kind, itemKey, personIds, equipmentId, declarationId, facts } as const;
  await ports.notices.give(tx, [{ ...about, groupKey: actorId, campaignId: null, at }], now);
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

/** What of an account a person is told of: whoever did it. */
export type AccountKind = Extract<Kind, 'PASSWORD_CHANGED' | 'SECOND_FACTOR_REMOVED'>;

/** Tells a person that what opens their account changed. */
export async function tellOfAccount(
  ports: Pick<Ports, 'notices'>,
  tx: Transaction,
  changed: { readonly kind: AccountKind; readonly personId: string; readonly at: Date },
  now: Date,
): Promise<void> {
  const { kind, personId, at } = changed;
  await ports.notices.give(
    tx,
    [
      {
        ...{ kind, personIds: [personId], groupKey: personId, campaignId: null, at },
        ...{ equipmentId: null, declarationId: null, facts: { at: at.toISOString() } },
        itemKey: `${kind}/${at.toISOString()}`,
      },
    ],
    now,
  );
}
