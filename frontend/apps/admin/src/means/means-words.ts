import type { MeansList, MeansPreview } from '@api/statistics/statistics.types';
import { formatDay } from '@ui/dates/french-date';
import { formatFigure, formatGap } from '@ui/figures/format-figure';
import { formatWhole } from '@ui/figures/format-figure';
import { countOf } from '@ui/words/count-of';

type Line = MeansPreview['lines'][number];
type Unit = Line['unit'];

/** A mean as one reads it; the share of EAJE that supply something is a percentage. */
export function meanWords(value: number | null, unit: Unit): string {
  return value === null ? '—' : formatFigure({ value, unit: unit === 'SUPPLY' ? 'PERCENT' : unit });
}

/** « +0,35 €/h »; percentages differ by points; '' where nothing can be compared or nothing changed. */
export function changeWords(now: number | null, then: number | null, unit: Unit): string {
  if (now === null || then === null || now === then) return '';
  const percent = unit === 'PERCENT' || unit === 'SUPPLY';
  return formatGap({ value: now - then, unit: percent ? 'POINTS' : unit });
}

/** What changed since the last publication of the exercise, in a sentence. */
export function changesWords({ changes, versions, upToDate }: MeansPreview): string {
  const [latest] = versions;
  if (latest === undefined) return 'Ces moyennes n’ont jamais été publiées.';
  // Of means that were computed elsewhere, nobody knows whom they count.
  if (changes === null) return `La version ${latest.version} a été calculée ailleurs.`;
  const since = `Depuis la version ${latest.version}, publiée le ${formatDay(latest.publishedOn)}`;
  if (upToDate) return `${since}, rien n’a changé.`;
  const parts = [
    changes.added > 0 ? countOf(changes.added, 'équipement de plus', 'équipements de plus') : null,
    changes.withdrawn > 0 ? countOf(changes.withdrawn, 'équipement de moins', 'équipements de moins') : null,
    changes.replaced > 0 ? countOf(changes.replaced, 'déclaration remplacée', 'déclarations remplacées') : null,
  ].filter((part) => part !== null);
  return `${since}\u202f: ${parts.length > 0 ? parts.join(', ') : 'des chiffres ou des départements ont changé'}.`;
}

/** « 62 sur 64 équipements ». */
export function completeWords({
  validated,
  expected,
}: Pick<MeansList['exercises'][number], 'validated' | 'expected'>): string {
  return `${formatWhole(validated)} sur ${countOf(expected, 'équipement', 'équipements')}`;
}
