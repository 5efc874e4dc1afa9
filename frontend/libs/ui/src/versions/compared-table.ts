import { Component, computed, input } from '@angular/core';
import { groupsOf } from '@ui/sections/field-value';
import { LineName } from '@ui/sections/line-name';
import type { ComparedRow } from '@ui/versions/version-diff';

/** Lines of two versions side by side, one table per heading; what differs is said, not only coloured. */
@Component({
  selector: 'ui-compared-table',
  imports: [LineName],
  template: `
    @for (part of parts(); track part.group) {
      <div class="table-scroll">
        <table class="table table--phone-cards">
          <caption [class.visually-hidden]="!part.group">
            {{
              part.group || heading()
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">Donnée</th>
              <th scope="col" [class.figure]="!part.long">{{ before() }}</th>
              <th scope="col" [class.figure]="!part.long">{{ after() }}</th>
              @if (!part.long) {
                <th scope="col" class="figure">Écart</th>
              }
            </tr>
          </thead>
          <tbody>
            @for (row of part.lines; track row.key) {
              <tr [class.differs]="row.differs">
                <th scope="row">
                  <ui-line-name [code]="row.code" [label]="row.label" />
                </th>
                <td [class]="row.long ? 'long' : 'figure'" [attr.data-label]="before()" [textContent]="row.before"></td>
                <td
                  class="after"
                  [class]="row.long ? 'long' : 'figure'"
                  [attr.data-label]="after()"
                  [textContent]="row.after"
                ></td>
                @if (!part.long) {
                  <td class="figure gap" data-label="Écart">
                    {{ row.gap || (row.differs ? 'changé' : 'identique') }}
                  </td>
                }
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-6);
      min-inline-size: 0;
    }
    .differs .after {
      font-weight: 650;
    }
    .gap {
      white-space: normal;
    }
    .long {
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    // The columns stand under each other from one table to the next.
    @media (min-width: 48rem) {
      table {
        table-layout: fixed;
      }
      thead th:not(:first-child) {
        inline-size: 21%;
      }
      thead th:nth-child(2):nth-last-child(2),
      thead th:nth-child(3):last-child {
        inline-size: 33%;
      }
    }
  `,
})
export class ComparedTable {
  readonly rows = input.required<readonly ComparedRow[]>();
  /** Name of the table when its lines have no heading. */
  readonly heading = input.required<string>();
  /** « Version 1 ». */
  readonly before = input.required<string>();
  readonly after = input.required<string>();

  protected readonly parts = computed(() =>
    groupsOf(this.rows()).map(({ group, lines }) => ({ group, lines, long: lines.every((row) => row.long) })),
  );
}
