import { Component, computed, input } from '@angular/core';
import type { DeclarationView, PreviousValues, SectionView } from '@api/workflow/workflow.types';
import { goToField } from '@ui/errors/error-summary';
import { FigurePipe } from '@ui/figures/figure.pipe';
import { LineField } from './line-field';
import { remarksOn } from './line-remarks';
import { financialFigures } from './live-figures';
import { isTyped } from './reading';
import type { SectionForm } from './section-form';

/** The financial form (fiche 8): charges and produits side by side, totals that follow what is typed. */
@Component({
  selector: 'app-financial-entry-view',
  imports: [FigurePipe, LineField],
  templateUrl: './financial-entry-view.html',
  styleUrl: './financial-entry-view.scss',
})
export class FinancialEntryView {
  readonly declaration = input.required<DeclarationView>();
  readonly section = input.required<SectionView>();
  readonly form = input.required<SectionForm>();
  readonly previous = input<readonly PreviousValues[]>([]);

  protected readonly sides = computed(() => {
    const typed = this.section().lines.filter(isTyped);
    return [
      { id: 'charges', heading: 'Charges', lines: typed.filter((line) => line.side === 'CHARGES') },
      { id: 'produits', heading: 'Produits', lines: typed.filter((line) => line.side === 'PRODUITS') },
    ];
  });
  /** Lines of neither side (a comment). */
  protected readonly others = computed(() => this.section().lines.filter((line) => isTyped(line) && !line.side));

  protected readonly remarks = computed(() => remarksOn(this.declaration(), 'financial'));
  protected readonly figures = computed(() => {
    const { activity } = this.declaration().sections;
    const hours = activity.readable ? activity.values['invoicedHours'] : null;
    return financialFigures(this.section().lines, this.form().values(), typeof hours === 'number' ? hours : null);
  });

  protected total(side: string): number {
    return side === 'charges' ? this.figures().totalExpenses : this.figures().totalIncome;
  }

  protected go(event: Event, id: string): void {
    event.preventDefault();
    goToField(document, id);
    document.getElementById(id)?.scrollIntoView?.({ block: 'start' });
  }
}
