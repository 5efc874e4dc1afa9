import { Component, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { EquipmentAdminApi } from '@api/equipment/equipment-admin-api';
import type { EquipmentView } from '@api/equipment/equipment.types';
import { refusalOf } from '@api/http/refusal';
import { Notice } from '@ui/messages/notice';
import { HistoryList } from './history-list';

/** Changes of the card; all of them have their page. */
const LAST = 5;

/** « Historique »: the last changes, and the way to all of them. */
@Component({
  selector: 'app-history-card',
  imports: [RouterLink, Notice, HistoryList],
  template: `
    <section aria-labelledby="historique-titre">
      <h2 id="historique-titre">Historique</h2>
      @if (history.error()) {
        <ui-notice tone="refused">
          <p>{{ refusal() }}</p>
          <button type="button" class="link-button" (click)="history.reload()">Relire l’historique</button>
        </ui-notice>
      } @else if (history.value(); as value) {
        <app-history-list [lines]="value.items.slice(0, last)" />
        <p>
          <a [routerLink]="['/equipements', equipment().id, 'historique']"
            >Voir tout l’historique ({{ value.total }})</a
          >
        </p>
      } @else {
        <p class="secondary" role="status">Lecture de l’historique…</p>
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: var(--space-3);
      padding: var(--space-4);
      background: var(--surface);
      border: 1px solid var(--hairline);
      border-radius: var(--radius);
    }
  `,
})
export class HistoryCard {
  readonly equipment = input.required<EquipmentView>();
  private readonly api = inject(EquipmentAdminApi);
  protected readonly last = LAST;

  // Each act moves the revision: the card reads what it added.
  protected readonly history = resource({
    params: () => ({ id: this.equipment().id, revision: this.equipment().revision }),
    loader: ({ params: { id } }) => this.api.history(id, {}),
  });

  protected refusal(): string {
    return refusalOf(this.history.error()).message;
  }
}
