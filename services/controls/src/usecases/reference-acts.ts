import type { Transaction } from '@portail/platform/db/database.ts';
import { once } from '@portail/platform/db/idempotency.ts';
import type { Json } from '@portail/platform/pure/canonical-json.ts';
import { newId } from '@portail/platform/pure/id.ts';
import {
  type Answer,
  answerProposal,
  reasonTooShort,
  seeProposal,
  sent,
  SHORTEST_REASON,
} from '@portail/platform/pure/proposal.ts';
import { accepted, notFound, stale } from '@portail/platform/pure/refusal.ts';
import type { Proposal } from '../domain/proposal.ts';
import type { Author, Subject } from '../domain/reference-data.ts';
import {
  inconsistentRule,
  publishRule,
  type PublishedRule,
  type RuleContent,
  ruleFaults,
  versionOf,
} from '../domain/rule-publication.ts';
import type { ControlRule } from '../domain/rule-sheet.ts';
import { scaleFaults } from '../domain/scale-faults.ts';
import type { ScaleContent } from '../domain/scale-content.ts';
import { inconsistentScale } from '../domain/scale-publication.ts';
import { publishScaleIn, type PublishScalePorts } from './publish-scale.ts';

interface KnownDraft {
  readonly revision: number;
  readonly base: number;
  readonly content: unknown;
}

/** What the acts on reference data need of the outside. */
export interface ReferencePorts extends PublishScalePorts {
  readonly lockDraft: (tx: Transaction, about: Subject) => Promise<KnownDraft>;
  readonly writeDraft: (
    tx: Transaction,
    about: Subject,
    draft: KnownDraft,
    author: Author,
    at: string,
  ) => Promise<void>;
  readonly scaleRevision: (tx: Transaction, exercise: number) => Promise<number>;
  readonly loadRules: (tx: Transaction) => Promise<readonly ControlRule[]>;
  /** Makes the evaluations under way end before the rule changes. */
  readonly lockReference: (tx: Transaction) => Promise<void>;
  readonly insertRule: (tx: Transaction, published: PublishedRule) => Promise<void>;
  readonly requestForRule: (tx: Transaction, published: PublishedRule) => Promise<unknown>;
  readonly insertProposal: (tx: Transaction, proposal: Proposal) => Promise<void>;
  readonly holdProposal: (tx: Transaction, id: string) => Promise<Proposal | null>;
  readonly updateProposal: (tx: Transaction, proposal: Proposal) => Promise<void>;
  readonly note: (
    tx: Transaction,
    about: Subject,
    type: 'DraftSaved' | 'DraftDiscarded' | 'ProposalSent' | 'ProposalSeen' | 'ProposalTaken' | 'ProposalRefused',
    author: Author,
    data: Json,
  ) => Promise<void>;
}

/** A content with what it is about; the exercise of a scale, the code of a rule. */
export type Prepared =
  | { readonly kind: 'SCALE'; readonly subject: string; readonly content: ScaleContent }
  | { readonly kind: 'RULE'; readonly subject: string; readonly content: RuleContent };

/** An act on a draft at the revision that the person saw. */
export interface OnDraft extends Subject {
  readonly expectedRevision: number;
}

