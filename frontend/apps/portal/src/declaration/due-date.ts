import { Component, input } from '@angular/core';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { StatusChip } from '@ui/status/status-chip';

/** Until when a declaration is awaited, and whether that day is past: said, never blocking (domain.md 5). */
@Component({
  selector: 'app-due-date',
  imports: [FrenchDatePipe, StatusChip],
  template: `
    @if (dueOn(); as day) {
      @if (overdue()) {
        <ui-status-chip tone="explain">En retard, attendue le {{ day | frDate }}</ui-status-chip>
      } @else {
        <span class="secondary">{{ day | frDate: 'deadline' }}</span>
      }
    }
  `,
})
export class DueDate {
  /** Calendar day, ISO; null when the Caf set none. */
  readonly dueOn = input.required<string | null>();
  readonly overdue = input.required<boolean>();
}
