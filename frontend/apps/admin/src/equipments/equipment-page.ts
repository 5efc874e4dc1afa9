import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { CurrentUser } from '@api/identity/current-user';
import { ControlFile } from '@ui/documents/control-file';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { NotFoundPage } from '@ui/pages/not-found-page';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { AuthorizationCard } from './authorization-card';
import { ClosingCard } from './closing-card';
import { EquipmentStore } from './equipment-store';
import { HistoryCard } from './history-card';
import { IdentityCard } from './identity-card';
import { NoteCard } from './note-card';
import { RatesCard } from './rates-card';
import { ReferentCard } from './referent-card';

/** One equipment of the agent's Caf: each subject a card that shows, and is changed in place. */
@Component({
  selector: 'app-equipment-page',
  imports: [
    Loading,
    PageHeader,
    NotFoundPage,
    UnavailablePage,
    IdentityCard,
    AuthorizationCard,
    RatesCard,
    ReferentCard,
    NoteCard,
    ClosingCard,
    HistoryCard,
    ControlFile,
  ],
  providers: [EquipmentStore],
  template: `
    @if (store.refusal(); as refused) {
      @if (refused.unknown) {
        <ui-not-found-page />
      } @else {
        <ui-unavailable-page [refusal]="refused" (retry)="store.load(equipmentId())" />
      }
    } @else if (store.equipment(); as equipment) {
      <ui-page-header
        [heading]="equipment.name"
        [context]="equipment.activityType + ', ' + equipment.commune"
        [crumbs]="crumbs"
      />
      <div class="cards">
        <div class="column">
          <app-identity-card [equipment]="equipment" />
          <app-authorization-card [equipment]="equipment" />
          <app-rates-card [equipment]="equipment" />
        </div>
        <div class="column">
          <app-referent-card [equipment]="equipment" />
          <app-note-card [equipment]="equipment" />
          <app-closing-card [equipment]="equipment" />
          @if (!national()) {
            <ui-control-file [equipmentId]="equipment.id" />
          }
          <app-history-card [equipment]="equipment" />
        </div>
      </div>
    } @else {
      <ui-loading page label="Chargement de l’équipement…" />
    }
  `,
  styles: `
    @use 'breakpoints';
    .cards,
    .column {
      display: grid;
      gap: var(--space-4);
      align-content: start;
      min-inline-size: 0;
    }
    @include breakpoints.two-columns {
      .cards {
        grid-template-columns: minmax(0, 7fr) minmax(0, 5fr);
        gap: var(--space-6);
      }
    }
  `,
})
export class EquipmentPage {
  readonly equipmentId = input.required<string>();
  protected readonly store = inject(EquipmentStore);
  private readonly user = inject(CurrentUser);
  /** A national administrator reads no declaration. */
  protected readonly national = computed(() => this.user.me().population === 'CNAF_ADMIN');
  protected readonly crumbs = [{ label: 'Équipements', link: ['/equipements'] }];

  constructor() {
    effect(() => {
      const id = this.equipmentId();
      untracked(() => void this.store.load(id));
    });
  }
}
