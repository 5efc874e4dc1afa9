import type { SecondFactor } from '@api/identity/second-factor-api';
import { formatInstant } from '@ui/dates/french-date';
import { countOf } from '@ui/words/count-of';

/** Below this one is told to make new ones. */
const FEW_CODES = 3;

/** « Activée le 28/11/2026 à 10 h 42, 12 codes de secours restants ». */
export function secondFactorWords({ since, recoveryCodesLeft }: SecondFactor): string {
  if (since === null) return 'Désactivée';
  return `Activée le ${formatInstant(since)}, ${countOf(recoveryCodesLeft, 'code de secours restant', 'codes de secours restants')}`;
}

/** True when somebody who loses their telephone could soon not come in. */
export function codesRunOut({ since, recoveryCodesLeft }: SecondFactor): boolean {
  return since !== null && recoveryCodesLeft <= FEW_CODES;
}
