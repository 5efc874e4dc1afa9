import { Component, computed, input, model } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { QueueItem } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { FigurePipe } from '@ui/figures/figure.pipe';
import { ColumnChoice, ColumnChoiceButton } from '@ui/grid/column-choice';
import { RowKeys } from '@ui/grid/row-keys';
import { Notice } from '@ui/messages/notice';
import { StatusChip } from '@ui/status/status-chip';
import { countOf, sentence } from '@ui/words/count-of';
import { nameOf } from '@ui/words/declaration-name';
import { ageWords } from './age';

/** A table of figures in the order asked for; the equipment's name leads to the instruction, the arrows go from row to row. */
@Component({
  selector: 'app-queue-view',
  imports: [RouterLink, ColumnChoiceButton, FrenchDatePipe, FigurePipe, Notice, RowKeys, StatusChip],
  templateUrl: './queue-view.html',
  styles: `
    .choice {
      display: grid;
      place-items: center;
      inline-size: 2rem;
      block-size: 2rem;
      cursor: pointer;
    }
    input {
      inline-size: 1.25rem;
      block-size: 1.25rem;
      margin: 0;
      accent-color: var(--action);
    }
  `,
})
export class QueueView {
  readonly items = input.required<readonly QueueItem[]>();
  /** Over all pages. */
  readonly total = input.required<number>();
  /** Over all filters. */
  readonly waiting = input.required<number>();
  /** Ids of the rows chosen. */
  readonly selected = model<ReadonlySet<string>>(new Set());

  protected readonly columns = new ColumnChoice('file', [
    { key: 'commune', label: 'Commune' },
    { key: 'gestionnaire', label: 'Gestionnaire' },
    { key: 'version', label: 'Version' },
    { key: 'transmission', label: 'Transmise le' },
    { key: 'droit', label: 'Droit estimé' },
    { key: 'ecarts', label: 'Écarts' },
    { key: 'agent', label: 'Instruite par' },
  ]);
  protected readonly caption = computed(() =>
    sentence(countOf(this.total(), 'déclaration transmise', 'déclarations transmises', 'aucune')),
  );
  protected readonly rows = computed(() =>
    this.items().map((item) => ({
      item,
      name: nameOf(item),
      age: ageWords(item.ageDays),
      gaps: countOf(item.explainedGaps, 'écart expliqué', 'écarts expliqués'),
    })),
  );
  protected readonly allChosen = computed(
    () => this.items().length > 0 && this.items().every(({ declarationId }) => this.selected().has(declarationId)),
  );

  protected toggle(id: string): void {
    const selected = new Set(this.selected());
    if (!selected.delete(id)) selected.add(id);
    this.selected.set(selected);
  }

  protected toggleAll(): void {
    this.selected.set(new Set(this.allChosen() ? [] : this.items().map(({ declarationId }) => declarationId)));
  }
}
