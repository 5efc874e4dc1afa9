import { Component, computed, inject, input } from '@angular/core';
import type { SectionView } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Notice } from '@ui/messages/notice';
import { countOf } from '@ui/words/count-of';
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
    @if (remarked(); as sentence) {
      <ui-notice tone="explain" heading="{{ sentence }}">
        @if (limited()) {
          <p>
            La Caf a limité la correction aux lignes qui portent une remarque&#8239;; les autres restent telles quelles.
          </p>
        } @else {
          <p>Chaque remarque est écrite à sa ligne.</p>
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
  protected readonly limited = computed(() => this.store.declaration().correction?.limited ?? false);
  /** « 2 remarques de la Caf sur cette section »; '' when there is none. */
  protected readonly remarked = computed(() => {
    if (!this.drafting()) return '';
    const remarks = this.store.declaration().correction?.remarks ?? [];
    const here = remarks.filter(({ section }) => section === this.section().key).length;
    if (here === 0) return this.limited() ? 'Aucune remarque de la Caf sur cette section' : '';
    return `${countOf(here, 'remarque', 'remarques')} de la Caf sur cette section`;
  });
  protected readonly delegations = computed(() => {
    if (!this.drafting() || this.section().state === 'LOCKED') return [];
    const { messages } = this.store.declaration().correction ?? { messages: [] };
    return messages.filter(({ section }) => section === this.section().key);
  });
}
