import { computed, inject, signal } from '@angular/core';
import type { DraftApi } from '@api/controls/reference-api';
import { AttemptKey } from '@api/http/attempt-key';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import { Messages } from '@ui/messages/message-bar';

interface FileWithDraft {
  readonly draftRevision: number;
  readonly draft: object | null;
}

/** A subject of the reference data on its page: what is published, what is prepared, and the acts. */
export class DraftStore<Content, File extends FileWithDraft> {
  private readonly messages = inject(Messages);
  private readonly user = inject(CurrentUser);
  private readonly attempt = new AttemptKey();
  private readonly api: DraftApi<Content, File>;
  private subject = '';

  readonly file = signal<File | null>(null);
  /** The page cannot be shown. */
  readonly unavailable = signal<Refusal | null>(null);
  /** The last act was refused; what is typed stays. */
  readonly refused = signal<Refusal | null>(null);
  readonly busy = signal(false);
  readonly mayPublish = computed(() => this.user.known() && this.user.me().population === 'CNAF_ADMIN');
  readonly mayPropose = computed(
    () => this.api.propose !== undefined && this.user.known() && this.user.me().population === 'CAF_ADMIN',
  );

  constructor(api: DraftApi<Content, File>) {
    this.api = api;
  }

  async load(subject: string): Promise<void> {
    this.subject = subject;
    this.unavailable.set(null);
    try {
      this.file.set(await this.api.read(subject));
    } catch (error) {
      this.unavailable.set(refusalOf(error));
    }
  }

  save(content: Content): Promise<boolean> {
    return this.act('Le brouillon est enregistré. Rien n’est encore publié.', (revision) =>
      this.api.save(this.subject, content, revision),
    );
  }

  discard(): Promise<boolean> {
    return this.act('Le brouillon est abandonné.', (revision) => this.api.discard(this.subject, revision));
  }

  publish(done: string): Promise<boolean> {
    return this.act(done, (revision) =>
      this.api.publish(this.subject, revision, this.attempt.keyFor(`${this.subject} ${revision}`)),
    );
  }

  async propose(content: Content, reason: string): Promise<string | null> {
    const { propose } = this.api;
    if (propose === undefined) return null;
    let id: string | null = null;
    await this.act('La proposition est envoyée à la Cnaf.', async () => {
      const key = this.attempt.keyFor(JSON.stringify([this.subject, content, reason]));
      ({ id } = await propose(this.subject, content, reason, key));
      return this.file()!;
    });
    return id;
  }

  /** After a refusal for someone else’s act: shows what they did; what is typed here stays typed. */
  private async act(done: string, send: (revision: number) => Promise<File>): Promise<boolean> {
    const file = this.file();
    if (file === null || this.busy()) return false;
    this.busy.set(true);
    this.refused.set(null);
    try {
      this.file.set(await send(file.draftRevision));
      this.attempt.settled();
      this.messages.tell({ tone: 'done', text: done });
      return true;
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal.passing) this.attempt.settled();
      if (refusal.stale) await this.load(this.subject);
      this.refused.set(refusal);
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}
