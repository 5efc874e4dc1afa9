/**
 * Calls `stop` at the first Ctrl-C, SIGTERM, closed terminal, or when the process that started us is gone, and
 * `insist` when a person asks again.
 */
export function onStopRequest(stop: (reason: string) => void, insist: () => void): void {
  let askedAt: number | undefined;
  const request = (reason: string): void => {
    if (askedAt === undefined) {
      askedAt = Date.now();
      stop(reason);
    } else if (Date.now() - askedAt > repeatedSignalMs) insist();
  };
  process.on('SIGINT', () => request('Ctrl-C'));
  process.on('SIGTERM', () => request('SIGTERM'));
  process.on('SIGHUP', () => request('the terminal was closed'));
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    if (askedAt === undefined) request('the command that started this one is gone');
  }, 1_000);
  watch.unref();
}

/** One Ctrl-C may arrive twice: from the terminal and passed on by npm. */
const repeatedSignalMs = 500;
