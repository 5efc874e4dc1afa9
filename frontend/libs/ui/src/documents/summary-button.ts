import { Component, computed, inject, input } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import { Busy } from '@ui/buttons/busy';
import { Download } from '@ui/exports/download';
import { Notice } from '@ui/messages/notice';

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
  protected readonly download = new Download();

  protected take(): Promise<void> {
    const path = `/api/documents/declarations/${encodeURIComponent(this.declarationId())}/summary`;
    return this.download.take(true, () => this.client.file(path, { version: this.version() }));
  }
}
