import { Refusal, type RefusalKind } from '@portail/platform/pure/refusal.ts';

/** Every no of this service and its French sentence. */
const sentences = {
  CONTROLS_PENDING: [
    'unavailable',
    'Les contrôles de cette déclaration sont en cours. Redemandez la synthèse dans quelques instants.',
  ],
  PRINTER_DOWN: [
    'unavailable',
    'La synthèse n’a pas pu être préparée. Rien n’est perdu : redemandez-la dans quelques instants.',
  ],
} as const satisfies Record<string, readonly [RefusalKind, string]>;

/** Codes of the refusals of this service. */
export type RefusalCode = keyof typeof sentences;

/** A refusal with its sentence. */
export function refuse(code: RefusalCode): Refusal {
  const [kind, detail] = sentences[code];
  return new Refusal(kind, code, detail);
}
