import { Component, inject, input, resource } from '@angular/core';
import { EquipmentApi } from '@api/equipment/equipment-api';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { WorkflowApi } from '@api/workflow/workflow-api';
import { Loading } from '@ui/frame/loading';
import { NotFoundPage } from '@ui/pages/not-found-page';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { PersonNews } from '@ui/session/person-news';
import { EquipmentDetail } from './equipment-detail';

/** « Détail de l’équipement » (fiche 4): who it is, the Caf's contact and note, its declarations. */
@Component({
  selector: 'app-equipment-page',
  imports: [Loading, NotFoundPage, UnavailablePage, EquipmentDetail],
  template: `
    @if (refusal(); as refused) {
      @if (refused.unknown) {
        <ui-not-found-page />
      } @else {
        <ui-unavailable-page [refusal]="refused" (retry)="page.reload()" />
      }
    } @else if (page.value(); as value) {
      <app-equipment-detail [equipment]="value.equipment" [declarations]="value.declarations" />
    } @else {
      <ui-loading page label="Chargement de l’équipement…" />
    }
  `,
})
export class EquipmentPage {
  readonly equipmentId = input.required<string>();
  private readonly equipments = inject(EquipmentApi);
  private readonly workflow = inject(WorkflowApi);

  protected readonly page = resource({
    params: () => ({ id: this.equipmentId() }),
    loader: async ({ params: { id } }) => {
      const [equipment, list] = await Promise.all([
        this.equipments.equipment(id),
        this.workflow.declarations({ equipmentId: id }),
      ]);
      return { equipment, declarations: list.items };
    },
  });

  constructor() {
    inject(PersonNews).onWork(() => this.page.reload());
  }

  protected refusal(): Refusal | null {
    const error = this.page.error();
    return error ? refusalOf(error) : null;
  }
}
