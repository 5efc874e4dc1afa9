import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { DeclarationListItem } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Notice } from '@ui/messages/notice';
import { StatusChip } from '@ui/status/status-chip';
import { nameOf } from '@ui/words/declaration-name';
import { statusTone } from '../declaration/status-tone';

/** What was found: state, deadline and last activity, never the figures of a declaration not transmitted. */
@Component({
  selector: 'app-found-list',
  imports: [RouterLink, FrenchDatePipe, Notice, StatusChip],
  templateUrl: './found-list.html',
})
export class FoundList {
  readonly items = input.required<readonly DeclarationListItem[]>();
  /** How many were found, over all pages. */
  readonly caption = input.required<string>();
  protected readonly rows = computed(() =>
    this.items().map((item) => ({ item, name: nameOf(item), tone: statusTone(item.status) })),
  );
}
