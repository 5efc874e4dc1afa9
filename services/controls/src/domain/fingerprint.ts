import { sha256 } from '@portail/platform/pure/sha256.ts';
import type { Finding } from './predicate.ts';
import type { ControlRule } from './rule-sheet.ts';

/**
 * SHA-256 of what a result depends on: values, reference, threshold, rule version (domain.md 4.1). An explanation
 * answers one fingerprint; another one asks for it again.
 */
export function fingerprintOf(rule: ControlRule, finding: Finding): string {
  const figures =
    finding.figuresInFingerprint === false
      ? []
      : [finding.measured?.value, finding.reference?.value, finding.referenceExercise, finding.threshold?.value];
  return sha256(
    // An array of primitives has one JSON text only.
    JSON.stringify([
      rule.code,
      rule.version,
      rule.cafCode,
      rule.severity,
      finding.field ?? null,
      figures.map((figure) => figure ?? null),
      [...(finding.inputs ?? [])],
    ]),
  );
}

/** Digest of the results of a section that keep it from being clean, in code order; equal digests mean equal verdicts. */
export function digestOf(results: readonly { readonly code: string; readonly fingerprint: string }[]): string {
  const lines = results.map((result) => `${result.code} ${result.fingerprint}`).sort();
  return sha256(lines.join('\n'));
}
