/**
 * Loaded with `node --import` before anything else. Traces leave only when OTEL_EXPORTER_OTLP_ENDPOINT is set, metrics
 * are served on METRICS_PORT when it is set; with neither, nothing starts and nothing costs.
 */
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { RedisInstrumentation } from '@opentelemetry/instrumentation-redis';
import { RuntimeNodeInstrumentation } from '@opentelemetry/instrumentation-runtime-node';
import { NodeSDK } from '@opentelemetry/sdk-node';

const metricsPort = process.env['METRICS_PORT'];
const traces = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];

if (metricsPort || traces) {
  const sdk = new NodeSDK({
    ...(traces ? { traceExporter: new OTLPTraceExporter() } : {}),
    ...(metricsPort
      ? {
          metricReaders: [
            new PrometheusExporter({ port: Number(metricsPort), host: process.env['HOST'] ?? '127.0.0.1' }),
          ],
        }
      : {}),
    instrumentations: [
      new PgInstrumentation({ requireParentSpan: true }),
      new RedisInstrumentation({ requireParentSpan: true }),
      new RuntimeNodeInstrumentation(),
    ],
  });
  sdk.start();
  process.once('beforeExit', () => void sdk.shutdown());
}
