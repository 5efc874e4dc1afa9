import { inject, Injectable } from '@angular/core';
import type {
  RuleContent,
  RuleFile,
  RuleList,
  RuleType,
  ScaleContent,
  ScaleFile,
  ScaleList,
  Trial,
} from '@api/controls/reference.types';
import { proposalsAt } from '@api/controls/proposals';
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
  readonly propose?: (
    subject: string,
    content: Content,
    reason: string,
    key: string,
  ) => Promise<{ readonly id: string }>;
}

/** Scales, control rules, and what Caf administrators propose about them. */
@Injectable({ providedIn: 'root' })
export class ReferenceApi {
  private readonly client = inject(ApiClient);

  readonly scale = this.drafted<ScaleContent, ScaleFile>('scales');
  readonly rule = this.drafted<RuleContent, RuleFile>('rules');
  readonly proposals = proposalsAt(this.client, `${ROOT}/proposals`);

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
