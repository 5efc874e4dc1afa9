import { Component, computed, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { DeclarationListItem } from '@api/workflow/workflow.types';
import { SummaryButton } from '@ui/documents/summary-button';
import { Notice } from '@ui/messages/notice';
import { StatusChip } from '@ui/status/status-chip';
import { nameOf } from '@ui/words/declaration-name';
import { isBeingEntered } from '../declaration/being-entered';
import { DueDate } from '../declaration/due-date';
import { statusTone } from '../declaration/status-tone';
import { nextLink } from '../declaration/step-links';

/** The guide’s table of declarations: one action per row, the act expected of this person or the reading. */
@Component({
  selector: 'app-found-declarations',
  imports: [MatButton, RouterLink, Notice, StatusChip, SummaryButton, DueDate],
  templateUrl: './found-declarations.html',
  styleUrl: './found-rows.scss',
})
export class FoundDeclarations {
  readonly items = input.required<readonly DeclarationListItem[]>();
  /** How many were found, over all pages. */
  readonly caption = input.required<string>();

  protected readonly rows = computed(() =>
    this.items().map((item) => ({
      item,
      name: nameOf(item),
      tone: statusTone(item.status),
      dueOn: isBeingEntered(item) ? item.dueOn : null,
      link: nextLink(item),
    })),
  );
}
