import { setTimeout as delay } from 'node:timers/promises';
import { startBalancer, type Balancer } from './balancer.ts';
import type { ProcessPlan } from './supervisor.ts';
import { httpProbe } from './wait.ts';

/** Ports of the second process of a service are these many above those of the block. */
const shift = 10_000;
/** What a withdrawal takes to be known everywhere; a cluster gives its pods five seconds. */
const propagationMs = 500;
const most = 2;
const portVariables = ['PORT', 'PORTAL_PORT', 'ADMIN_PORT', 'METRICS_PORT'];

/** How many processes of each service were asked for (`PROCESSES`): one, or two behind a balancer. */
export function processesAsked(): number {
  const count = Number(process.env['PROCESSES'] ?? 1);
  if (!Number.isInteger(count) || count < 1 || count > most) throw new Error(`PROCESSES must be 1 or ${most}.`);
  return count;
}

/**
 * The processes of a service that share its work: `identity.1`, `identity.2`, each on ports of its own, and a balancer on
 * each port where the service is expected. A process that is asked to stop gets no new connection any more.
 */
export function copiesOf(
  plan: ProcessPlan,
  listening: readonly number[],
  count: number,
): { readonly plans: readonly ProcessPlan[]; readonly balance: () => Promise<void> } {
  const balancers: Balancer[] = [];
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const name = (number: number) => `${plan.name}.${number}`;
  return {
    plans: numbers.map((number) => ({
      ...plan,
      name: name(number),
      env: { ...plan.env, ...shiftedPorts(plan.env, number) },
      ready: listening.map((port) => ({
        ...{ what: name(number), limitMs: plan.ready[0]?.limitMs ?? 0 },
        probe: httpProbe(`http://127.0.0.1:${port + shift * number}/readyz`),
      })),
      beforeStop: async () => {
        for (const balancer of balancers) balancer.withdraw(name(number));
        await delay(propagationMs);
      },
    })),
    balance: async () => {
      for (const port of listening) {
        const targets = numbers.map((number) => ({ name: name(number), port: port + shift * number }));
        balancers.push(await startBalancer(port, targets));
      }
    },
  };
}

/** Metrics of the first process stay where they are looked for. */
function shiftedPorts(env: NodeJS.ProcessEnv, number: number): NodeJS.ProcessEnv {
  const shifted = portVariables
    .filter((variable) => env[variable] !== undefined && !(variable === 'METRICS_PORT' && number === 1))
    .map((variable) => [variable, String(Number(env[variable]) + shift * number)]);
  return Object.fromEntries(shifted) as NodeJS.ProcessEnv;
}
