import { Component, DOCUMENT, inject, input, signal } from '@angular/core';
import { ApiClient, type Query } from '@api/http/api-client';
import { refusalOf } from '@api/http/refusal';
import { Busy } from '@ui/buttons/busy';
import { saveFile } from '@ui/exports/save-file';
import { Announcer } from '@ui/messages/announcer';
import { Notice } from '@ui/messages/notice';

/** Formats of a file; `ods` where the service writes it. */
export type ExportFormat = 'csv' | 'xlsx' | 'ods';

/** « Exporter en CSV », « Exporter en XLSX »: what the filter keeps, said beside, all pages. */
@Component({
  selector: 'ui-export-buttons',
  imports: [Busy, Notice],
  template: `
    <div class="line">
      <span class="secondary">Exporter {{ what() }}&#8239;:</span>
      @for (format of formats(); track format) {
        <button
          type="button"
          class="link-button"
          [uiBusy]="busy() !== null"
          [attr.aria-label]="'Exporter en ' + format.toUpperCase() + ' : ' + what()"
          (click)="take(format)"
        >
          {{ busy() === format ? 'Préparation du fichier…' : 'Exporter en ' + format.toUpperCase() }}
        </button>
      }
    </div>
    @if (refused(); as reason) {
      <ui-notice tone="refused">{{ reason }}</ui-notice>
    }
  `,
  styles: `
    :host {
      display: block;
      margin-block: var(--space-3);
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: var(--space-1) var(--space-4);
    }
  `,
})
export class ExportButtons {
  /** Address of the export. */
  readonly path = input.required<string>();
  readonly query = input<Query>({});
  /** « les 12 déclarations trouvées ». */
  readonly what = input.required<string>();

  readonly formats = input<readonly ExportFormat[]>(['csv', 'xlsx']);

  private readonly client = inject(ApiClient);
  private readonly announcer = inject(Announcer);
  private readonly document = inject(DOCUMENT);
  protected readonly busy = signal<ExportFormat | null>(null);
  protected readonly refused = signal<string | null>(null);

  protected async take(format: ExportFormat): Promise<void> {
    this.busy.set(format);
    this.refused.set(null);
    try {
      const file = await this.client.file(this.path(), { ...this.query(), format });
      saveFile(this.document, file);
      this.announcer.say(`Le fichier ${file.name} est téléchargé.`);
    } catch (error) {
      const { message } = refusalOf(error);
      this.refused.set(message);
      this.announcer.say(message);
    } finally {
      this.busy.set(null);
    }
  }
}
