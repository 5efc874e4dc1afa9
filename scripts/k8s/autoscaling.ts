import { labelOf, type Manifest } from './manifests.ts';
import type { Workload } from './topology.ts';

/** Prometheus, which has scraped every process. */
const prometheus = 'http://prometheus.portail-monitoring:9090';
const busyPercent = 70;
const behavior = { scaleDown: { stabilizationWindowSeconds: 300 } };

/**
 * More processes when they are busy or work waits for them, fewer when they rest, never under two. KEDA makes an autoscaler
 * of what it is given: a workload never has one of ours beside it.
 */
export function autoscalerOf(workload: Workload): Manifest {
  return workload.queue === undefined ? byProcessor(workload) : byQueue(workload, workload.queue);
}

function byProcessor({ name, most }: Workload): Manifest {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, labels: labelOf(name) },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: 2,
      maxReplicas: most,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: busyPercent } },
        },
      ],
      behavior,
    },
  };
}

function byQueue({ name, most }: Workload, { waiting, perProcess }: NonNullable<Workload['queue']>): Manifest {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name, labels: labelOf(name) },
    spec: {
      scaleTargetRef: { name },
      minReplicaCount: 2,
      maxReplicaCount: most,
      advanced: { horizontalPodAutoscalerConfig: { behavior } },
      triggers: [
        { type: 'cpu', metricType: 'Utilization', metadata: { value: String(busyPercent) } },
        {
          type: 'prometheus',
          metricType: 'AverageValue',
          metadata: { serverAddress: prometheus, query: waiting, threshold: String(perProcess) },
        },
      ],
    },
  };
}
