/**
 * `npm run local-cluster-demo`: loads the demonstration into the overlay `local`, through ports forwarded to this machine; the
 * addresses are those of `.run-cluster/demo.env`.
 */
import { tcpProbe } from './stack/wait.ts';

const needed = ['DECLARATION_WORKFLOW_DATABASE_URL', 'KEYCLOAK_URL'].map((name) => new URL(process.env[name] ?? ''));
for (const { host, hostname, port } of needed) {
  await tcpProbe(Number(port), hostname)().catch(() => {
    console.error(`Nothing answers at ${host}: forward the ports first, in a shell that stays open (k8s/README.md).`);
    process.exit(1);
  });
}
await import('./seed/load-demo.ts');
