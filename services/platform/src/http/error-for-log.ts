/** What a log says of an error: never its parameters, its detail or its statement, which hold what people typed. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: string;
  readonly cause?: LoggedError;
  readonly [field: string]: unknown;
}

const address = /[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+/g;
/** What PostgreSQL and others quote of a value. */
const quoted = /: ["“«][^\n]*["”»]/g;
const longestMessage = 500;

/** The fields of an error that may enter a log. */
export function errorForLog(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'thrown without being an error', stack: '' };
  const { code } = error as { code?: unknown };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return {
    type: error.name,
    message: discreet(error.message),
    stack: frames.join('\n'),
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause) }),
  };
}

function discreet(message: string): string {
  return message.slice(0, longestMessage).replaceAll(address, '[address]').replaceAll(quoted, ': [value]');
}
