import { Component, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { EquipmentListItem } from '@api/workflow/workflow.types';
import { Notice } from '@ui/messages/notice';

/** The guide’s table of equipments: where they are, and how many declarations wait for this person. */
@Component({
  selector: 'app-found-equipments',
  imports: [MatButton, RouterLink, Notice],
  templateUrl: './found-equipments.html',
  styleUrl: './found-rows.scss',
})
export class FoundEquipments {
  readonly items = input.required<readonly EquipmentListItem[]>();
  /** How many were found, over all pages. */
  readonly caption = input.required<string>();
}
