import type { ChainBreak } from '../pure/journal-chain.ts';

/** One value before and after, as people read it; null where there was or is none. */
export interface AuditChange {
  label: string;
  before: string | null;
  after: string | null;
}

/** What an act did, in words. */
export interface AuditWords {
  act: string;
  changes: readonly AuditChange[];
  /** Why, or what was said. */
  note: string | null;
}

/** « 42 lignes ». */
function lines(count: number): string {
  return count === 1 ? '1 ligne' : `${count.toLocaleString('fr-FR')} lignes`;
}

/** The result of a verification in words: intact, or where the chain breaks and how. */
export function verificationWords(count: number, lastHash: string, fault: ChainBreak | undefined): string {
  if (fault === undefined) {
    return count === 0
      ? 'Aucune ligne\u202f: rien n’a encore été écrit pour cet objet.'
      : `${lines(count)}, chaîne intacte, dernière empreinte ${lastHash.slice(0, 16)}…`;
  }
  return `${lines(count)}, chaîne rompue\u202f: ${breakWords(fault)}.`;
}

function breakWords({ kind, line, expected, found }: ChainBreak): string {
  switch (kind) {
    case 'OUT_OF_PLACE':
      return `la ligne ${found} est lue à la place de la ligne ${line}\u202f; une ligne a été supprimée, ajoutée ou déplacée`;
    case 'UNLINKED':
      return `la ligne ${line} ne suit pas la précédente\u202f; une ligne a été remplacée, déplacée ou prise d’une autre chaîne`;
    case 'CHANGED':
      return `le contenu de la ligne ${line} ne correspond plus à son empreinte\u202f; elle a été modifiée ou prise d’une autre chaîne`;
    case 'TRUNCATED':
      return `${lines(expected)} attendues, ${found} trouvées\u202f; la fin a été coupée ou des lignes ont été ajoutées`;
    case 'HEAD':
      return 'la dernière ligne n’est pas celle que l’acte a écrite';
  }
}
