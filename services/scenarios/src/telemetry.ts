import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient } from './api-client.ts';
import { variable } from './environment.ts';

/** A span that a service sent. */
export interface SeenSpan {
  readonly id: string;
  readonly parent: string;
  readonly service: string;
  readonly name: string;
}

/** A client whose writes on paths that end so are followed: they carry a trace of their own. */
export function traced(person: ApiClient, pathEnd: string): { readonly client: ApiClient; readonly traceId: string } {
  const traceId = randomBytes(16).toString('hex');
  const traceparent = `00-${traceId}-${randomBytes(8).toString('hex')}-01`;
  const client: ApiClient = {
    ...person,
    send: (method, path, body, options = {}) =>
      person.send(method, path, body, {
        ...options,
        headers: { ...options.headers, ...(path.endsWith(pathEnd) ? { traceparent } : {}) },
      }),
  };
  return { client, traceId };
}

/** Spans of a trace that have arrived, in the order in which they began. */
export async function spansOf(traceId: string): Promise<readonly SeenSpan[]> {
  return (await (await fetch(`${variable('SCENARIO_TRACES_URL')}/spans/${traceId}`)).json()) as SeenSpan[];
}

/** Names of the series that each process publishes now. */
export async function publishedSeries(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const addresses = Object.entries(JSON.parse(variable('SCENARIO_METRICS')) as Record<string, string>);
  const found = await Promise.all(
    addresses.map(async ([name, address]) => {
      const text = await (await fetch(address)).text();
      const names = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      return [name, new Set(names.map((line) => line.replace(/[{ ].*$/, '')))] as const;
    }),
  );
  return new Map(found);
}

/** A line of a log, with where it stands. */
export interface LoggedLine {
  readonly where: string;
  readonly text: string;
}

/** Every line that our processes have logged so far, before a restart too. */
export function loggedLines(services: readonly string[]): readonly LoggedLine[] {
  const folder = variable('SCENARIO_LOGS');
  const files = services.flatMap((name) => globSync(`${name}{,.previous}.log`, { cwd: folder }));
  return files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .map((text, index) => ({ where: `${file}:${index + 1}`, text }))
      .filter(({ text }) => text !== ''),
  );
}
