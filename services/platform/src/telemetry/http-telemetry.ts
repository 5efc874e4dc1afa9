import otel from '@fastify/otel';
import type { FastifyInstance } from 'fastify';
import { histogram } from './instruments.ts';

const duration = histogram('portail_http_request_seconds');
const probes = new Set(['/healthz', '/readyz']);

/** Notes each answer, and makes each request a part of a trace when traces are wanted. */
export async function registerHttpTelemetry(app: FastifyInstance): Promise<void> {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const isStream = String(reply.getHeader('content-type') ?? '').startsWith('text/event-stream');
    if (isStream || probes.has(route)) return;
    const status = `${Math.floor(reply.statusCode / 100)}xx`;
    duration(reply.elapsedTime / 1_000, { method: request.method, route, status });
  });
  if (process.env['OTEL_SDK_DISABLED'] !== 'true' && process.env['OTEL_EXPORTER_OTLP_ENDPOINT']) {
    const instrumentation = new otel.FastifyOtelInstrumentation({
      requestHook: (span, { method, routeOptions }) =>
        void span.updateName(`${method} ${routeOptions.url ?? 'unknown'}`),
    });
    await app.register(instrumentation.plugin());
  }
}
