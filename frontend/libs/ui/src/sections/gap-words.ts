import type { FieldValue, FormLine } from '@api/workflow/workflow.types';
import { formatGap, formatHundredths } from '@ui/figures/format-figure';

const NARROW = '\u202f';

/** How far `declared` is from `before`: `+5 123,50 h (+12,81 %)`, « identique », « changé » for what is no figure. */
export function gapOf(line: FormLine, declared: FieldValue, before: FieldValue): string {
  if (typeof declared !== 'number' || typeof before !== 'number') return declared === before ? '' : 'changé';
  if (declared === before) return 'identique';
  const scale = line.kind === 'INTEGER' ? 100 : 1;
  const unit = line.unit === 'DAYS' || line.kind === 'DECIMAL' ? line.unit : 'COUNT';
  const gap = formatGap({ value: (declared - before) * scale, unit });
  const percent = percentOf(declared - before, before);
  return percent === null ? gap : `${gap} (${percent})`;
}

/** `+12,81 %`, half-up at the second decimal, in integers; null against zero. */
export function percentOf(gap: number, before: number): string | null {
  if (before === 0) return null;
  const magnitude = (BigInt(Math.abs(gap)) * 20_000n + BigInt(Math.abs(before))) / (2n * BigInt(Math.abs(before)));
  const sign = gap * before < 0 ? '−' : '+';
  return `${sign}${formatHundredths(Number(magnitude))}${NARROW}%`;
}
