import { Component, computed, input } from '@angular/core';
import type { StatisticsLine, StatisticsPeers } from '@api/statistics/statistics.types';
import { formatWhole } from '@ui/figures/format-figure';
import { figuresAt, gapWords, valueWords } from './statistics-words';

/** « Votre type d’accueil »: the equipment beside the mean of all those of its type d’accueil in France. */
@Component({
  selector: 'app-kind-block',
  template: `
    <section aria-labelledby="type-accueil">
      <h2 class="section-title" id="type-accueil">Et parmi les équipements de votre type d’accueil&#8239;?</h2>
      <p class="secondary">
        Les moyennes ci-dessus réunissent tous les types d’accueil. Celles-ci ne comptent que les
        {{ count() }} équipements d’{{ kind().name }} en France.
      </p>
      <div class="table-scroll">
        <table class="table table--cards">
          <caption class="visually-hidden">
            {{
              equipment()
            }}
            et les équipements d’{{
              kind().name
            }}
            en France
          </caption>
          <thead>
            <tr>
              <th scope="col">Indicateur</th>
              <th scope="col" class="figure">{{ equipment() }}</th>
              <th scope="col" class="figure">Moyenne, {{ kind().name }}</th>
              <th scope="col">Écart</th>
            </tr>
          </thead>
          <tbody>
            @for (row of rows(); track row.code) {
              <tr>
                <th scope="row">{{ row.label }}</th>
                <td class="figure" [attr.data-label]="equipment()">{{ row.own }}</td>
                <td class="figure" [attr.data-label]="'Moyenne, ' + kind().name">{{ row.mean }}</td>
                <td data-label="Écart">{{ row.gap }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    </section>
  `,
  styleUrl: './block.scss',
})
export class KindBlock {
  readonly kind = input.required<NonNullable<StatisticsPeers['sameKind']>>();
  readonly means = input.required<StatisticsPeers['lines']>();
  /** The indicators of the tab. */
  readonly lines = input.required<readonly StatisticsLine[]>();
  /** Place of the exercise among the years of the lines. */
  readonly index = input.required<number>();
  readonly equipment = input.required<string>();

  protected readonly count = computed(() => formatWhole(this.kind().count));
  protected readonly rows = computed(() =>
    this.lines().flatMap((line) => {
      const mean = this.means().find(({ code }) => code === line.code)?.sameKind ?? null;
      if (mean === null) return [];
      const { own } = figuresAt(line, this.index());
      return [
        {
          code: line.code,
          label: line.label,
          own: valueWords(own, line.unit, 'own'),
          mean: valueWords(mean, line.unit, 'national'),
          gap: gapWords(own, mean, line.unit) ?? '—',
        },
      ];
    }),
  );
}
