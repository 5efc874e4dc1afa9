import { isCurrent, keepingOf, summaryOf } from '../domain/summary.ts';
import type { ReceiptOf } from './issue-receipt.ts';
import type { Print, Summaries } from './ports.ts';

/**
 * Makes and keeps the next document that a transmission or a rejection asked for. One that cannot be made yet (its controls are
 * on their way) waits; two replicas at the same one are harmless, since the first that is kept stays.
 * @returns true while there may be more to do
 */
export async function archiveNext(
  summaries: Summaries,
  receiptOf: ReceiptOf,
  print: Print,
  now: () => Date,
): Promise<boolean> {
  const request = await summaries.nextRequest(now());
  if (request === null) return false;
  const { declarationId, version, keeping } = request;
  // Put off first: a document that fails each time lets the others pass.
  await summaries.putOff(request, now());
  const key = { declarationId, version, keeping, reading: 'WHOLE' } as const;
  const material = await summaries.material(declarationId, version);
  if (material === null) return true;
  // Rejected meanwhile: the document as it was transmitted, which nobody asked for, is not made any more.
  const passed = keepingOf(material) !== keeping;
  if (!passed && (await summaries.kept(key)) === null) {
    if (!isCurrent(material)) return true;
    const receipt = await receiptOf(material.sheet, now());
    await summaries.keep(key, await print(summaryOf(material, 'WHOLE', receipt)), now());
  }
  await summaries.fulfil(request);
  return true;
}
