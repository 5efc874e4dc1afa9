import { Component, computed, input, linkedSignal } from '@angular/core';
import type { StatisticsLine, StatisticsPeers } from '@api/statistics/statistics.types';
import { QuartileChart, type QuartileRow } from '@ui/charts/quartile-chart';
import { type Choice, SelectField } from '@ui/field/select-field';
import { groupsWords, placeWords, quartilesWords, standingWords } from './peers-words';
import { PictureButtons } from './picture-buttons';
import { figuresAt, valueWords } from './statistics-words';

/** « Où vous situez-vous ? »: the equipment among those of its kind, status and size, in its département and in France. */
@Component({
  selector: 'app-peers-block',
  imports: [PictureButtons, QuartileChart, SelectField],
  template: `
    <section aria-labelledby="quartiles">
      <h2 class="section-title" id="quartiles">Où vous situez-vous parmi vos pairs&#8239;?</h2>
      @if (peers().description) {
        <p>{{ groups() }}</p>
      }
      @if (peers().words) {
        <p class="secondary">{{ peers().words }}</p>
      }
      @if (peers().description) {
        <p class="secondary">
          La médiane partage le groupe en deux moitiés. Un quart du groupe est sous le premier quartile, un quart
          au-dessus du troisième.
        </p>
        <div class="screen-only choice">
          <ui-select-field
            fieldId="indicateur-pairs"
            label="Indicateur"
            [choices]="choices()"
            [stacked]="true"
            [(chosen)]="code"
          />
        </div>
        <p>{{ standing() }}</p>
        @if (boxes().length > 0) {
          <div #chart>
            <ui-quartile-chart [rows]="boxes()" [own]="own()" [name]="equipment()" [label]="standing()" />
            <app-picture-buttons
              class="screen-only"
              [chart]="chart"
              [picture]="standing() + ' ' + groups()"
              [what]="'quartiles'"
              [file]="file()"
            />
          </div>
        }
        <div class="table-scroll">
          <table class="table table--cards">
            <caption class="visually-hidden">
              Quartiles des équipements comparables
            </caption>
            <thead>
              <tr>
                <th scope="col">Indicateur</th>
                <th scope="col" class="figure">{{ equipment() }}</th>
                @for (group of shownGroups(); track group.zone) {
                  <th scope="col">{{ group.name }}, du premier au troisième quartile</th>
                  <th scope="col">Votre place, {{ group.name }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of rows(); track row.code) {
                <tr>
                  <th scope="row">{{ row.label }}</th>
                  <td class="figure" [attr.data-label]="equipment()">{{ row.own }}</td>
                  @for (group of row.groups; track group.name) {
                    <td [attr.data-label]="group.name">{{ group.quartiles }}</td>
                    <td [attr.data-label]="'Votre place, ' + group.name">{{ group.place }}</td>
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
    .choice {
      --field-rule: 0;
      max-inline-size: 26rem;
    }
  `,
})
export class PeersBlock {
  readonly peers = input.required<StatisticsPeers>();
  /** The indicators of the tab. */
  readonly lines = input.required<readonly StatisticsLine[]>();
  /** Place of the exercise among the years of the lines. */
  readonly index = input.required<number>();
  readonly equipment = input.required<string>();
  /** The indicator shown first. */
  readonly first = input.required<string>();
  /** Name of its picture, without extension. */
  readonly file = input.required<string>();

  protected readonly code = linkedSignal(() => this.first());
  protected readonly groups = computed(() => groupsWords(this.peers()));
  /** The département before France, as in the table of the means. */
  protected readonly shownGroups = computed(() => this.peers().groups.toReversed());
  private readonly known = computed(() =>
    this.lines().flatMap((line) => {
      const among = this.peers().lines.find(({ code }) => code === line.code);
      return among === undefined ? [] : [{ line, among, own: figuresAt(line, this.index()).own }];
    }),
  );
  protected readonly choices = computed<readonly Choice[]>(() =>
    this.known().map(({ line }) => ({ value: line.code, label: line.label })),
  );
  private readonly shown = computed(() => this.known().find(({ line }) => line.code === this.code()) ?? null);
  protected readonly own = computed(() => this.shown()?.own ?? null);
  protected readonly standing = computed(() => {
    const shown = this.shown();
    if (shown === null) return '';
    const names = this.peers().groups.map(({ name }) => name);
    return standingWords(shown.line.label, this.own(), shown.among, names);
  });
  protected readonly boxes = computed<readonly QuartileRow[]>(() => {
    const among = this.shown()?.among;
    return this.shownGroups().flatMap(({ zone, name }) => {
      const [whose, mark] = zone === 'FR' ? (['national', 'dotted'] as const) : (['department', 'hatched'] as const);
      const quartiles = among?.[whose] ?? null;
      return quartiles === null ? [] : [{ name, quartiles, mark }];
    });
  });
  protected readonly rows = computed(() =>
    this.known().map(({ line, among, own }) => ({
      code: line.code,
      label: line.label,
      own: valueWords(own, line.unit, 'own'),
      groups: this.shownGroups().map(({ zone, name }) => {
        const quartiles = zone === 'FR' ? among.national : among.department;
        return { name, quartiles: quartilesWords(quartiles, line.unit), place: placeWords(quartiles, own) };
      }),
    })),
  );
}
