import { Component, input } from '@angular/core';
import type { EquipmentHistory } from '@api/equipment/equipment.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';

/** Who changed what, when, before and after. */
@Component({
  selector: 'app-history-list',
  imports: [FrenchDatePipe],
  template: `
    <ol class="plain-list">
      @for (line of lines(); track line.sequence) {
        <li>
          <p>
            <strong>{{ line.act }}</strong>
          </p>
          <p class="secondary">{{ line.at | frDate: 'instant' }}, {{ line.by ?? 'un agent de la Caf' }}</p>
          @if (line.reason) {
            <p>Motif&#8239;: {{ line.reason }}</p>
          }
          <dl>
            @for (change of line.changes; track $index) {
              <div>
                <dt>{{ change.label }}</dt>
                <dd>
                  @if (change.before === null) {
                    {{ change.after }}
                  } @else if (change.after === null) {
                    <del>{{ change.before }}</del> <span class="visually-hidden">retiré</span>
                  } @else {
                    <span class="visually-hidden">avant&#8239;: </span><del>{{ change.before }}</del>
                    <span aria-hidden="true">→</span>
                    <span class="visually-hidden">après&#8239;: </span>{{ change.after }}
                  }
                </dd>
              </div>
            }
          </dl>
        </li>
      }
    </ol>
  `,
  styles: `
    li {
      display: grid;
      gap: var(--space-1);
      padding-block: var(--space-3);
      border-block-start: 1px solid var(--hairline);
    }
    p + p {
      margin-block-start: 0;
    }
    dl {
      display: grid;
      gap: var(--space-1);
      margin: 0;
      font-size: 0.9375rem;
    }
    dl > div {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-2);
    }
    dt::after {
      content: '\\202f:';
    }
    dt {
      color: var(--text-secondary);
    }
    dd {
      margin: 0;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
  `,
})
export class HistoryList {
  readonly lines = input.required<EquipmentHistory['items']>();
}
