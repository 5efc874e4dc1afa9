import { Component, inject, input } from '@angular/core';
import { DocumentsApi } from '@api/documents/documents-api';
import { Busy } from '@ui/buttons/busy';
import { Download } from '@ui/exports/download';
import { Notice } from '@ui/messages/notice';

/** What is taken: a format, with the slots of the year before or empty. */
interface Choice {
  readonly label: string;
  readonly format: 'xlsx' | 'ods';
  readonly previous: boolean;
}

/** Guide 6.1: the calculation workbook of a modulated approval, to fill on one’s own computer. */
@Component({
  selector: 'app-workbook-download',
  imports: [Busy, Notice],
  template: `
    <h2 id="utilitaire">Utilitaire de calcul</h2>
    <p>
      L’agrément est modulé&#8239;: la capacité théorique se calcule créneau par créneau. Enregistrez le classeur sur
      votre ordinateur, remplissez-le, puis déposez-le ici&#8239;: ses résultats sont reportés dans le formulaire après
      votre accord. Le mode d’emploi est dans le classeur.
    </p>
    @for (row of rows; track row.words) {
      <p class="line">
        <span>{{ row.words }}&#8239;:</span>
        @for (choice of row.choices; track choice.label) {
          <button
            type="button"
            class="link-button"
            [uiBusy]="download.busy() !== null"
            [attr.aria-label]="choice.label + ', ' + row.words"
            (click)="take(choice)"
          >
            {{ download.busy() === choice ? 'Préparation du classeur…' : choice.label }}
          </button>
        }
      </p>
    }
    @if (download.refused(); as reason) {
      <ui-notice tone="refused">{{ reason }}</ui-notice>
    }
  `,
  styles: `
    :host {
      display: block;
      padding: var(--space-4);
      border: 1px solid var(--hairline);
      border-radius: var(--radius);
      background: var(--surface);
    }
    h2 {
      font-size: 1.0625rem;
      line-height: 1.5rem;
      margin: 0;
    }
    p {
      margin: var(--space-2) 0 0;
    }
    ui-notice {
      display: block;
      margin-block-start: var(--space-3);
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: var(--space-1) var(--space-4);
    }
  `,
  host: { role: 'region', 'aria-labelledby': 'utilitaire' },
})
export class WorkbookDownload {
  readonly declarationId = input.required<string>();

  private readonly api = inject(DocumentsApi);
  protected readonly rows = [
    { words: 'Classeur vide', choices: choices(false) },
    { words: 'Avec les créneaux de l’exercice précédent', choices: choices(true) },
  ] as const;
  protected readonly download = new Download<Choice>();

  protected take(choice: Choice): Promise<void> {
    const { format, previous } = choice;
    return this.download.take(choice, () => this.api.workbook(this.declarationId(), format, previous));
  }
}

function choices(previous: boolean): readonly Choice[] {
  return [
    { label: 'Télécharger en .xlsx (Excel)', format: 'xlsx', previous },
    { label: 'Télécharger en .ods (LibreOffice)', format: 'ods', previous },
  ];
}
