import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { EquipmentListItem } from '@api/equipment/equipment.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { FigurePipe } from '@ui/figures/figure.pipe';
import { ColumnChoice, ColumnChoiceButton } from '@ui/grid/column-choice';
import { RowKeys } from '@ui/grid/row-keys';
import { Notice } from '@ui/messages/notice';
import { StatusChip } from '@ui/status/status-chip';

@Component({
  selector: 'app-found-equipments',
  imports: [RouterLink, ColumnChoiceButton, FrenchDatePipe, FigurePipe, Notice, RowKeys, StatusChip],
  templateUrl: './found-equipments.html',
})
export class FoundEquipments {
  readonly items = input.required<readonly EquipmentListItem[]>();
  /** How many were found, over all pages. */
  readonly caption = input.required<string>();
  /** Of the rates. */
  readonly exercise = input.required<number>();

  protected readonly columns = new ColumnChoice('equipements', [
    { key: 'commune', label: 'Commune' },
    { key: 'gestionnaire', label: 'Gestionnaire' },
    { key: 'idequ', label: 'IDEQU' },
    { key: 'capacite', label: 'Capacité en vigueur' },
    { key: 'taux', label: 'Taux de l’exercice' },
    { key: 'etat', label: 'État' },
  ]);
}
