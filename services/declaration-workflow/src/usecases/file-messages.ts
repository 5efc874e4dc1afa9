import { newId } from '@portail/platform/pure/id.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import { accepted, notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { decideMessage } from '../domain/file-message.ts';
import type { Person } from '../domain/permissions.ts';
import type { FileMessages, FileMessagesUnit, OpenFile } from './ports.ts';

interface OnFile {
  readonly declarationId: string;
  /** Subject of the token. */
  readonly subject: string;
  readonly at: Date;
}

/** The acts on the messages of a file, ready to call. */
export type FileMessageActs = ReturnType<typeof fileMessageActs>;

/**
 * What partner and Caf write to each other on a declaration, whatever its state (B6).
 * @throws RefusalError NOT_FOUND for who is not in the scope of the declaration
 */
export function fileMessageActs(messages: FileMessages) {
  return {
    /**
     * Sends a message to the other side, once per key.
     * @throws RefusalError MESSAGE_TEXT
     */
    send: (act: OnFile & { readonly text: string; readonly idempotencyKey: string }): Promise<void> =>
      messages.transact(async (unit) => {
        const { file, person } = await inScope(unit, act);
        const { declarationId, text, subject, at } = act;
        const body = { declarationId, text };
        await unit.once({ key: act.idempotencyKey, scope: `${subject} SEND_MESSAGE`, body }, async () => {
          const message = accepted(decideMessage(text, person));
          await unit.add(file, { ...message, id: newId(at) }, at);
          return null;
        });
      }),

    /** Notes that the person has read up to a message; an earlier one changes nothing. */
    markRead: (act: OnFile & { readonly upTo: number }): Promise<void> =>
      messages.transact(async (unit) => {
        const { file, person } = await inScope(unit, act);
        await unit.markRead(file, person.userId, act.upTo);
      }),
  };
}

async function inScope(
  unit: FileMessagesUnit,
  { declarationId, subject, at }: OnFile,
): Promise<{ file: OpenFile; person: Person }> {
  const file = await unit.file(declarationId);
  const person = file && (await unit.person(subject, file.equipment, parisDay(at)));
  if (!file || !person?.inScope) throw new RefusalError(notFound());
  return { file, person };
}
