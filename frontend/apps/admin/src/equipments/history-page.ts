import { Component, computed, inject, input, resource } from '@angular/core';
import { Router } from '@angular/router';
import { EquipmentAdminApi } from '@api/equipment/equipment-admin-api';
import { EquipmentApi } from '@api/equipment/equipment-api';
import type { HistoryTopic } from '@api/equipment/equipment.types';
import { refusalOf } from '@api/http/refusal';
import { type Choice, SelectField } from '@ui/field/select-field';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { Announcer } from '@ui/messages/announcer';
import { NotFoundPage } from '@ui/pages/not-found-page';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { pageNumber } from '@ui/paging/page-number';
import { Pager } from '@ui/paging/pager';
import { countOf, sentence } from '@ui/words/count-of';
import { HistoryList } from './history-list';

const TOPICS: readonly (Choice & { value: HistoryTopic | '' })[] = [
  { value: '', label: 'Tout' },
  { value: 'IDENTITY', label: 'Identité' },
  { value: 'AUTHORIZATION', label: 'Agrément' },
  { value: 'RATE', label: 'Taux de régime général' },
  { value: 'REFERENT', label: 'Référent Caf' },
  { value: 'NOTE', label: 'Texte explicatif' },
  { value: 'CLOSING', label: 'Fermeture' },
];

/** « Historique »: every change of every value, narrowed to one subject; subject and page are in the address. */
@Component({
  selector: 'app-history-page',
  imports: [SelectField, Loading, PageHeader, NotFoundPage, UnavailablePage, Pager, HistoryList],
  template: `
    @if (reading.error()) {
      @let refused = refusal();
      @if (refused.unknown) {
        <ui-not-found-page />
      } @else {
        <ui-unavailable-page [refusal]="refused" (retry)="reading.reload()" />
      }
    } @else if (reading.value(); as value) {
      <ui-page-header heading="Historique" [context]="value.equipment.name" [crumbs]="crumbs()" />
      <div class="filter">
        <ui-select-field
          fieldId="sujet"
          label="Sujet"
          [stacked]="true"
          [choices]="topics"
          [chosen]="about()"
          (chosenChange)="narrow($event)"
        />
      </div>
      <p class="secondary caption">{{ value.caption }}</p>
      @if (value.history.items.length > 0) {
        <app-history-list [lines]="value.history.items" />
      }
      <ui-pager [page]="number()" [total]="value.history.total" [pageSize]="50" />
    } @else {
      <ui-loading page label="Lecture de l’historique…" />
    }
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: var(--column);
    }
    .caption {
      margin-block: var(--space-4);
    }
    .filter {
      --field-rule: 0;
      max-inline-size: 20rem;
    }
  `,
})
export class HistoryPage {
  readonly equipmentId = input.required<string>();
  readonly sujet = input<string>();
  readonly page = input<string>();
  private readonly api = inject(EquipmentAdminApi);
  private readonly equipments = inject(EquipmentApi);
  private readonly announcer = inject(Announcer);
  private readonly router = inject(Router);

  protected readonly topics = TOPICS;
  protected readonly number = computed(() => pageNumber(this.page()));
  protected readonly about = computed(() => TOPICS.find(({ value }) => value === this.sujet())?.value ?? '');
  protected readonly crumbs = computed(() => [
    { label: 'Équipements', link: ['/equipements'] },
    { label: this.reading.value()?.equipment.name ?? 'Équipement', link: ['/equipements', this.equipmentId()] },
  ]);

  protected readonly reading = resource({
    params: () => ({ id: this.equipmentId(), about: this.about(), page: this.number() }),
    loader: async ({ params: { id, about, page } }) => {
      const [equipment, history] = await Promise.all([
        this.equipments.equipment(id),
        this.api.history(id, { page, ...(about === '' ? {} : { about }) }),
      ]);
      const caption = `${sentence(countOf(history.total, 'modification', 'modifications', 'aucune'))}.`;
      this.announcer.say(caption);
      return { equipment, history, caption };
    },
  });

  protected refusal() {
    return refusalOf(this.reading.error());
  }

  protected narrow(about: string): void {
    void this.router.navigate([], { queryParams: about === '' ? {} : { sujet: about } });
  }
}
