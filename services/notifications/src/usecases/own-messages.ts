import { accepted, notFound, RefusalError, stale } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { mutedKinds, rules, type Kind } from '../domain/kinds.ts';
import { refuse } from '../domain/refusals.ts';
import type { Ports, Preferences } from './ports.ts';

/** Marks one of one’s notices read, or all of them (null); it may be repeated. @throws RefusalError NOT_FOUND */
export async function markRead(
  ports: Pick<Ports, 'transaction' | 'notices'>,
  messageId: string | null,
  { actor, at }: Act,
): Promise<void> {
  await ports.transaction(async (tx) => {
    if (messageId !== null && !(await ports.notices.isOf(tx, actor.id, messageId))) throw new RefusalError(notFound());
    await ports.notices.markRead(tx, actor.id, messageId, at);
  });
}

/** Chooses what one does not want by mail. @throws RefusalError DUE_BY_RIGHT, STALE_VERSION */
export async function changePreferences(
  ports: Pick<Ports, 'transaction' | 'preferences' | 'record'>,
  asked: { readonly muted: readonly Kind[]; readonly expectedRevision: number },
  act: Act,
): Promise<Preferences> {
  if (asked.muted.some((kind) => rules[kind].byRight)) throw new RefusalError(refuse('DUE_BY_RIGHT'));
  const muted = mutedKinds(asked.muted);
  return ports.transaction(async (tx) => {
    const before = await ports.preferences.read(tx, act.actor.id);
    const { expectedRevision } = asked;
    if (before.revision === expectedRevision && before.muted.join() === muted.join()) return before;
    const changed = await ports.preferences.change(tx, act.actor.id, expectedRevision, muted);
    const after = accepted(changed ?? stale());
    await ports.record(tx, { type: 'PreferencesChanged', from: before.muted, to: after.muted }, act);
    return after;
  });
}
