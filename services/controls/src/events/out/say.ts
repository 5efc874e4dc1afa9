import type { Transaction } from '@portail/platform/db/database.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import { putInOutbox } from '@portail/platform/outbox/outbox.ts';
import type { Json } from '@portail/platform/pure/canonical-json.ts';
import { newId } from '@portail/platform/pure/id.ts';
import type { ControlsEvent } from '../../domain/events.ts';
import type { Author, Subject } from '../../domain/reference-data.ts';
import { ruleChain, scaleChain, toContract } from './to-contract.ts';

/** Writes one journal line and one outbox row per event, in the act’s own transaction. */
export function sayer(clock: () => Date) {
  return async (tx: Transaction, events: readonly ControlsEvent[], actor = 'controls'): Promise<void> => {
    const at = clock();
    for (const event of events) {
      const { chain, data } = toJournal(event);
      await appendToJournal(tx, chain, [{ type: event.type, at: at.toISOString(), actor, data }]);
    }
    await putInOutbox(
      tx,
      events.map((event) => toContract(event, { id: newId(at), at, actor })),
    );
  };
}

/** What people did to drafts and proposals: it concerns the audit trail, no other service. */
export type ReferenceNote =
  'DraftSaved' | 'DraftDiscarded' | 'ProposalSent' | 'ProposalSeen' | 'ProposalTaken' | 'ProposalRefused';

/** Writes a journal line on the chain of the scale or rule it is about. */
export function noter(clock: () => Date) {
  return (
    tx: Transaction,
    { kind, subject }: Subject,
    type: ReferenceNote,
    author: Author,
    data: Json,
  ): Promise<void> => {
    const chain = kind === 'SCALE' ? scaleChain(Number(subject)) : ruleChain(subject);
    return appendToJournal(tx, chain, [{ type, at: clock().toISOString(), actor: author.id, data }]);
  };
}

/** What the audit trail keeps: the codes and prints of a verdict and its amount; a scale as a whole. */
function toJournal(event: ControlsEvent): { chain: string; data: Json } {
  if (event.type === 'ScalePublished') {
    return { chain: scaleChain(event.scale.exercise), data: event.scale as unknown as Json };
  }
  if (event.type === 'RulePublished') {
    return { chain: ruleChain(event.published.rule.code), data: event.published as unknown as Json };
  }
  const { verdict } = event;
  return {
    chain: verdict.declarationId,
    data: {
      version: verdict.version,
      dataRevision: verdict.dataRevision,
      results: verdict.results
        .filter((result) => result.severity !== 'INFO')
        .map((result) => ({ code: result.code, severity: result.severity, fingerprint: result.fingerprint })),
      entitlement: verdict.estimate.entitlement,
      scaleRowId: verdict.estimate.scaleRowId,
      scaleStatus: verdict.estimate.scaleStatus,
    },
  };
}
