import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { QueueItem } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { FigurePipe } from '@ui/figures/figure.pipe';
import { Notice } from '@ui/messages/notice';
import { StatusChip } from '@ui/status/status-chip';
import { countOf, sentence } from '@ui/words/count-of';
import { nameOf } from '@ui/words/declaration-name';
import { ageWords } from './age';

/** A table of figures, oldest first; the equipment's name leads to the instruction. */
@Component({
  selector: 'app-queue-view',
  imports: [RouterLink, FrenchDatePipe, FigurePipe, Notice, StatusChip],
  templateUrl: './queue-view.html',
})
export class QueueView {
  readonly items = input.required<readonly QueueItem[]>();
  /** Over all pages. */
  readonly total = input.required<number>();

  protected readonly caption = computed(
    () =>
      `${sentence(countOf(this.total(), 'déclaration transmise', 'déclarations transmises', 'aucune'))}, la plus ancienne d’abord`,
  );
  protected readonly rows = computed(() =>
    this.items().map((item) => ({
      item,
      name: nameOf(item),
      age: ageWords(item.ageDays),
      gaps: countOf(item.explainedGaps, 'écart expliqué', 'écarts expliqués'),
    })),
  );
}
