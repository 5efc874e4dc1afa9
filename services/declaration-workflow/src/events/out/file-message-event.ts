import type { OutgoingEvent } from '@portail/platform/outbox/outbox.ts';
import { payloadOf } from '@portail/platform/outbox/payload.ts';
import { entryOf } from '@portail/proto/catalogue.ts';
import { FileMessageSentSchema } from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import type { Side } from '../../domain/file-message.ts';
import type { OpenFile } from '../../usecases/ports.ts';

/** What is said of a message: that it is there and from which side, never what it says. */
export function fileMessageEvent(
  { declarationId, exercise, type, periodStart, periodEnd, equipment }: OpenFile,
  sent: {
    readonly id: string;
    readonly number: number;
    readonly side: Side;
    readonly authorId: string;
    readonly at: Date;
  },
): OutgoingEvent {
  const entry = entryOf(FileMessageSentSchema.typeName);
  if (!entry) throw new Error(`${FileMessageSentSchema.typeName} is not in the catalogue`);
  const { id, number, side, authorId, at } = sent;
  const message = { declarationId, equipmentId: equipment.id, exercise, type, periodStart, periodEnd, number, side };
  return {
    id,
    subject: entry.subject,
    type: FileMessageSentSchema.typeName,
    source: 'declaration-workflow',
    // A file is its own aggregate: the last event of a declaration stays one of its own.
    aggregate: `file/${declarationId}`,
    at,
    actor: authorId,
    payload: payloadOf(FileMessageSentSchema, message),
  };
}
