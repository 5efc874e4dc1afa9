import { Component, effect, inject, input } from '@angular/core';
import type { DeclarationView } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Notice } from '@ui/messages/notice';
import { DeclarationStore } from '../declaration-store';
import { ReceiptReading } from './receipt-reading';

/** The receipt: when, by whom, and the print of what was sent. */
@Component({
  selector: 'app-acknowledgement',
  imports: [FrenchDatePipe, Notice],
  template: `
    @let sent = transmission();
    <ui-notice
      id="accuse"
      tabindex="-1"
      tone="done"
      [heading]="fresh() ? 'La déclaration est transmise à la Caf' : 'Déclaration transmise à la Caf'"
    >
      <dl>
        <dt>Transmise</dt>
        <dd>le {{ sent.at | frDate: 'instant' }} (heure de Paris) par {{ sent.by }}</dd>
        <dt>État</dt>
        <dd>{{ store.declaration().statusLabel }}</dd>
        <dt>Empreinte des données transmises (SHA-256)</dt>
        <dd class="print">{{ sent.dataHash }}</dd>
        <dt>Référence de l’accusé de réception</dt>
        @if (receipt.known(); as known) {
          <dd class="print">{{ known.reference }}</dd>
        } @else {
          <dd>{{ receipt.words() }}</dd>
        }
      </dl>
      @if (receipt.known(); as known) {
        <p>
          Ce que porte la synthèse (PDF) peut être vérifié par tous, sans compte&#8239;:
          <a [href]="known.address">vérifier cet accusé de réception</a>.
        </p>
      }
      @if (fresh()) {
        <p>Votre Caf va l’étudier. Sa réponse apparaîtra sur votre accueil si une action est attendue de vous.</p>
      }
    </ui-notice>
  `,
  styles: `
    dl {
      margin: 0;
    }
    dt {
      font-size: 0.875rem;
      color: var(--text-secondary);
    }
    dd {
      margin: 0 0 var(--space-2);
    }
    .print {
      font-family: ui-monospace, monospace;
      font-size: 0.875rem;
      overflow-wrap: anywhere;
    }
  `,
})
export class Acknowledgement {
  readonly transmission = input.required<NonNullable<DeclarationView['transmission']>>();
  /** Just sent on this page. */
  readonly fresh = input(false);
  protected readonly store = inject(DeclarationStore);
  protected readonly receipt = new ReceiptReading();

  constructor() {
    effect(() => {
      const { id, version } = this.store.declaration();
      void this.receipt.read(id, version);
    });
  }
}
