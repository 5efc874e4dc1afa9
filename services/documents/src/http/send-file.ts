import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Sends a document that no cache keeps, under its name: plain letters, figures, hyphens and dots. */
export function sendFile(reply: FastifyReply, type: string, name: string, content: Buffer | Readable): string {
  const sent = reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .send(content);
  // A handler answers with its reply once it is sent; its type is that of the schema.
  return sent as unknown as string;
}
