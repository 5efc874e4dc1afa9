import { canonicalJson } from '@portail/platform/pure/canonical-json.ts';
import { sha256 } from '@portail/platform/pure/sha256.ts';
import type { Declaration, Values } from './declaration.ts';

/**
 * SHA-256, hexadecimal, of what the approver declares: identity of the declaration, version and every filled field, as
 * canonical JSON. The same data always give the same hash, whatever the order of entry; printed on the summary.
 */
export function dataHash(declaration: Declaration): string {
  const { id, version, equipmentId, exercise, type, periodStart, periodEnd, activity, financial } = declaration;
  return sha256(
    canonicalJson({
      declaration: id,
      version,
      equipment: equipmentId,
      exercise,
      type,
      periodStart,
      periodEnd,
      activity: filled(activity.values),
      financial: financial === null ? null : filled(financial.values),
    }),
  );
}

function filled(values: Values): Record<string, number | boolean | string> {
  const kept: Record<string, number | boolean | string> = {};
  for (const [field, value] of Object.entries(values)) if (value !== null) kept[field] = value;
  return kept;
}
