import { Component, computed, input } from '@angular/core';
import type { StatisticsLine } from '@api/statistics/statistics.types';
import { PictureButtons } from './picture-buttons';
import { type ChartKind, type ChartSeries, StatChart } from './stat-chart';
import { answerOf, figuresAt, valueWords, type Whose } from './statistics-words';

const UNITS: Partial<Record<StatisticsLine['unit'], string>> = { PERCENT: '%', EURO_PER_HOUR: '€/h', EURO: '€' };
const WHOSE: readonly Whose[] = ['own', 'department', 'national'];

/** A question about one exercise: its answer in a sentence, the chart and the same figures in a table. */
@Component({
  selector: 'app-question-block',
  imports: [PictureButtons, StatChart],
  template: `
    <section [attr.aria-labelledby]="blockId()">
      <h2 class="section-title" [id]="blockId()">{{ question() }}</h2>
      <p>{{ answer() }}</p>
      <div class="beside">
        <div #chart>
          <app-stat-chart [kind]="kind()" [series]="series()" [label]="answer()" [unit]="unit()" />
          <app-picture-buttons
            class="screen-only"
            [chart]="chart"
            [picture]="question() + ' ' + answer()"
            [what]="question()"
            [file]="file()"
          />
        </div>
        <table class="table table--phone-cards">
          <caption class="visually-hidden">
            {{
              question()
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">{{ kind() === 'BARS' ? 'Moyenne' : 'Part' }}</th>
              @for (line of lines(); track line.code) {
                <th scope="col" class="figure">{{ names()[$index] }}</th>
              }
            </tr>
          </thead>
          <tbody>
            @for (row of rows(); track row.name) {
              <tr>
                <th scope="row">{{ row.name }}</th>
                @for (figure of row.figures; track $index) {
                  <td class="figure" [attr.data-label]="names()[$index]">{{ figure }}</td>
                }
              </tr>
            }
          </tbody>
        </table>
      </div>
    </section>
  `,
  styleUrl: './block.scss',
})
export class QuestionBlock {
  readonly blockId = input.required<string>();
  readonly question = input.required<string>();
  /** One line for bars, several for groups. */
  readonly lines = input.required<readonly StatisticsLine[]>();
  /** Short names of the lines. */
  readonly names = input.required<readonly string[]>();
  readonly index = input.required<number>();
  /** « La Moufletterie », « Indre-et-Loire », « France ». */
  readonly who = input.required<readonly string[]>();
  /** Name of its picture, without extension. */
  readonly file = input.required<string>();

  protected readonly kind = computed<ChartKind>(() => (this.lines().length === 1 ? 'BARS' : 'GROUPS'));
  protected readonly unit = computed(() => UNITS[this.lines()[0]?.unit ?? 'HOURS'] ?? '');
  protected readonly answer = computed(() => {
    const [line] = this.lines();
    return line === undefined ? '' : answerOf(line, this.index());
  });
  private readonly shown = computed(() =>
    WHOSE.map((whose, place) => ({
      whose,
      name: this.who()[place] ?? '',
      values: this.lines().map((line) => figuresAt(line, this.index())[whose]),
    })).filter(({ values }) => values.some((value) => value !== null)),
  );
  protected readonly series = computed<readonly ChartSeries[]>(() =>
    this.shown().map(({ name, values }) => ({
      name,
      points: values.map((value, place) => ({ name: this.names()[place] ?? '', value: value ?? 0 })),
    })),
  );
  protected readonly rows = computed(() =>
    this.shown().map(({ name, whose, values }) => ({
      name,
      figures: values.map((value, place) => valueWords(value, this.lines()[place]?.unit ?? 'HOURS', whose)),
    })),
  );
}
