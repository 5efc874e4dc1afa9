import { Component, inject, input } from '@angular/core';
import { ApiClient, type Query } from '@api/http/api-client';
import { Busy } from '@ui/buttons/busy';
import { Download } from '@ui/exports/download';
import { Notice } from '@ui/messages/notice';

/** Formats of a file: for any program, for Excel, for LibreOffice. */
const FORMATS = ['csv', 'xlsx', 'ods'] as const;
type ExportFormat = (typeof FORMATS)[number];

/** « Exporter en CSV », « Exporter en XLSX », « Exporter en ODS »: what the filter keeps, said beside, all pages. */
@Component({
  selector: 'ui-export-buttons',
  imports: [Busy, Notice],
  template: `
    <div class="line">
      <span class="secondary">Exporter {{ what() }}&#8239;:</span>
      @for (format of formats; track format) {
        <button
          type="button"
          class="link-button"
          [uiBusy]="download.busy() !== null"
          [attr.aria-label]="'Exporter en ' + format.toUpperCase() + ' : ' + what()"
          (click)="take(format)"
        >
          {{ download.busy() === format ? 'Préparation du fichier…' : 'Exporter en ' + format.toUpperCase() }}
        </button>
      }
    </div>
    @if (download.refused(); as reason) {
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

  protected readonly formats = FORMATS;
  private readonly client = inject(ApiClient);
  protected readonly download = new Download<ExportFormat>();

  protected take(format: ExportFormat): Promise<void> {
    return this.download.take(format, () => this.client.file(this.path(), { ...this.query(), format }));
  }
}
