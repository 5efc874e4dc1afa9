import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '@portail/platform/db/database.ts';
import { readDeclaration } from '../queries/read-declaration.ts';
import type { DeclarationView } from '../queries/views.ts';
import { askingOf } from './asking.ts';

/** Waits for an act and sends the declaration as the person sees it afterwards. */
export type Answer = (
  request: FastifyRequest,
  reply: FastifyReply,
  act: Promise<{ readonly id: string }>,
) => Promise<DeclarationView>;

/** 200 with the new state; 202 when the verdict of the controls is still under way. */
export function answering(database: Database, now: () => Date): Answer {
  return async (request, reply, act) => {
    const { id } = await act;
    const view = await readDeclaration(database, id, askingOf(request, now()));
    void reply.code(view.evaluation.status === 'PENDING' ? 202 : 200).header('etag', `"${view.revision}"`);
    return view;
  };
}
