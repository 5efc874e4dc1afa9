import { Agent, request } from 'node:http';
import { loadavg } from 'node:os';

/** A request to measure. */
export interface Asked {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers of one round, milliseconds, in their order. */
interface Timed {
  readonly perSecond: number;
  readonly times: readonly number[];
}

/** Two ways to the same answer, and how many requests make a round. */
export interface Comparison {
  readonly ours: (index: number) => Asked;
  readonly limit: (index: number) => Asked;
  /** A route that does nothing, to know whether the machine was ours. */
  readonly calibration: Asked;
  readonly requests: number;
  readonly connections: number;
  readonly rounds: number;
}

/** What a comparison found. */
export interface Found {
  /** Requests a second of ours over those of the limit, in the same round. */
  readonly ratio: { readonly median: number; readonly least: number; readonly most: number };
  readonly ours: Latencies;
  readonly limit: Latencies;
  readonly rounds: number;
  /** Rounds in which the bare route ran under 60 % of its best: the machine had something else to do. */
  readonly dropped: number;
  readonly load: number;
}

/** Milliseconds, and requests a second of the median round. */
export interface Latencies {
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
}

const calibrationRequests = 300;
const worstCalibration = 0.6;

/** Rounds of ours and of the limit, one after the other, after one that warms up and is not counted. */
export async function compare({ ours, limit, calibration, ...plan }: Comparison): Promise<Found> {
  const rounds: { calibrated: number; ours: Timed; limit: Timed }[] = [];
  for (let round = 0; round <= plan.rounds; round += 1) {
    const from = round * plan.requests;
    const { perSecond: calibrated } = await timed(() => calibration, calibrationRequests, plan.connections, 0);
    const oursTimed = await timed(ours, plan.requests, plan.connections, from);
    const limitTimed = await timed(limit, plan.requests, plan.connections, from);
    if (round > 0) rounds.push({ calibrated, ours: oursTimed, limit: limitTimed });
  }
  const best = Math.max(...rounds.map(({ calibrated }) => calibrated));
  const kept = rounds.filter(({ calibrated }) => calibrated >= best * worstCalibration);
  const ratios = kept.map((round) => round.ours.perSecond / round.limit.perSecond).toSorted((a, b) => a - b);
  return {
    ratio: { median: at(ratios, 0.5), least: at(ratios, 0), most: at(ratios, 1) },
    ours: latencies(kept.map((round) => round.ours)),
    limit: latencies(kept.map((round) => round.limit)),
    rounds: kept.length,
    dropped: rounds.length - kept.length,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

function latencies(rounds: readonly Timed[]): Latencies {
  const times = rounds.flatMap((round) => round.times).toSorted((a, b) => a - b);
  const speeds = rounds.map(({ perSecond }) => perSecond).toSorted((a, b) => a - b);
  return { p50: at(times, 0.5), p99: at(times, 0.99), perSecond: Math.round(at(speeds, 0.5)) };
}

/** The value at a share of a sorted list, to the hundredth. */
export function at(sorted: readonly number[], share: number): number {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return Math.round(value * 100) / 100;
}

async function timed(ask: (index: number) => Asked, count: number, connections: number, from: number): Promise<Timed> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  const line = async (): Promise<void> => {
    while (next < count) {
      const index = from + next;
      next += 1;
      times.push(await once(ask(index), agent));
    }
  };
  await Promise.all(Array.from({ length: connections }, line));
  const seconds = (performance.now() - startedAt) / 1_000;
  agent.destroy();
  return { perSecond: count / seconds, times };
}

function once({ url, headers }: Asked, agent: Agent): Promise<number> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, ...(headers ? { headers } : {}) }, (answer) => {
      answer.resume();
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(performance.now() - startedAt);
        else reject(new Error(`${url} answered ${answer.statusCode ?? 'nothing'}`));
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
