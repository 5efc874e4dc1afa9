import { Component, computed, input } from '@angular/core';
import type { DeclarationView } from '@api/workflow/workflow.types';
import { formatFigure } from '@ui/figures/format-figure';
import { countOf } from '@ui/words/count-of';

interface Sent {
  readonly label: string;
  readonly words: string;
}

/** What the approver signs, in short: the totals, the points explained, the comment (10.5). */
@Component({
  selector: 'app-what-is-sent',
  template: `
    <dl>
      @for (each of figures(); track each.label) {
        <div>
          <dt>{{ each.label }}</dt>
          <dd class="figure">{{ each.words }}</dd>
        </div>
      }
      <div>
        <dt>Points des contrôles</dt>
        <dd>{{ points() }}</dd>
      </div>
      <div class="wide">
        <dt>Commentaire pour la Caf</dt>
        <dd class="typed-text">{{ declaration().comment || 'aucun' }}</dd>
      </div>
    </dl>
  `,
  styles: `
    dl {
      margin: 0;
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr));
      gap: var(--space-3) var(--space-6);
    }
    dt {
      font-size: 0.875rem;
      color: var(--text-secondary);
    }
    dd {
      margin: 0;
    }
    .wide {
      grid-column: 1 / -1;
    }
  `,
})
export class WhatIsSent {
  readonly declaration = input.required<DeclarationView>();

  protected readonly figures = computed<Sent[]>(() => {
    const { activity, financial } = this.declaration().sections;
    const figure = (label: string, value: unknown, unit: string): Sent[] =>
      typeof value === 'number' ? [{ label, words: formatFigure({ value, unit }) }] : [];
    return [
      ...figure('Heures réalisées', activity.values['attendedHours'], 'HOURS'),
      ...figure('Heures facturées', activity.values['invoicedHours'], 'HOURS'),
      ...figure('Participations familiales', activity.values['familyContributionsReminder'], 'EURO'),
      ...figure('Total des charges', financial?.derived['totalExpenses'], 'EURO'),
      ...figure('Total des produits', financial?.derived['totalIncome'], 'EURO'),
    ];
  });
  protected readonly points = computed(() => {
    const explained = this.declaration().controls.filter((control) => control.explanation?.confirmed).length;
    return explained === 0 ? 'aucun à expliquer' : countOf(explained, 'point expliqué', 'points expliqués');
  });
}
