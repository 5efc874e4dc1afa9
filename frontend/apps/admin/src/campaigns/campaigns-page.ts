import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { CampaignsApi } from '@api/workflow/campaigns-api';
import type { Campaign } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { ColumnChoice, ColumnChoiceButton } from '@ui/grid/column-choice';
import { RowKeys } from '@ui/grid/row-keys';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { StatusChip } from '@ui/status/status-chip';
import { countOf, sentence } from '@ui/words/count-of';
import { answeredShare } from './campaign-words';

/** « Campagnes »: what was asked of many equipments, and how far each is. */
@Component({
  selector: 'app-campaigns-page',
  imports: [
    MatButton,
    RouterLink,
    ColumnChoiceButton,
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
      <ui-page-header heading="Campagnes" />
      <p class="act"><a matButton="filled" routerLink="/campagnes/nouvelle">Préparer une campagne</a></p>
      @if (loaded() === null) {
        <ui-loading label="Chargement des campagnes…" />
      } @else if (rows().length === 0) {
        <ui-notice tone="info">
          <p>Aucune campagne. Une campagne ouvre la même déclaration pour tous les équipements que vous choisissez.</p>
        </ui-notice>
      } @else {
        <ui-column-choice [choice]="columns" />
        <div class="table-scroll table-scroll--sticky">
          <table class="table table--cards" uiRowKeys>
            <caption>
              {{
                caption()
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">Campagne</th>
                @if (columns.shows('declaration')) {
                  <th scope="col">Déclaration</th>
                }
                @if (columns.shows('echeance')) {
                  <th scope="col">Attendue le</th>
                }
                @if (columns.shows('ouvertes')) {
                  <th scope="col" class="figure">Ouvertes</th>
                }
                @if (columns.shows('repondu')) {
                  <th scope="col" class="figure">Répondu</th>
                }
                @if (columns.shows('retard')) {
                  <th scope="col" class="figure">En retard</th>
                }
                @if (columns.shows('lancee')) {
                  <th scope="col">Lancée</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of rows(); track row.campaign.id) {
                <tr>
                  <th scope="row">
                    <a [routerLink]="['/campagnes', row.campaign.id]">{{ row.campaign.name }}</a>
                    @if (row.campaign.finishedAt === null) {
                      <ui-status-chip tone="info">Ouverture en cours</ui-status-chip>
                    }
                  </th>
                  @if (columns.shows('declaration')) {
                    <td data-label="Déclaration">{{ row.campaign.typeLabel }} {{ row.campaign.exercise }}</td>
                  }
                  @if (columns.shows('echeance')) {
                    <td data-label="Attendue le">
                      @if (row.campaign.dueOn; as day) {
                        {{ day | frDate }}
                      } @else {
                        sans échéance
                      }
                    </td>
                  }
                  @if (columns.shows('ouvertes')) {
                    <td class="figure" data-label="Ouvertes">{{ row.campaign.opened }}</td>
                  }
                  @if (columns.shows('repondu')) {
                    <td class="figure" data-label="Répondu">{{ row.answered }}</td>
                  }
                  @if (columns.shows('retard')) {
                    <td class="figure" data-label="En retard">{{ row.campaign.states.overdue }}</td>
                  }
                  @if (columns.shows('lancee')) {
                    <td data-label="Lancée">
                      le {{ row.campaign.startedAt | frDate: 'day' }} par {{ row.campaign.startedBy }}
                    </td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
    }
  `,
  styles: `
    .act {
      margin-block-end: var(--space-4);
    }
  `,
})
export class CampaignsPage {
  private readonly api = inject(CampaignsApi);
  protected readonly loaded = signal<readonly Campaign[] | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly columns = new ColumnChoice('campagnes', [
    { key: 'declaration', label: 'Déclaration' },
    { key: 'echeance', label: 'Attendue le' },
    { key: 'ouvertes', label: 'Ouvertes' },
    { key: 'repondu', label: 'Répondu' },
    { key: 'retard', label: 'En retard' },
    { key: 'lancee', label: 'Lancée' },
  ]);
  protected readonly rows = computed(() =>
    (this.loaded() ?? []).map((campaign) => {
      const share = answeredShare(campaign);
      return { campaign, answered: share === null ? '—' : `${share}\u202f%` };
    }),
  );
  protected readonly caption = computed(() => sentence(countOf(this.rows().length, 'campagne', 'campagnes', 'aucune')));

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.refusal.set(null);
    try {
      this.loaded.set(await this.api.list());
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }
}
