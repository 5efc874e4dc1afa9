import { parisDay } from '@portail/platform/pure/calendar.ts';
import { isTimeToRemind, remindersOf } from '../domain/deadlines.ts';
import { expectedRoles, factsOf } from '../domain/declaration-notices.ts';
import type { Notice, Stage } from '../domain/notice.ts';
import type { DueDeclaration, Ports } from './ports.ts';

/**
 * Recalls the deadlines of the day to those from whom something is still expected. It may be repeated as often as one likes:
 * nobody is told twice of one stage of one deadline. One person’s declarations of one stage are one message.
 */
export async function remind(ports: Pick<Ports, 'transaction' | 'notices'>, now: Date): Promise<void> {
  if (!isTimeToRemind(now)) return;
  const today = parisDay(now);
  for (const reminder of remindersOf(today)) {
    let after: string | null = null;
    for (;;) {
      const found: readonly DueDeclaration[] = await ports.transaction(async (tx) => {
        const due = await ports.notices.due(tx, reminder, today, after);
        await ports.notices.give(
          tx,
          due.flatMap((each) => noticesOf(each, reminder.stage, now)),
          now,
        );
        return due;
      });
      after = found.at(-1)?.declaration.id ?? null;
      if (after === null) break;
    }
  }
}

function noticesOf({ declaration, holders }: DueDeclaration, stage: Stage, at: Date): readonly Notice[] {
  const expected = expectedRoles(declaration);
  const personIds = holders.filter(({ roles }) => roles.some((role) => expected.includes(role)));
  if (personIds.length === 0) return [];
  const { id, equipmentId, dueOn } = declaration;
  return [
    {
      ...{ kind: 'DEADLINE', personIds: [...new Set(personIds.map(({ personId }) => personId))] },
      itemKey: `DEADLINE/${stage}/${dueOn}/${id}`,
      groupKey: `${stage}`,
      ...{ campaignId: null, equipmentId, declarationId: id, at },
      facts: { ...factsOf(declaration), stage },
    },
  ];
}
