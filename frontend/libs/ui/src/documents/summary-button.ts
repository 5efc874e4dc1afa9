import { Component, computed, inject, input, signal } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import { Busy } from '@ui/buttons/busy';
import { Download } from '@ui/exports/download';
import { Announcer } from '@ui/messages/announcer';
import { Notice } from '@ui/messages/notice';
import { countOf } from '@ui/words/count-of';

/** Between two looks at the place in the queue: a document is made in less. Milliseconds. */
const lookEvery = 1_000;

/** « Télécharger la synthèse (PDF) »: the document of a version, with the part of it that this person reads. */
@Component({
  selector: 'ui-summary-button',
  imports: [Busy, Notice],
  template: `
    <button
      type="button"
      class="link-button"
      [uiBusy]="download.busy() !== null"
      [attr.aria-label]="name()"
      (click)="take()"
    >
      {{ download.busy() ? 'Préparation de la synthèse…' : 'Télécharger la synthèse (PDF)' }}
    </button>
    @if (ahead() > 0) {
      <span class="secondary">{{ place() }}</span>
    }
    @if (download.refused(); as reason) {
      <ui-notice tone="refused">{{ reason }}</ui-notice>
    }
  `,
})
export class SummaryButton {
  readonly declarationId = input.required<string>();
  readonly version = input.required<number>();
  /** Which declaration, where several are on the page; said, not shown. */
  readonly of = input('');

  /** The words that show say enough where there is one declaration. */
  protected readonly name = computed(() => (this.of() === '' ? null : `Télécharger la synthèse (PDF), ${this.of()}`));
  private readonly client = inject(ApiClient);
  private readonly announcer = inject(Announcer);
  protected readonly download = new Download();
  /** Documents made before this one; none while nothing is known of it. */
  protected readonly ahead = signal(0);
  protected readonly place = computed(
    () => `${countOf(this.ahead(), 'synthèse passe', 'synthèses passent')} avant la vôtre.`,
  );

  protected async take(): Promise<void> {
    const path = `/api/documents/declarations/${encodeURIComponent(this.declarationId())}/summary`;
    const ticket = crypto.randomUUID();
    const looking = setInterval(() => void this.look(ticket), lookEvery);
    try {
      await this.download.take(true, () => this.client.file(path, { version: this.version(), ticket }));
    } finally {
      clearInterval(looking);
      this.ahead.set(0);
    }
  }

  /** Who waits long enough to wonder sees how many come before; read out once, when it is first known. */
  private async look(ticket: string): Promise<void> {
    // Not to know the place changes nothing: the document itself says when it is refused.
    const answer = await this.client
      .read<{ readonly ahead: number | null }>(`/api/documents/waiting/${ticket}`)
      .catch(() => null);
    if (this.download.busy() === null || typeof answer?.ahead !== 'number') return;
    const first = this.ahead() === 0;
    this.ahead.set(answer.ahead);
    if (first && answer.ahead > 0) this.announcer.say(this.place());
  }
}
