import { Component, computed, inject, input } from '@angular/core';
import type { SectionView } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Notice } from '@ui/messages/notice';
import { DeclarationStore } from './declaration-store';

/** What the approver told the person who fills this section: when giving it back (T6), when entrusting its correction (T12). */
@Component({
  selector: 'app-section-messages',
  imports: [FrenchDatePipe, Notice],
  template: `
    @if (section().handedBack; as given) {
      <ui-notice tone="explain" heading="Section rendue par {{ given.by }} le {{ given.at | frDate: 'instant' }}">
        @if (given.message) {
          <p class="typed-text">{{ given.message }}</p>
        } @else {
          <p>Aucun message n’accompagne ce retour.</p>
        }
      </ui-notice>
    }
    @for (message of delegations(); track message.at) {
      <ui-notice
        tone="explain"
        heading="Correction confiée par {{ message.by }} le {{ message.at | frDate: 'instant' }}"
      >
        <p class="typed-text">{{ message.text }}</p>
      </ui-notice>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
      max-inline-size: var(--column);
    }
    :host(:not(:empty)) {
      margin-block-end: var(--space-6);
    }
  `,
})
export class SectionMessages {
  readonly section = input.required<SectionView>();
  private readonly store = inject(DeclarationStore);
  private readonly drafting = computed(() => this.store.declaration().status === 'IN_PROGRESS');
  protected readonly delegations = computed(() => {
    if (!this.drafting() || this.section().state === 'LOCKED') return [];
    const { messages } = this.store.declaration().correction ?? { messages: [] };
    return messages.filter(({ section }) => section === this.section().key);
  });
}
