import { Refusal, type RefusalKind } from '@portail/platform/pure/refusal.ts';

/** Every no of this service and its French sentence. */
const sentences = {
  FORBIDDEN: ['forbidden', 'Votre profil ne permet pas cette action.'],
  NOT_FAILED: ['conflict', 'Ce courriel n’est plus en échec\u202f: actualisez la page.'],
  DUE_BY_RIGHT: ['rule', 'Ce courriel vous est dû\u202f: il ne peut pas être désactivé.'],
} as const satisfies Record<string, readonly [RefusalKind, string]>;

/** Codes of the refusals of this service. */
export type RefusalCode = keyof typeof sentences;

/** A refusal with its sentence. */
export function refuse(code: RefusalCode): Refusal {
  const [kind, sentence] = sentences[code];
  return new Refusal(kind, code, sentence);
}
