import type { FastifyRequest } from 'fastify';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import type { Asking } from '../queries/read-declaration.ts';

/** Who asks, and on which day in Paris: habilitations and deadlines count by day. */
export function askingOf(request: FastifyRequest, now: Date): Asking {
  return { subject: request.identity.subject, today: parisDay(now) };
}
