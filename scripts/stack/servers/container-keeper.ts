/**
 * Runs one server as a container through Testcontainers and stays with it: what the server prints is printed here, a stop
 * of this process stops the container, the end of the container ends this process. Its readiness is the supervisor’s to
 * judge. The data volume and the network stay; `npm start -- --reset` and the end of `npm test` remove them.
 *
 * Environment: PORTAIL_CONTAINER, a {@link KeptContainer} as JSON.
 */
import { GenericContainer, type PortWithOptionalBinding, type WaitStrategy } from 'testcontainers';
import { containerName, engine, unlessAbsent, type KeptContainer } from './docker.ts';

/** Ports are opened to this machine only; Testcontainers opens them to everybody. */
class LoopbackContainer extends GenericContainer {
  override withExposedPorts(...ports: PortWithOptionalBinding[]): this {
    super.withExposedPorts(...ports);
    const bindings = this.hostConfig.PortBindings as Record<string, { HostPort: string; HostIp?: string }[]>;
    for (const binding of Object.values(bindings).flat()) binding.HostIp = '127.0.0.1';
    return this;
  }
}

const startedIsEnough: WaitStrategy = {
  waitUntilReady: () => Promise.resolve(),
  withStartupTimeout: () => startedIsEnough,
  isStartupTimeoutSet: () => false,
  getStartupTimeout: () => 0,
};

/** Seconds a server gets to end before the engine kills it. */
const stopLimit = 20;

const kept = JSON.parse(process.env['PORTAIL_CONTAINER'] ?? '') as KeptContainer;
const { dockerode } = (await engine()).container;
const name = containerName(kept);

await unlessAbsent(dockerode.getContainer(name).remove({ force: true }));
const started = await new LoopbackContainer(kept.image)
  .withName(name)
  .withCommand([...kept.command])
  .withEnvironment({ ...kept.environment })
  .withNetworkMode(kept.project)
  .withNetworkAliases(kept.service)
  .withExtraHosts([{ host: 'host.docker.internal', ipAddress: 'host-gateway' }])
  .withExposedPorts(...kept.ports)
  .withBindMounts(kept.data === undefined ? [] : [{ source: name, target: kept.data, mode: 'rw' }])
  .withCopyFilesToContainer((kept.files ?? []).map((file) => ({ ...file, mode: 0o644 })))
  .withLogConsumer((stream) => stream.pipe(process.stdout))
  .withWaitStrategy(startedIsEnough)
  // The keeper removes what it started; no second container watches over it.
  .withAutoCleanup(false)
  .start();

let asked = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    asked = true;
    void started.stop({ timeout: stopLimit * 1_000, remove: true, removeVolumes: false });
  });
}
const end = (await unlessAbsent(dockerode.getContainer(name).wait())) as { StatusCode: number } | undefined;
process.exit(asked ? 0 : (end?.StatusCode ?? 1) || 1);
