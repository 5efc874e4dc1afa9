/** Calls `stop` once, at the first Ctrl-C, SIGTERM, closed terminal, or when the process that started us is gone. */
export function onStopRequest(stop: (reason: string) => void): void {
  let asked = false;
  const once = (reason: string): void => {
    if (asked) return;
    asked = true;
    stop(reason);
  };
  process.on('SIGINT', () => once('Ctrl-C'));
  process.on('SIGTERM', () => once('SIGTERM'));
  process.on('SIGHUP', () => once('the terminal was closed'));
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) once('the command that started this one is gone');
  }, 1_000);
  watch.unref();
}
