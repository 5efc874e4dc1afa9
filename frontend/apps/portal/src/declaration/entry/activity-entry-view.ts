import { Component, computed, input } from '@angular/core';
import type { DeclarationView, PreviousValues, SectionView } from '@api/workflow/workflow.types';
import { FigurePipe } from '@ui/figures/figure.pipe';
import { groupsOf, wordsOf } from '@ui/sections/field-value';
import { LineName } from '@ui/sections/line-name';
import { HeaderRecall } from './header-recall';
import { LineField } from './line-field';
import { remarksOn } from './line-remarks';
import { activityFigures } from './live-figures';
import { isTyped } from './reading';
import type { SectionForm } from './section-form';

/** The activity form (fiche 6): recalls, one line per datum, indicators that follow what is typed. */
@Component({
  selector: 'app-activity-entry-view',
  imports: [FigurePipe, HeaderRecall, LineField, LineName],
  templateUrl: './activity-entry-view.html',
  styleUrl: './activity-entry-view.scss',
})
export class ActivityEntryView {
  readonly declaration = input.required<DeclarationView>();
  readonly section = input.required<SectionView>();
  readonly form = input.required<SectionForm>();
  readonly previous = input<readonly PreviousValues[]>([]);

  protected readonly remarks = computed(() => remarksOn(this.declaration(), 'activity'));
  protected readonly figures = computed(() => {
    const { header } = this.declaration();
    return activityFigures(this.form().values(), {
      modulated: header.modulatedApproval,
      contributions: header.familyContributions,
    });
  });

  protected readonly groups = computed(() =>
    groupsOf(this.section().lines).map(({ group, lines }) => ({
      group,
      lines: lines.map((line) => ({ line, typed: isTyped(line), derived: this.derived(line.field) })),
    })),
  );

  /** A derived line in words: worked out here when we can, otherwise as the last save answered it. */
  private derived(field: string): string {
    const line = this.section().lines.find((each) => each.field === field);
    if (!line || isTyped(line)) return '';
    // The hours of meeting are worked out with the scale, not with the form.
    if (!(field in this.section().derived)) return 'dans l’estimation';
    const live = field === 'theoreticalCapacityHours' ? this.figures().theoreticalCapacityHours : undefined;
    return wordsOf(line, live === undefined ? this.section().derived[field] : live);
  }
}
