import { Component, input } from '@angular/core';
import type { DeclarationView } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { FigurePipe } from '@ui/figures/figure.pipe';

/** What an agent checks first: period, authorisation, general-scheme rate, who transmitted and when. */
@Component({
  selector: 'app-declaration-facts',
  imports: [FrenchDatePipe, FigurePipe],
  template: `
    @let shown = declaration();
    <dl>
      <div>
        <dt>Période</dt>
        <dd>du {{ shown.periodStart | frDate }} au {{ shown.periodEnd | frDate }}</dd>
      </div>
      <div>
        <dt>Version</dt>
        <dd>{{ shown.version }}</dd>
      </div>
      <div>
        <dt>Capacité autorisée</dt>
        <dd>
          {{ shown.header.authorizedCapacity | figure: 'PLACES' : 'non connue'
          }}{{ shown.header.modulatedApproval ? ', agrément modulé' : '' }}
        </dd>
      </div>
      <div>
        <dt>Régime général</dt>
        <dd>{{ shown.header.generalSchemeRate | figure: 'PERCENT' : 'taux non renseigné' }}</dd>
      </div>
      @if (shown.transmission; as sent) {
        <div>
          <dt>Transmise</dt>
          <dd>le {{ sent.at | frDate: 'instant' }} par {{ sent.by }}</dd>
        </div>
      }
      @if (shown.decision; as decision) {
        <div>
          <dt>Décision</dt>
          <dd>
            {{ shown.statusLabel }} le {{ decision.at | frDate: 'instant' }} par {{ decision.by
            }}{{ decision.note ? ' – ' + decision.note : '' }}
          </dd>
        </div>
      }
    </dl>
  `,
  styles: `
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-8);
      margin: 0 0 var(--space-6);
      padding-block: var(--space-3);
      border-block: 1px solid var(--hairline);
      font-size: 0.875rem;
    }
    dt {
      color: var(--text-secondary);
    }
    dd {
      margin: 0;
    }
  `,
})
export class DeclarationFacts {
  readonly declaration = input.required<DeclarationView>();
}
