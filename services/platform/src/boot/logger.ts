/** The part of the logger that plumbing needs; Fastify’s pino fits. Log ids and codes, never a person’s data or figures. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
