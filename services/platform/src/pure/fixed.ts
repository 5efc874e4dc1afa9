/**
 * Quotient rounded to the nearest integer, halves away from zero (domain.md section 3.2 « half-up »).
 * @throws RangeError when the divisor is zero
 */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  if (divisor === 0n) throw new RangeError('division by zero');
  const negative = dividend < 0n !== divisor < 0n;
  const numerator = dividend < 0n ? -dividend : dividend;
  const denominator = divisor < 0n ? -divisor : divisor;
  const rounded = (2n * numerator + denominator) / (2n * denominator);
  return negative ? -rounded : rounded;
}

const decimal = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;

/** Hundredths of a decimal text with a point and at most two decimals (`1234.5` → 123450n), or undefined. */
export function parseHundredths(text: string): bigint | undefined {
  const match = decimal.exec(text);
  if (!match) return undefined;
  const magnitude = BigInt(match[2] ?? '0') * 100n + BigInt((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' ? -magnitude : magnitude;
}

/** Decimal text with a point and two digits of an amount in hundredths (`123450n` → `1234.50`). */
export function formatHundredths(hundredths: bigint): string {
  const negative = hundredths < 0n;
  const magnitude = (negative ? -hundredths : hundredths).toString().padStart(3, '0');
  return `${negative ? '-' : ''}${magnitude.slice(0, -2)}.${magnitude.slice(-2)}`;
}

const narrowNoBreakSpace = '\u202f';

/** French text of an amount in hundredths: `1 234,50` with narrow no-break spaces. */
export function formatFrench(hundredths: bigint): string {
  const [whole = '0', fraction = '00'] = formatHundredths(hundredths).split('.');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, narrowNoBreakSpace)},${fraction}`;
}
