import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { CampaignsApi } from '@api/workflow/campaigns-api';
import type { Campaign } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { RowKeys } from '@ui/grid/row-keys';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { StatusChip } from '@ui/status/status-chip';
import { countOf, sentence } from '@ui/words/count-of';
import { answeredShare } from './campaign-words';

/** « Campagnes »: what was asked of many equipments, and how far each is. */
@Component({
  selector: 'app-campaigns-page',
  imports: [MatButton, RouterLink, FrenchDatePipe, Loading, Notice, PageHeader, RowKeys, StatusChip, UnavailablePage],
  template: `
    @if (refusal(); as refused) {
      <ui-unavailable-page [reason]="refused.message" (retry)="load()" />
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
        <div class="table-scroll">
          <table class="table table--cards" uiRowKeys>
            <caption>
              {{
                caption()
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">Campagne</th>
                <th scope="col">Déclaration</th>
                <th scope="col">Attendue le</th>
                <th scope="col" class="figure">Ouvertes</th>
                <th scope="col" class="figure">Répondu</th>
                <th scope="col" class="figure">En retard</th>
                <th scope="col">Lancée</th>
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
                  <td data-label="Déclaration">{{ row.campaign.typeLabel }} {{ row.campaign.exercise }}</td>
                  <td data-label="Attendue le">
                    @if (row.campaign.dueOn; as day) {
                      {{ day | frDate }}
                    } @else {
                      sans échéance
                    }
                  </td>
                  <td class="figure" data-label="Ouvertes">{{ row.campaign.opened }}</td>
                  <td class="figure" data-label="Répondu">{{ row.answered }}</td>
                  <td class="figure" data-label="En retard">{{ row.campaign.states.overdue }}</td>
                  <td data-label="Lancée">
                    le {{ row.campaign.startedAt | frDate: 'day' }} par {{ row.campaign.startedBy }}
                  </td>
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
