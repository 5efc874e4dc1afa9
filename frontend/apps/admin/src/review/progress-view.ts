import { Component, computed, input } from '@angular/core';
import type { DeclarationView } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Notice } from '@ui/messages/notice';
import { StatusChip } from '@ui/status/status-chip';

/** A declaration the partner has in hand: where it stands, never its figures (domain.md 5.3). */
@Component({
  selector: 'app-progress-view',
  imports: [FrenchDatePipe, Notice, StatusChip],
  template: `
    @let shown = declaration();
    @if (shown.status === 'CANCELLED') {
      <ui-notice tone="info">
        <p>Cette déclaration est annulée&#8239;: aucune action n’est attendue.</p>
      </ui-notice>
    } @else {
      <ui-notice tone="info">
        <p>Le partenaire a cette déclaration en main. Ses données seront lisibles après la transmission.</p>
      </ui-notice>
    }
    <dl>
      <dt>État</dt>
      <dd>{{ shown.statusLabel }}</dd>
      <dt>Dernière activité</dt>
      <dd>{{ lastActivity() | frDate: 'instant' }}</dd>
      <dt>Attendue</dt>
      <dd>
        @if (shown.dueOn) {
          {{ shown.dueOn | frDate: 'deadline' }}
          @if (shown.overdue) {
            <ui-status-chip tone="explain">En retard</ui-status-chip>
          }
        } @else {
          sans échéance
        }
      </dd>
      @if (shown.rejection; as rejection) {
        <dt>Motif du rejet de la version {{ rejection.version }}</dt>
        <dd>
          <p class="typed-text">{{ rejection.motive }}</p>
          <p class="secondary">{{ rejection.by }}, le {{ rejection.at | frDate: 'instant' }}</p>
        </dd>
      }
    </dl>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
      max-inline-size: var(--column);
    }
    dl {
      margin: 0;
    }
    dt {
      font-size: 0.875rem;
      color: var(--text-secondary);
    }
    dd {
      margin: 0 0 var(--space-3);
    }
  `,
})
export class ProgressView {
  readonly declaration = input.required<DeclarationView>();
  protected readonly lastActivity = computed(() => this.declaration().versions.at(-1)?.at ?? null);
}
