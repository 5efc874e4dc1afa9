import { afterEveryRender, Component, computed, inject, input, resource, RendererFactory2 } from '@angular/core';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { StatisticsApi } from '@api/statistics/statistics-api';
import { exerciseOf, tabOf } from '@ui/charts/statistics-views';
import { Loading } from '@ui/frame/loading';
import { NotFoundPage } from '@ui/pages/not-found-page';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { PersonNews } from '@ui/session/person-news';
import { StatisticsView } from './statistics-view';

/** The statistics of one equipment; exercise and tab are in the address. */
@Component({
  selector: 'app-statistics-page',
  imports: [Loading, NotFoundPage, StatisticsView, UnavailablePage],
  template: `
    @if (refusal(); as refused) {
      @if (refused.unknown) {
        <ui-not-found-page />
      } @else {
        <ui-unavailable-page [refusal]="refused" (retry)="page.reload()" />
      }
    } @else if (page.value(); as table) {
      <app-statistics-view [table]="table" [tab]="tab()" />
    } @else {
      <ui-loading page label="Chargement des statistiques…" />
    }
  `,
})
export class StatisticsPage {
  /** From the address. */
  readonly equipmentId = input.required<string>();
  readonly exercice = input<string>();
  readonly onglet = input<string>();

  private readonly api = inject(StatisticsApi);
  private readonly exercise = computed(() => exerciseOf(this.exercice()));

  protected readonly tab = computed(() => tabOf(this.onglet()));
  protected readonly page = resource({
    params: () => ({ id: this.equipmentId(), exercise: this.exercise() }),
    loader: ({ params: { id, exercise } }) => this.api.table(id, exercise),
  });

  constructor() {
    // The provider of animations is this route's own, and the application ends the rendering of its own factory only: what
    // left the page would stay in it.
    const factory = inject(RendererFactory2);
    afterEveryRender(() => {
      factory.begin?.();
      factory.end?.();
    });
    inject(PersonNews).onRights(() => this.page.reload());
  }

  protected refusal(): Refusal | null {
    const error = this.page.error();
    return error ? refusalOf(error) : null;
  }
}
