import { Refusal, RefusalError } from '@portail/platform/pure/refusal.ts';

const again = 'Téléchargez le classeur de cette déclaration, remplissez-le, puis déposez-le.';

const sentences = {
  TOO_LARGE: 'Ce fichier est trop volumineux pour être le classeur de calcul : 2 Mo au plus.',
  NOT_A_WORKBOOK: `Ce fichier n’est pas un classeur .xlsx ou .ods. ${again}`,
  DAMAGED: `Ce fichier est abîmé : il ne peut pas être lu. ${again}`,
  ENCRYPTED: 'Ce classeur est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis déposez-le.',
  ACTIVE_CONTENT: `Ce classeur contient une macro, un objet ou un lien vers un autre fichier : il n’est pas ouvert. ${again}`,
  NOT_OURS: `Ce classeur n’est pas celui que le portail propose, ou sa présentation a été changée. ${again}`,
  TOO_SLOW: 'Le classeur n’a pas pu être lu à temps. Rien n’est changé : déposez-le de nouveau dans quelques instants.',
  OTHER_DECLARATION: `Ce classeur est celui d’une autre déclaration. ${again}`,
} as const;

/** Why a file is not read. */
export type RefusedFile = keyof typeof sentences;

/** A file that is refused whole, with its French sentence. */
export function refuseFile(code: RefusedFile): RefusalError {
  // A busy machine is not the fault of the file.
  const kind = code === 'TOO_SLOW' ? 'unavailable' : 'rule';
  return new RefusalError(new Refusal(kind, `FILE_${code}`, sentences[code].replace(/ ([:;!?])/g, '\u202f$1')));
}
