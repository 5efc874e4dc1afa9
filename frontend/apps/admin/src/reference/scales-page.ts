import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ReferenceApi } from '@api/controls/reference-api';
import type { ScaleList } from '@api/controls/reference.types';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { RowKeys } from '@ui/grid/row-keys';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { StatusChip } from '@ui/status/status-chip';
import { countOf, sentence } from '@ui/words/count-of';
import { statusOf } from './reference-words';

/** « Barèmes »: the scale in force of each exercise, how sure it is and what it lacks. */
@Component({
  selector: 'app-scales-page',
  imports: [RouterLink, FrenchDatePipe, Loading, PageHeader, RowKeys, StatusChip, UnavailablePage],
  template: `
    @if (refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="load()" />
    } @else {
      <ui-page-header heading="Barèmes et paramètres de la Psu" [crumbs]="crumbs" />
      @if (loaded() === null) {
        <ui-loading label="Chargement des barèmes…" />
      } @else {
        @if (next(); as exercise) {
          <p class="act">
            <a [routerLink]="['/referentiel/baremes', exercise]">Préparer le barème {{ exercise }}</a>
          </p>
        }
        <table class="table table--cards" uiRowKeys>
          <caption>
            {{
              caption()
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">Exercice</th>
              <th scope="col">Statut</th>
              <th scope="col">Prix plafonds</th>
              <th scope="col">Révision</th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            @for (row of rows(); track row.scale.exercise) {
              <tr>
                <th scope="row">
                  <a [routerLink]="['/referentiel/baremes', row.scale.exercise]">Barème {{ row.scale.exercise }}</a>
                  @if (row.draft) {
                    <ui-status-chip tone="todo">Brouillon</ui-status-chip>
                  }
                </th>
                <td data-label="Statut">
                  <ui-status-chip [tone]="row.status.tone">{{ row.status.label }}</ui-status-chip>
                </td>
                <td data-label="Prix plafonds">{{ row.missing }}</td>
                <td data-label="Révision">{{ row.scale.revision }}, le {{ row.scale.publishedAt | frDate: 'day' }}</td>
                <td data-label="Source">{{ row.scale.sourceNote }}</td>
              </tr>
            }
          </tbody>
        </table>
      }
    }
  `,
  styles: `
    .act {
      margin-block-end: var(--space-4);
    }
  `,
})
export class ScalesPage {
  private readonly api = inject(ReferenceApi);
  private readonly user = inject(CurrentUser);
  protected readonly crumbs: readonly Crumb[] = [{ label: 'Référentiel', link: ['/referentiel'] }];
  protected readonly loaded = signal<ScaleList | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly rows = computed(() => {
    const { scales = [], drafts = [] } = this.loaded() ?? {};
    return scales.map((scale) => {
      const missing = scale.rows.filter(({ priceCap }) => priceCap === null).length;
      return {
        scale,
        status: statusOf(scale.status),
        draft: drafts.includes(scale.exercise),
        missing: missing === 0 ? 'complets' : `${countOf(missing, 'prix manquant', 'prix manquants')}`,
      };
    });
  });
  protected readonly caption = computed(() => sentence(countOf(this.rows().length, 'exercice', 'exercices')));
  /** The exercise after the last one, for those who prepare it or propose it. */
  protected readonly next = computed(() => {
    const last = this.rows()[0]?.scale.exercise;
    return last === undefined || this.user.me().population === 'CAF_AGENT' ? null : last + 1;
  });

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.refusal.set(null);
    try {
      this.loaded.set(await this.api.scales());
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }
}
