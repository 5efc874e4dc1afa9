import { Component, computed, input } from '@angular/core';
import type { MeansPreview } from '@api/statistics/statistics.types';
import { changeWords, meanWords } from './means-words';

/** The national means as they would be published, beside what is published and the exercise before. */
@Component({
  selector: 'app-national-table',
  template: `
    <table class="table table--cards">
      <caption class="visually-hidden">
        Moyennes nationales
      </caption>
      <thead>
        <tr>
          <th scope="col">Indicateur</th>
          <th scope="col" class="figure">À publier</th>
          <th scope="col" class="figure">Déjà publié</th>
          <th scope="col" class="figure">Changement</th>
          <th scope="col" class="figure">Publié pour {{ preview().exercise - 1 }}</th>
          <th scope="col" class="figure">D’un exercice à l’autre</th>
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.label) {
          <tr>
            <th scope="row">{{ row.label }}</th>
            <td class="figure" data-label="À publier">{{ row.now }}</td>
            <td class="figure" data-label="Déjà publié">{{ row.published }}</td>
            <td class="figure" data-label="Changement">{{ row.change }}</td>
            <td class="figure" [attr.data-label]="'Publié pour ' + (preview().exercise - 1)">{{ row.yearBefore }}</td>
            <td class="figure" data-label="D’un exercice à l’autre">{{ row.moved }}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class NationalTable {
  readonly preview = input.required<MeansPreview>();

  protected readonly rows = computed(() =>
    this.preview().lines.map(({ label, unit, now, published, yearBefore }) => ({
      label,
      now: meanWords(now, unit),
      published: meanWords(published, unit),
      change: changeWords(now, published, unit),
      yearBefore: meanWords(yearBefore, unit),
      moved: changeWords(now, yearBefore, unit),
    })),
  );
}
