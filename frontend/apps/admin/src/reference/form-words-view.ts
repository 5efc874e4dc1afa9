import { Component, computed, input } from '@angular/core';
import type { FormWords } from '@api/workflow/workflow.types';
import { groupsOf } from './form-words-values';

/** The lines of the forms as they stand, group by group. */
@Component({
  selector: 'app-form-words-view',
  template: `
    @for (group of groups(); track group.section + group.name) {
      <table class="table table--phone-cards">
        <caption>
          {{
            group.name
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">Ligne</th>
            <th scope="col">Libellé</th>
            <th scope="col">Aide</th>
          </tr>
        </thead>
        <tbody>
          @for (line of group.lines; track line.known.field) {
            <tr>
              <th scope="row">{{ line.known.code }}</th>
              <td data-label="Libellé">{{ line.known.label }}</td>
              <td data-label="Aide">{{ line.known.help || '—' }}</td>
            </tr>
          }
        </tbody>
      </table>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-6);
    }
    td {
      overflow-wrap: anywhere;
    }
  `,
})
export class FormWordsView {
  readonly lines = input.required<readonly FormWords[]>();
  protected readonly groups = computed(() => {
    const lines = this.lines();
    return groupsOf({ lines: lines.map((line) => ({ ...line, order: String(line.order) })) }, lines);
  });
}
