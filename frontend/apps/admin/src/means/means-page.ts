import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { StatisticsApi } from '@api/statistics/statistics-api';
import type { MeansList } from '@api/statistics/statistics.types';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { RowKeys } from '@ui/grid/row-keys';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { StatusChip } from '@ui/status/status-chip';
import { countOf, sentence } from '@ui/words/count-of';
import { completeWords } from './means-words';

/** « Moyennes »: how complete each exercise is, what is published, and the option of the statistics. */
@Component({
  selector: 'app-means-page',
  imports: [
    MatButton,
    RouterLink,
    Busy,
    FrenchDatePipe,
    Loading,
    Notice,
    PageHeader,
    RowKeys,
    StatusChip,
    UnavailablePage,
  ],
  template: `
    @if (refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="load()" />
    } @else {
      <ui-page-header heading="Moyennes nationales et départementales" />
      @if (loaded(); as means) {
        @if (means.exercises.length === 0) {
          <ui-notice tone="info">
            <p>Aucune déclaration réelle n’est encore validée&#8239;: il n’y a pas de moyenne à publier.</p>
          </ui-notice>
        } @else {
          <table class="table table--cards" uiRowKeys>
            <caption>
              {{
                caption()
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">Exercice</th>
                <th scope="col">Réelles validées</th>
                <th scope="col">Publication à partir du</th>
                <th scope="col">État</th>
              </tr>
            </thead>
            <tbody>
              @for (row of means.exercises; track row.exercise) {
                <tr>
                  <th scope="row">
                    <a [routerLink]="['/moyennes', row.exercise]">Moyennes {{ row.exercise }}</a>
                  </th>
                  <td data-label="Réelles validées">{{ complete(row) }}</td>
                  <td data-label="Publication à partir du">{{ row.opensOn | frDate }}</td>
                  <td data-label="État">
                    @if (row.publishedVersion; as version) {
                      <ui-status-chip tone="done">Publiées</ui-status-chip>
                      version {{ version }}, le {{ row.publishedOn | frDate }}
                    } @else {
                      <ui-status-chip tone="todo">À publier</ui-status-chip>
                    }
                  </td>
                </tr>
              }
            </tbody>
          </table>
        }

        <section aria-labelledby="option">
          <h2 id="option" class="section-title">Option</h2>
          <form (submit)="$event.preventDefault(); decide()">
            <label class="checkbox">
              <input type="checkbox" id="avant-les-moyennes" [checked]="early()" (change)="early.set(!early())" />
              <span>
                Montrer à un équipement ses propres chiffres avant la publication des moyennes
                <span class="secondary">
                  Sans cette option, le tableau n’existe qu’une fois les moyennes publiées. Avec elle, les colonnes des
                  moyennes disent quand elles seront disponibles.
                </span>
              </span>
            </label>
            <button matButton="outlined" type="submit" [uiBusy]="busy()">Enregistrer l’option</button>
          </form>
        </section>
      } @else {
        <ui-loading label="Chargement des moyennes…" />
      }
    }
  `,
  styles: `
    section,
    form {
      display: grid;
      gap: var(--space-3);
      justify-items: start;
    }
    section {
      max-inline-size: var(--column);
      margin-block: var(--space-8);
    }
    h2 {
      justify-self: stretch;
    }
    label .secondary {
      display: block;
    }
  `,
})
export class MeansPage {
  private readonly api = inject(StatisticsApi);
  private readonly messages = inject(Messages);
  protected readonly loaded = signal<MeansList | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly busy = signal(false);
  protected readonly early = linkedSignal(() => this.loaded()?.setting.showOwnStatsEarly ?? false);
  protected readonly complete = completeWords;
  protected readonly caption = computed(() =>
    sentence(countOf(this.loaded()?.exercises.length ?? 0, 'exercice', 'exercices')),
  );

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.refusal.set(null);
    try {
      this.loaded.set(await this.api.means());
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  /** What was ticked stays when it is refused; when somebody else decided meanwhile, theirs is shown. */
  protected async decide(): Promise<void> {
    const means = this.loaded();
    if (means === null || this.busy()) return;
    this.busy.set(true);
    try {
      const setting = await this.api.showOwnEarly(this.early(), means.setting.revision);
      this.loaded.set({ ...means, setting });
      this.messages.tell({ tone: 'done', text: 'L’option est enregistrée.' });
    } catch (error) {
      const refusal = refusalOf(error);
      this.messages.tell({ tone: 'refused', text: refusal.message });
      if (refusal.stale) await this.load();
    } finally {
      this.busy.set(false);
    }
  }
}
