import { Component, input } from '@angular/core';
import type { ChangeGroup } from '@api/controls/reference.types';

/** What would change, field by field, against what is in force. */
@Component({
  selector: 'app-changes-view',
  template: `
    @for (group of groups(); track group.scope) {
      @if (group.changes.length === 0) {
        <p>{{ group.scope }}&#8239;: rien ne change.</p>
      } @else {
        <table class="table table--phone-cards">
          <caption>
            {{
              group.scope
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">Ce qui change</th>
              <th scope="col">{{ beforeLabel() }}</th>
              <th scope="col">{{ afterLabel() }}</th>
            </tr>
          </thead>
          <tbody>
            @for (change of group.changes; track change.field) {
              <tr>
                <th scope="row">{{ change.field }}</th>
                <td [attr.data-label]="beforeLabel()">{{ change.before ?? '—' }}</td>
                <td [attr.data-label]="afterLabel()">
                  <strong>{{ change.after ?? '—' }}</strong>
                </td>
              </tr>
            }
          </tbody>
        </table>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
    }
    td {
      overflow-wrap: anywhere;
    }
  `,
})
export class ChangesView {
  readonly groups = input.required<readonly ChangeGroup[]>();
  readonly beforeLabel = input('En vigueur');
  readonly afterLabel = input('Brouillon');
}
