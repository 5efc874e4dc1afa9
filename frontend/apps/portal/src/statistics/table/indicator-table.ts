import { Component, computed, input, signal } from '@angular/core';
import type { StatisticsLine, StatisticsYear } from '@api/statistics/statistics.types';
import { Icon } from '@ui/icon/icon';
import { figuresAt, gapWords, valueWords } from './statistics-words';

/** The indicators of a tab: the equipment, its département and France side by side, with what is between them in words. */
@Component({
  selector: 'app-indicator-table',
  imports: [Icon],
  template: `
    <div class="table-scroll">
      <table class="table table--cards">
        <caption>
          {{
            caption()
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">Indicateur</th>
            <th scope="col" class="figure">{{ equipment() }}</th>
            <th scope="col" class="figure">
              {{ year().department.name }}
              @if (year().departmentCount; as count) {
                <span class="count">{{ count }} EAJE</span>
              }
            </th>
            <th scope="col" class="figure">
              France
              @if (year().nationalCount; as count) {
                <span class="count">{{ count }} EAJE</span>
              }
            </th>
            <th scope="col">Écart au département</th>
            <th scope="col">Écart à la France</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.line.code) {
            <tr>
              <th scope="row">
                <span class="name">
                  {{ row.line.label }}
                  <button
                    type="button"
                    class="help-button screen-only"
                    [attr.aria-expanded]="isOpen(row.line.code)"
                    [attr.aria-controls]="'aide-' + row.line.code"
                    (click)="toggle(row.line.code)"
                  >
                    <ui-icon name="help" /><span class="visually-hidden"
                      >Calcul et sens de « {{ row.line.label }} »</span
                    >
                  </button>
                </span>
                <span class="help" [id]="'aide-' + row.line.code" [hidden]="!isOpen(row.line.code)">
                  {{ row.line.meaning }}<br />Calcul&#8239;: {{ row.line.formula }}.
                </span>
              </th>
              <td class="figure own" [attr.data-label]="equipment()">{{ row.own }}</td>
              <td class="figure" [attr.data-label]="year().department.name">{{ row.department }}</td>
              <td class="figure" data-label="France">{{ row.national }}</td>
              <td data-label="Écart au département">{{ row.departmentGap }}</td>
              <td data-label="Écart à la France">{{ row.nationalGap }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    .name {
      display: inline-flex;
      gap: var(--space-1);
      align-items: center;
    }
    .help {
      display: block;
      max-inline-size: 26rem;
      margin-block: var(--space-1);
      color: var(--text-secondary);
      font-size: 0.875rem;
      &[hidden] {
        display: none;
      }
    }
    .help-button {
      display: inline-flex;
      padding: var(--space-1);
      border: 0;
      border-radius: var(--radius);
      background: none;
      color: var(--action);
      cursor: pointer;
    }
    .own {
      font-weight: 650;
    }
    .count {
      display: block;
      font-weight: 400;
    }
  `,
})
export class IndicatorTable {
  readonly caption = input.required<string>();
  readonly equipment = input.required<string>();
  readonly year = input.required<StatisticsYear>();
  readonly lines = input.required<readonly StatisticsLine[]>();
  /** Place of the exercise among the years of the lines. */
  readonly index = input.required<number>();

  private readonly open = signal<readonly string[]>([]);
  protected readonly rows = computed(() =>
    this.lines().map((line) => {
      const { own, department, national } = figuresAt(line, this.index());
      return {
        line,
        own: valueWords(own, line.unit, 'own'),
        department: this.meanWords(department, line, 'department'),
        national: this.meanWords(national, line, 'national'),
        departmentGap: gapWords(own, department, line.unit) ?? '',
        nationalGap: gapWords(own, national, line.unit) ?? '',
      };
    }),
  );

  protected isOpen(code: string): boolean {
    return this.open().includes(code);
  }

  protected toggle(code: string): void {
    this.open.update((open) => (open.includes(code) ? open.filter((one) => one !== code) : [...open, code]));
  }

  /** A mean that is not published says when it will be. */
  private meanWords(value: number | null, line: StatisticsLine, whose: 'department' | 'national'): string {
    const { publication, exercise, departmentHidden } = this.year();
    if (publication === null) return `disponible en mars ${exercise + 2}`;
    if (whose === 'department' && departmentHidden) return 'masqué';
    return valueWords(value, line.unit, whose);
  }
}