/** The acts on drafts and proposals; each is one transaction, locks taken in the order proposal, draft, reference. */
export function referenceActs(ports: ReferencePorts) {
  const at = () => ports.clock().toISOString();

  async function currentRevision(tx: Transaction, { kind, subject }: Subject): Promise<number> {
    if (kind === 'SCALE') return ports.scaleRevision(tx, Number(subject));
    const version = versionOf(await ports.loadRules(tx), subject);
    return version === 0 ? accepted<number>(notFound()) : version;
  }

  async function keepDraft(tx: Transaction, prepared: Prepared, expected: number, author: Author): Promise<void> {
    const draft = await ports.lockDraft(tx, prepared);
    const published = await currentRevision(tx, prepared);
    if (draft.revision !== expected) accepted(stale());
    const base = draft.content === null ? published : draft.base;
    const { content } = prepared;
    await ports.writeDraft(tx, prepared, { revision: expected + 1, base, content }, author, at());
    await ports.note(tx, prepared, 'DraftSaved', author, {
      revision: expected + 1,
      content: content as unknown as Json,
    });
  }

  async function endDraft(tx: Transaction, about: Subject, revision: number, author: Author): Promise<void> {
    await ports.writeDraft(tx, about, { revision: revision + 1, base: 0, content: null }, author, at());
  }

  async function refuseFaults(tx: Transaction, prepared: Prepared): Promise<void> {
    if (prepared.kind === 'SCALE') {
      const faults = scaleFaults(prepared.content);
      if (faults.length > 0) accepted(inconsistentScale(faults));
      return;
    }
    const rules = await ports.loadRules(tx);
    if (versionOf(rules, prepared.subject) === 0) accepted(notFound());
    const faults = ruleFaults(rules, prepared.subject, prepared.content);
    if (faults.length > 0) accepted(inconsistentRule(faults));
  }

  async function answer(
    id: string,
    expectedRevision: number,
    given: Answer,
    author: Author,
    then: (tx: Transaction, proposal: Proposal) => Promise<void>,
  ): Promise<void> {
    await ports.transaction(async (tx) => {
      const known = accepted((await ports.holdProposal(tx, id)) ?? notFound());
      const proposal = accepted(answerProposal(known, expectedRevision, given, author, at()));
      await then(tx, proposal);
      await ports.updateProposal(tx, proposal);
      const type = given.state === 'TAKEN' ? 'ProposalTaken' : 'ProposalRefused';
      await ports.note(tx, proposal, type, author, { proposal: id, answer: proposal.answer });
    });
  }

  return {
    /** Keeps what is prepared. @throws RefusalError STALE_VERSION when someone else saved meanwhile */
    saveDraft: (prepared: Prepared, expectedRevision: number, author: Author): Promise<void> =>
      ports.transaction((tx) => keepDraft(tx, prepared, expectedRevision, author)),

    /** Gives up what is prepared. */
    discardDraft: ({ expectedRevision, ...about }: OnDraft, author: Author): Promise<void> =>
      ports.transaction(async (tx) => {
        const draft = await ports.lockDraft(tx, about);
        if (draft.revision !== expectedRevision || draft.content === null) accepted(stale());
        await endDraft(tx, about, draft.revision, author);
        await ports.note(tx, about, 'DraftDiscarded', author, { revision: draft.revision });
      }),

    /**
     * Publishes what is prepared, once per key; open declarations get new verdicts afterwards, transmitted ones keep theirs.
     * @throws RefusalError STALE_VERSION, SCALE_INCONSISTENT or RULE_INCONSISTENT
     */
    publish: ({ expectedRevision, ...about }: OnDraft, key: string, author: Author): Promise<void> =>
      ports.transaction(async (tx) => {
        const scope = `${author.id} publish ${about.kind} ${about.subject}`;
        await once(tx, { key, scope, body: { expectedRevision } }, async () => {
          const draft = await ports.lockDraft(tx, about);
          if (draft.revision !== expectedRevision || draft.content === null) accepted(stale());
          if (about.kind === 'SCALE') await publishScaleDraft(tx, Number(about.subject), draft, author);
          else await publishRuleDraft(tx, about.subject, draft, author);
          await endDraft(tx, about, draft.revision, author);
          return null;
        });
      }),

    /** Sends a proposal to the Cnaf, once per key. @returns its id */
    propose: (
      prepared: Prepared & { readonly reason: string },
      key: string,
      author: Author & { readonly cafCodes: readonly string[] },
    ): Promise<string> =>
      ports.transaction(async (tx) => {
        const { kind, subject, content } = prepared;
        const reason = prepared.reason.trim();
        const body = { kind, subject, reason, content: content as unknown as Json };
        return once(tx, { key, scope: `${author.id} propose`, body }, async () => {
          if (reason.length < SHORTEST_REASON) accepted(reasonTooShort());
          await refuseFaults(tx, prepared);
          const now = ports.clock();
          const proposal: Proposal = {
            ...sent(reason, author, newId(now), now.toISOString()),
            ...{ kind, subject, cafCodes: author.cafCodes, content },
          };
          await ports.insertProposal(tx, proposal);
          await ports.note(tx, proposal, 'ProposalSent', author, { proposal: proposal.id, ...body });
          return proposal.id;
        });
      }),

    /** Notes that the Cnaf has read it. */
    see: (id: string, author: Author): Promise<void> =>
      ports.transaction(async (tx) => {
        const seen = seeProposal(accepted((await ports.holdProposal(tx, id)) ?? notFound()));
        if (seen === null) return;
        await ports.updateProposal(tx, seen);
        await ports.note(tx, seen, 'ProposalSeen', author, { proposal: id });
      }),

    /** Puts what is proposed in the draft, in place of what the person saw there. */
    take: (id: string, expectedRevision: number, draftRevision: number, author: Author): Promise<void> =>
      answer(id, expectedRevision, { state: 'TAKEN' }, author, (tx, proposal) =>
        keepDraft(tx, proposal as unknown as Prepared, draftRevision, author),
      ),

    /** Refuses with a reason that the Caf reads. */
    refuse: (id: string, expectedRevision: number, reason: string, author: Author): Promise<void> =>
      answer(id, expectedRevision, { state: 'REFUSED', reason }, author, async () => {
        if (reason.trim().length < SHORTEST_REASON) accepted(reasonTooShort());
      }),
  };

  async function publishScaleDraft(tx: Transaction, exercise: number, draft: KnownDraft, author: Author) {
    const content = draft.content as ScaleContent;
    await publishScaleIn(tx, ports, { ...content, exercise, expectedRevision: draft.base }, author);
  }

  async function publishRuleDraft(tx: Transaction, code: string, draft: KnownDraft, author: Author) {
    await ports.lockReference(tx);
    const rules = await ports.loadRules(tx);
    const command = { code, expectedVersion: draft.base, content: draft.content as RuleContent };
    const context = { actor: author.id, actorName: author.name, at: at() };
    const published = accepted(publishRule(rules, command, context));
    await ports.insertRule(tx, published);
    await ports.requestForRule(tx, published);
    await ports.say(tx, [{ type: 'RulePublished', published }], author.id);
  }
}

/** The acts, with their ports bound. */
export type ReferenceActs = ReturnType<typeof referenceActs>;
