import type { Logger } from '@portail/platform/boot/logger.ts';
import type { Redis } from '../redis/connection.ts';

/** A live stream to one browser. */
export interface LiveStream {
  /** Key of the session that opened it. */
  readonly session: string;
  /** Absolute end of that session, milliseconds since 1970. */
  readonly absoluteEnd: number;
  /** Ends the stream; when its session is over the browser is told so first. */
  readonly end: (why: 'session over' | 'stopping') => void;
}

/** The live streams under way, so that none outlives its session. */
export interface LiveStreams {
  /** False when the session has too many already. */
  add(stream: LiveStream): boolean;
  remove(stream: LiveStream): void;
  /** How many are open in this process. */
  count(): number;
  /** Ends those of a session that has just ended in this process. */
  endOf(session: string): void;
  /** Ends those whose session ended elsewhere, by idleness or by a flush of Redis. */
  sweep(): Promise<void>;
  /** Ends all and stops looking. */
  close(): void;
}

/** Tabs of one person; a browser itself opens at most six on one address. */
const mostPerSession = 12;

/** @param every how often sessions are looked at, milliseconds */
export function liveStreams(options: {
  readonly redis: Redis;
  readonly logger: Logger;
  readonly now: () => number;
  readonly every: number;
}): LiveStreams {
  const bySession = new Map<string, Set<LiveStream>>();

  function endAll(session: string, why: 'session over' | 'stopping'): void {
    for (const stream of bySession.get(session) ?? []) stream.end(why);
    bySession.delete(session);
  }
  const endOf = (session: string) => endAll(session, 'session over');

  async function sweep(): Promise<void> {
    const keys = [...bySession.keys()];
    if (keys.length === 0) return;
    const alive = await options.redis.exist(keys);
    keys.forEach((key, index) => {
      const [stream] = bySession.get(key) ?? [];
      if (!alive[index] || (stream !== undefined && stream.absoluteEnd <= options.now())) endOf(key);
    });
  }

  const timer = setInterval(() => {
    // While Redis is away nobody can tell which sessions live: the streams stay.
    sweep().catch((error: unknown) => options.logger.info({ err: error }, 'live streams not checked'));
  }, options.every);
  timer.unref();

  return {
    add: (stream) => {
      const streams = bySession.get(stream.session) ?? new Set();
      if (streams.size >= mostPerSession) return false;
      bySession.set(stream.session, streams.add(stream));
      return true;
    },
    remove: (stream) => {
      const streams = bySession.get(stream.session);
      streams?.delete(stream);
      if (streams?.size === 0) bySession.delete(stream.session);
    },
    count: () => [...bySession.values()].reduce((sum, { size }) => sum + size, 0),
    endOf,
    sweep,
    close: () => {
      clearInterval(timer);
      for (const session of [...bySession.keys()]) endAll(session, 'stopping');
    },
  };
}
