/**
 * Loaded with `node --import` before anything else. Traces leave only when OTEL_EXPORTER_OTLP_ENDPOINT is set, metrics
 * are served on METRICS_PORT when it is set; with neither, nothing starts and nothing costs.
 */
import { basename } from 'node:path';
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
    // A service runs in its own folder, on a machine as in its image.
    serviceName: process.env['OTEL_SERVICE_NAME'] ?? basename(process.cwd()),
    // Without these the SDK would send what nobody asked for to an address of its own.
    ...(traces ? { traceExporter: new OTLPTraceExporter() } : { spanProcessors: [] }),
    logRecordProcessors: [],
    ...(metricsPort
      ? {
          metricReaders: [
            new PrometheusExporter({
              port: Number(metricsPort),
              host: process.env['HOST'] ?? '127.0.0.1',
              withoutScopeInfo: true,
            }),
          ],
        }
      : { metricReaders: [] }),
    instrumentations: [
      // Statements without their values.
      new PgInstrumentation({ requireParentSpan: true, enhancedDatabaseReporting: false }),
      new RedisInstrumentation({ requireParentSpan: true, dbStatementSerializer: (command) => command }),
      new RuntimeNodeInstrumentation(),
    ],
  });
  sdk.start();
  process.once('beforeExit', () => void sdk.shutdown());
}
