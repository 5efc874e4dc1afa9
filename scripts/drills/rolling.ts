import { processes, tell } from '../../services/scenarios/src/control-door.ts';

type Variables = Readonly<Record<string, string>>;

/** Names of the processes of ours, each service with all of its own; the gateway last. */
export async function ourProcesses(): Promise<string[]> {
  const names = (await processes()).map(({ name }) => name).filter((name) => /\.\d$/.test(name));
  return names.sort((a, b) => Number(a.startsWith('gateway')) - Number(b.startsWith('gateway')) || a.localeCompare(b));
}

/**
 * Restarts processes one after the other, each only when the one before is ready again.
 * @param change variables that a process of this service starts with from now on
 * @param version folder of another version that they run from now on
 * @returns number of processes restarted
 */
export async function restartOneByOne(
  names: readonly string[],
  change: (service: string) => Variables = () => ({}),
  version?: string,
): Promise<number> {
  for (const name of names) {
    await tell(name, 'stop');
    await tell(name, 'start', { env: change(name.replace(/\.\d$/, '')), version });
  }
  return names.length;
}

/** Restarts every gateway at once with other variables: what people feel of it is not what the drill looks at. */
export async function restartGateway(variables: Variables): Promise<void> {
  await tell('gateway', 'stop');
  await tell('gateway', 'start', { env: variables });
}
