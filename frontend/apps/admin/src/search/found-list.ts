import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { DeclarationListItem } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { ColumnChoice, ColumnChoiceButton } from '@ui/grid/column-choice';
import { RowKeys } from '@ui/grid/row-keys';
import { Notice } from '@ui/messages/notice';
import { StatusChip } from '@ui/status/status-chip';
import { nameOf } from '@ui/words/declaration-name';
import { statusTone } from '../declaration/status-tone';

/** What was found: state, deadline and last activity, never the figures of a declaration not transmitted. */
@Component({
  selector: 'app-found-list',
  imports: [RouterLink, ColumnChoiceButton, FrenchDatePipe, Notice, RowKeys, StatusChip],
  templateUrl: './found-list.html',
})
export class FoundList {
  readonly items = input.required<readonly DeclarationListItem[]>();
  /** How many were found, over all pages. */
  readonly caption = input.required<string>();
  protected readonly columns = new ColumnChoice('declarations', [
    { key: 'commune', label: 'Commune' },
    { key: 'version', label: 'Version' },
    { key: 'etat', label: 'État' },
    { key: 'echeance', label: 'Attendue le' },
    { key: 'activite', label: 'Dernière activité' },
  ]);
  protected readonly rows = computed(() =>
    this.items().map((item) => ({ item, name: nameOf(item), tone: statusTone(item.status) })),
  );
}
