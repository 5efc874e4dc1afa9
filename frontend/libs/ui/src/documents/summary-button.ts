import { Component, computed, DOCUMENT, inject, input, signal } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import { refusalOf } from '@api/http/refusal';
import { Busy } from '@ui/buttons/busy';
import { saveFile } from '@ui/exports/save-file';
import { Announcer } from '@ui/messages/announcer';
import { Notice } from '@ui/messages/notice';

/** « Télécharger la synthèse (PDF) »: the document of a version, with the part of it that this person reads. */
@Component({
  selector: 'ui-summary-button',
  imports: [Busy, Notice],
  template: `
    <button type="button" class="link-button" [uiBusy]="busy()" [attr.aria-label]="name()" (click)="take()">
      {{ busy() ? 'Préparation de la synthèse…' : 'Télécharger la synthèse (PDF)' }}
    </button>
    @if (refused(); as reason) {
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
  private readonly document = inject(DOCUMENT);
  protected readonly busy = signal(false);
  protected readonly refused = signal<string | null>(null);

  protected async take(): Promise<void> {
    this.busy.set(true);
    this.refused.set(null);
    try {
      const path = `/api/documents/declarations/${encodeURIComponent(this.declarationId())}/summary`;
      const file = await this.client.file(path, { version: this.version() });
      saveFile(this.document, file);
      this.announcer.say(`Le fichier ${file.name} est téléchargé.`);
    } catch (error) {
      const { message } = refusalOf(error);
      this.refused.set(message);
      this.announcer.say(message);
    } finally {
      this.busy.set(false);
    }
  }
}
