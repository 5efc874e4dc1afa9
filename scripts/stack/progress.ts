/** Lines of progress on standard output; every line is complete, so that a log file reads as well as a terminal. */
export interface Progress {
  /** A step that has begun or a fact worth a line. */
  readonly say: (line: string) => void;
  /** Runs a step, then prints its name and how long it took; a failure is printed and thrown on. */
  readonly step: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

/** How often a step that is still running says so, in milliseconds. */
const reminderMs = 15_000;

/** Progress printed with the seconds since the command began. */
export function consoleProgress(startedAt: number): Progress {
  return progressTo((line) => console.log(`[${elapsed(startedAt).padStart(6)}] ${line}`));
}

/** Progress whose lines go where the caller says. */
export function progressTo(say: (line: string) => void): Progress {
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const begun = Date.now();
    const reminder = setInterval(() => say(`… ${name} (${elapsed(begun)})`), reminderMs);
    try {
      const result = await work();
      say(`✓ ${name} (${elapsed(begun)})`);
      return result;
    } catch (error) {
      say(`✗ ${name} (${elapsed(begun)}): ${(error as Error).message.split('\n')[0]}`);
      throw error;
    } finally {
      clearInterval(reminder);
    }
  };
  return { say, step };
}

/** Seconds since an instant, with one decimal: `12.3 s`. */
export function elapsed(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
