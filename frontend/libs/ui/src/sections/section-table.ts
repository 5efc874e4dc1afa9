import { Component, computed, input } from '@angular/core';
import type { SectionView } from '@api/workflow/workflow.types';
import { groupsOf, isSaid, wordsOf } from '@ui/sections/field-value';
import { LineName } from '@ui/sections/line-name';

/** A section to read, not to fill: one table per heading, derived totals included. */
@Component({
  selector: 'ui-section-table',
  imports: [LineName],
  template: `
    @for (part of parts(); track part.group) {
      <table class="table">
        <caption>
          {{
            part.group
          }}
        </caption>
        <tbody>
          @for (row of part.rows; track row.field) {
            <tr [class.total]="row.total">
              <th scope="row">
                <ui-line-name [code]="row.code" [label]="row.label" />
              </th>
              <td class="figure" [class.long]="row.long">{{ row.words }}</td>
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
    .long {
      white-space: pre-wrap;
      text-align: start;
    }
    th {
      min-inline-size: 8rem;
    }
  `,
})
export class SectionTable {
  readonly section = input.required<SectionView>();

  protected readonly parts = computed(() => {
    const section = this.section();
    return groupsOf(section.lines).map(({ group, lines }) => ({
      group,
      rows: lines
        .filter((line) => isSaid(line, section))
        .map((line) => ({
          field: line.field,
          code: line.code,
          label: line.label,
          total: line.requirement === 'DERIVED' && line.side !== null,
          long: line.kind === 'TEXT',
          words: wordsOf(line, section.values[line.field] ?? section.derived[line.field]),
        })),
    }));
  });
}
