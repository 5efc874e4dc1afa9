import { Component, input } from '@angular/core';
import type { DeclarationView } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { FigurePipe } from '@ui/figures/figure.pipe';

/** What the Caf knows already (H01 to H05): read here, never typed, except H05 of an actualisée which is in the form. */
@Component({
  selector: 'app-header-recall',
  imports: [FrenchDatePipe, FigurePipe],
  template: `
    @let known = declaration().header;
    <h2 class="visually-hidden">Rappel de l’autorisation</h2>
    <dl>
      <div>
        <dt>Capacité autorisée</dt>
        <dd>{{ known.authorizedCapacity | figure: 'PLACES' : 'non connue' }}</dd>
      </div>
      <div>
        <dt>Agrément modulé</dt>
        <dd>{{ known.modulatedApproval ? 'Oui' : 'Non' }}</dd>
      </div>
      @if (known.authorization; as allowed) {
        <div>
          <dt>Autorisation</dt>
          <dd>depuis le {{ allowed.validFrom | frDate }}, {{ allowed.openingHours }}</dd>
        </div>
      }
      <div>
        <dt>Taux de régime général</dt>
        <dd>{{ known.generalSchemeRate | figure: 'PERCENT' : 'non communiqué par la Caf' }}</dd>
      </div>
      @if (declaration().type !== 'UPDATED') {
        <div>
          <dt>Participations familiales</dt>
          <dd>{{ known.familyContributions | figure: 'EURO' : 'non saisi' }}</dd>
        </div>
      }
    </dl>
  `,
  styles: `
    :host {
      display: block;
    }
    dl {
      margin: 0;
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-8);
      padding: var(--space-3) var(--space-4);
      background: var(--sunken);
      border-radius: var(--radius);
    }
    dt {
      font-size: 0.875rem;
      color: var(--text-secondary);
    }
    dd {
      margin: 0;
      font-variant-numeric: tabular-nums lining-nums;
    }
  `,
})
export class HeaderRecall {
  readonly declaration = input.required<DeclarationView>();
}
