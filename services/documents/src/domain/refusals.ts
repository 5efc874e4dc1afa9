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
  CONTROL_FILE_RESERVED: [
    'forbidden',
    'Le dossier de contrôle réunit toutes les données de l’équipement\u202f: il est réservé à son approbateur et à la Caf.',
  ],
  NOTHING_TRANSMITTED: [
    'rule',
    'Aucune déclaration de cet équipement n’a été transmise\u202f: il n’y a rien à réunir.',
  ],
  NOT_MODULATED: [
    'rule',
    'L’agrément de cet équipement n’est pas modulé sur la période de la déclaration : le classeur de calcul n’est pas utile.',
  ],
  NO_PREVIOUS_SLOTS: [
    'rule',
    'Aucun créneau n’est connu pour l’exercice précédent. Téléchargez le classeur sans reprendre les créneaux.',
  ],
} as const satisfies Record<string, readonly [RefusalKind, string]>;

/** Codes of the refusals of this service. */
export type RefusalCode = keyof typeof sentences;

/** A refusal with its sentence. */
export function refuse(code: RefusalCode): Refusal {
  const [kind, detail] = sentences[code];
  return new Refusal(kind, code, detail);
}

/** The refusal of a document that would come too late, with its place in the queue. */
export function refuseBusy(ahead: number): Refusal {
  return new Refusal(
    'unavailable',
    'PRINTER_BUSY',
    `Beaucoup de synthèses sont demandées en ce moment\u202f: ${ahead} passent avant la vôtre. Redemandez-la dans une minute.`,
  );
}
