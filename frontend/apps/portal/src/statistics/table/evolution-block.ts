import { Component, computed, input, linkedSignal } from '@angular/core';
import type { StatisticsLine } from '@api/statistics/statistics.types';
import { type Choice, SelectField } from '@ui/field/select-field';
import { PictureButtons } from './picture-buttons';
import { type ChartSeries, StatChart } from './stat-chart';
import { figuresAt, movedWords, valueWords } from './statistics-words';

/** « Comment avez-vous évolué ? »: one indicator over the years, in a chart and in a table. */
@Component({
  selector: 'app-evolution-block',
  imports: [PictureButtons, SelectField, StatChart],
  template: `
    <section aria-labelledby="evolution">
      <h2 class="section-title" id="evolution">Comment avez-vous évolué&#8239;?</h2>
      <div class="screen-only choice">
        <ui-select-field
          fieldId="indicateur"
          label="Indicateur"
          [choices]="choices()"
          [stacked]="true"
          [(chosen)]="code"
        />
      </div>
      @if (line(); as shown) {
        <p>{{ shown.label }}. {{ moved() }}</p>
        <div class="beside">
          <div #chart>
            <app-stat-chart kind="LINES" [series]="series()" [label]="shown.label + '. ' + moved()" />
            <app-picture-buttons
              class="screen-only"
              [chart]="chart"
              [picture]="shown.label + '. ' + moved()"
              [what]="'évolution, ' + shown.label"
              [file]="file()"
            />
          </div>
          <table class="table table--phone-cards">
            <caption class="visually-hidden">
              {{
                shown.label
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">Exercice</th>
                @for (name of who(); track $index) {
                  <th scope="col" class="figure">{{ name }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of rows(); track row.exercise) {
                <tr>
                  <th scope="row">{{ row.exercise }}</th>
                  @for (figure of row.figures; track $index) {
                    <td class="figure" [attr.data-label]="who()[$index]">{{ figure }}</td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
    </section>
  `,
  styleUrl: './block.scss',
  styles: `
    // A long name, « non disponible »: in two lines rather than past the edge of the page.
    .figure {
      white-space: normal;
    }
    .choice {
      --field-rule: 0;
      max-inline-size: 26rem;
    }
  `,
})
export class EvolutionBlock {
  readonly lines = input.required<readonly StatisticsLine[]>();
  readonly exercises = input.required<readonly number[]>();
  readonly who = input.required<readonly string[]>();
  /** The indicator shown first. */
  readonly first = input.required<string>();
  /** Name of its picture, without extension. */
  readonly file = input.required<string>();

  protected readonly code = linkedSignal(() => this.first());
  /** What is yes or no draws no line. */
  protected readonly choices = computed<readonly Choice[]>(() =>
    this.lines()
      .filter(({ unit }) => unit !== 'SUPPLY')
      .map(({ code, label }) => ({ value: code, label })),
  );
  protected readonly line = computed(() => this.lines().find(({ code }) => code === this.code()) ?? null);
  protected readonly moved = computed(() => {
    const line = this.line();
    return line === null ? '' : movedWords(line, this.exercises());
  });
  protected readonly series = computed<readonly ChartSeries[]>(() => {
    const line = this.line();
    if (line === null) return [];
    return [line.own, line.department, line.national].flatMap((values, place) => {
      const points = values.flatMap((value, index) =>
        value === null ? [] : [{ name: String(this.exercises()[index]), value }],
      );
      return points.length === 0 ? [] : [{ name: this.who()[place] ?? '', points }];
    });
  });
  protected readonly rows = computed(() => {
    const line = this.line();
    if (line === null) return [];
    return this.exercises().map((exercise, index) => {
      const { own, department, national } = figuresAt(line, index);
      return {
        exercise,
        figures: [
          valueWords(own, line.unit, 'own'),
          valueWords(department, line.unit, 'department'),
          valueWords(national, line.unit, 'national'),
        ],
      };
    });
  });
}
