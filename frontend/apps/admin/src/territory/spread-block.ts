import { Component, computed, input, linkedSignal } from '@angular/core';
import type { TerritoryLine } from '@api/statistics/statistics.types';
import { QuartileChart, type QuartileRow } from '@ui/charts/quartile-chart';
import { type Choice, SelectField } from '@ui/field/select-field';
import { movedWords, spreadWords } from './territory-words';

/** How the figures of a tab are spread: one indicator over the years on one scale, then all of them for the exercise. */
@Component({
  selector: 'app-spread-block',
  imports: [QuartileChart, SelectField],
  template: `
    <p class="secondary">
      La médiane partage les équipements en deux moitiés. Un quart est sous le premier quartile, un quart au-dessus du
      troisième.
    </p>
    <div class="choice">
      <ui-select-field
        fieldId="indicateur"
        label="Indicateur suivi d’année en année"
        [choices]="choices()"
        [stacked]="true"
        [(chosen)]="code"
      />
    </div>
    @if (line(); as shown) {
      <p>{{ answer() }}</p>
      @if (boxes().length > 0) {
        <ui-quartile-chart [rows]="boxes()" [label]="answer()" />
      }
      <table class="table table--phone-cards">
        <caption>
          {{
            shown.label
          }}, d’année en année
        </caption>
        <thead>
          <tr>
            <th scope="col">Exercice</th>
            <th scope="col">Du premier au troisième quartile</th>
          </tr>
        </thead>
        <tbody>
          @for (row of years(); track row.exercise) {
            <tr>
              <th scope="row">{{ row.exercise }}</th>
              <td data-label="Du premier au troisième quartile">{{ row.words }}</td>
            </tr>
          }
        </tbody>
      </table>
    }
    <table class="table table--phone-cards">
      <caption>
        Tous les indicateurs,
        {{
          exercise()
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">Indicateur</th>
          <th scope="col">Du premier au troisième quartile</th>
        </tr>
      </thead>
      <tbody>
        @for (row of all(); track row.code) {
          <tr>
            <th scope="row">{{ row.label }}</th>
            <td data-label="Du premier au troisième quartile">{{ row.words }}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
      min-inline-size: 0;
    }
    .choice {
      --field-rule: 0;
      max-inline-size: 26rem;
    }
  `,
})
export class SpreadBlock {
  /** The indicators of the tab. */
  readonly lines = input.required<readonly TerritoryLine[]>();
  /** Oldest first, as the years of the lines. */
  readonly exercises = input.required<readonly number[]>();
  readonly exercise = input.required<number>();
  /** The indicator shown first. */
  readonly first = input.required<string>();

  protected readonly code = linkedSignal(() => this.first());
  protected readonly choices = computed<readonly Choice[]>(() =>
    this.lines().map(({ code, label }) => ({ value: code, label })),
  );
  protected readonly line = computed(() => this.lines().find(({ code }) => code === this.code()) ?? null);
  protected readonly answer = computed(() => {
    const line = this.line();
    return line === null ? '' : `${line.label}. ${movedWords(line, this.exercises())}`.trim();
  });
  protected readonly years = computed(() => {
    const line = this.line();
    return line === null
      ? []
      : this.exercises().map((exercise, index) => ({
          exercise,
          words: spreadWords(line.years[index] ?? null, line.unit),
        }));
  });
  protected readonly boxes = computed<readonly QuartileRow[]>(() =>
    (this.line()?.years ?? []).flatMap((quartiles, index) => {
      const exercise = this.exercises()[index];
      const mark = exercise === this.exercise() ? 'hatched' : 'dotted';
      return quartiles === null ? [] : [{ name: String(exercise), quartiles, mark } as const];
    }),
  );
  protected readonly all = computed(() => {
    const index = this.exercises().indexOf(this.exercise());
    return this.lines().map(({ code, label, unit, years }) => ({
      ...{ code, label },
      words: spreadWords(years[index] ?? null, unit),
    }));
  });
}
