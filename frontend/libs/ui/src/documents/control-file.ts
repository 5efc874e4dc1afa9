import { Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { ApiClient } from '@api/http/api-client';
import { Busy } from '@ui/buttons/busy';
import { Download } from '@ui/exports/download';
import { Notice } from '@ui/messages/notice';

/** « Préparer un contrôle »: all that was transmitted of the last three exercises of an equipment, in one archive. */
@Component({
  selector: 'ui-control-file',
  imports: [MatButton, Busy, Notice],
  template: `
    <section aria-labelledby="controle-titre">
      <h2 id="controle-titre">Préparer un contrôle</h2>
      <p>
        Un dossier ZIP réunit tout ce qui a été transmis à la Caf pour les trois derniers exercices&#8239;: synthèses,
        données, contrôles et explications, calculs, accusés de réception et historique, avec l’empreinte de chaque
        fichier.
      </p>
      <div>
        <button matButton="outlined" type="button" [uiBusy]="download.busy() !== null" (click)="take()">
          {{ download.busy() ? 'Préparation du dossier…' : 'Télécharger le dossier de contrôle (ZIP)' }}
        </button>
      </div>
      @if (download.refused(); as reason) {
        <ui-notice tone="refused">{{ reason }}</ui-notice>
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: var(--space-3);
      padding: var(--space-4);
      background: var(--surface);
      border: 1px solid var(--hairline);
      border-radius: var(--radius);
    }
    button {
      block-size: auto;
      min-block-size: 2.75rem;
      padding-block: var(--space-2);
      white-space: normal;
    }
  `,
})
export class ControlFile {
  readonly equipmentId = input.required<string>();

  private readonly client = inject(ApiClient);
  protected readonly download = new Download();

  protected take(): Promise<void> {
    const path = `/api/documents/equipments/${encodeURIComponent(this.equipmentId())}/control-file`;
    return this.download.take(true, () => this.client.file(path));
  }
}
