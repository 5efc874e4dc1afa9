import { inject, Injectable } from '@angular/core';
import type {
  Proposal,
  ProposalList,
  ProposalState,
  RuleContent,
  RuleFile,
  RuleList,
  RuleType,
  ScaleContent,
  ScaleFile,
  ScaleList,
  Trial,
} from '@api/controls/reference.types';
import { ApiClient } from '@api/http/api-client';

const ROOT = '/api/controls';

/** What a draft contains, and what the answer to its acts is. */
export interface DraftApi<Content, File> {
  readonly read: (subject: string) => Promise<File>;
  /** @param revision that of the draft on screen: the service refuses when someone else saved meanwhile */
  readonly save: (subject: string, content: Content, revision: number) => Promise<File>;
  readonly discard: (subject: string, revision: number) => Promise<File>;
  readonly publish: (subject: string, revision: number, key: string) => Promise<File>;
  /** Absent where only the Cnaf decides. */
  readonly propose?: (subject: string, content: Content, reason: string, key: string) => Promise<Proposal>;
}

/** Scales, control rules, and what Caf administrators propose about them. */
@Injectable({ providedIn: 'root' })
export class ReferenceApi {
  private readonly client = inject(ApiClient);

  readonly scale = this.drafted<ScaleContent, ScaleFile>('scales');
  readonly rule = this.drafted<RuleContent, RuleFile>('rules');

  scales(): Promise<ScaleList> {
    return this.client.read(`${ROOT}/scales`);
  }

  rules(query: { readonly exercise?: number; readonly type?: RuleType }): Promise<RuleList> {
    return this.client.read(`${ROOT}/rules`, query);
  }

  /** Tries a setting on what was transmitted; nothing is written. */
  tryRule(code: string, content: RuleContent, exercise: number | null): Promise<Trial> {
    return this.client.write('POST', `${ROOT}/rules/${encodeURIComponent(code)}/trial`, { exercise, content });
  }

  proposals(state: ProposalState | undefined, page: number): Promise<ProposalList> {
    return this.client.read(`${ROOT}/proposals`, { state, page });
  }

  proposal(id: string): Promise<Proposal> {
    return this.client.read(`${ROOT}/proposals/${encodeURIComponent(id)}`);
  }

  seeProposal(id: string): Promise<Proposal> {
    return this.client.write('POST', `${ROOT}/proposals/${encodeURIComponent(id)}/reading`);
  }

  takeProposal({ id, revision, draftRevision }: Proposal): Promise<Proposal> {
    const url = `${ROOT}/proposals/${encodeURIComponent(id)}/taking`;
    return this.client.write('POST', url, { draftRevision }, { revision });
  }

  refuseProposal({ id, revision }: Proposal, reason: string): Promise<Proposal> {
    const url = `${ROOT}/proposals/${encodeURIComponent(id)}/refusal`;
    return this.client.write('POST', url, { reason }, { revision });
  }

  private drafted<Content, File>(kind: 'scales' | 'rules'): DraftApi<Content, File> {
    const url = (subject: string) => `${ROOT}/${kind}/${encodeURIComponent(subject)}`;
    return {
      read: (subject) => this.client.read(url(subject)),
      save: (subject, content, revision) => this.client.write('PUT', `${url(subject)}/draft`, content, { revision }),
      discard: (subject, revision) => this.client.write('DELETE', `${url(subject)}/draft`, undefined, { revision }),
      publish: (subject, revision, idempotencyKey) =>
        this.client.write('POST', `${url(subject)}/publication`, {}, { revision, idempotencyKey }),
      propose: (subject, content, reason, idempotencyKey) =>
        this.client.write('POST', `${url(subject)}/proposals`, { content, reason }, { idempotencyKey }),
    };
  }
}
