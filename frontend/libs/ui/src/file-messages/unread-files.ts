import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { UnreadFile } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { countOf } from '@ui/words/count-of';
import { nameOf } from '@ui/words/declaration-name';

/** Declarations with messages one has not read, each leading to them. */
@Component({
  selector: 'ui-unread-files',
  imports: [RouterLink, FrenchDatePipe],
  template: `
    <ul class="plain-list">
      @for (file of files(); track file.declarationId) {
        <li>
          <a [routerLink]="['/declarations', file.declarationId, 'messages']"
            >{{ file.equipmentName }}, {{ file.commune }} – {{ name(file) }}</a
          >
          <span class="secondary">{{ count(file) }}, le {{ file.lastAt | frDate: 'instant' }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1) var(--space-3);
      padding-block: var(--space-2);
    }
  `,
})
export class UnreadFiles {
  readonly files = input.required<readonly UnreadFile[]>();

  protected readonly name = nameOf;

  protected count({ unread }: UnreadFile): string {
    return countOf(unread, 'message non lu', 'messages non lus');
  }
}
