import { Component, computed, input } from '@angular/core';
import type { ReviewView as Review } from '@api/workflow/workflow.types';
import { EstimateAccount } from '@ui/estimate/estimate-account';
import { formatFigure, formatGap } from '@ui/figures/format-figure';
import { Notice } from '@ui/messages/notice';
import { percentOf } from '@ui/sections/gap-words';
import { countOf, sentence } from '@ui/words/count-of';
import { PointCard } from './point-card';
import { orderPoints } from './point-order';
import { SectionComparison } from './section-comparison';

const TYPE_WORDS = { FORECAST: 'Prévisionnelle', UPDATED: 'Actualisée', ACTUAL: 'Réelle' } as const;

/** Three panes: what is declared beside the reference year, the points with their explanations, the estimate redone. */
@Component({
  selector: 'app-review-view',
  imports: [EstimateAccount, Notice, PointCard, SectionComparison],
  templateUrl: './review-view.html',
  styleUrl: './review-view.scss',
})
export class ReviewView {
  readonly review = input.required<Review>();

  protected readonly declaration = computed(() => this.review().declaration);
  protected readonly points = computed(() => orderPoints(this.declaration().controls));
  protected readonly pointsTitle = computed(() => {
    const count = this.points().length;
    return count === 0 ? 'Aucun point signalé' : sentence(countOf(count, 'point signalé', 'points signalés'));
  });
  protected readonly unexplained = computed(
    () => this.points().filter((point) => !point.explanation?.confirmed).length,
  );
  protected readonly previousName = computed(() => {
    const { previous } = this.review();
    return previous ? `${TYPE_WORDS[previous.type]} ${previous.exercise}` : '';
  });

  /** The estimate in one sentence, beside the reference year's. */
  protected readonly entitlement = computed(() => {
    const estimate = this.declaration().estimate;
    if (!estimate?.available || estimate.entitlement === null) return null;
    const before = this.review().previous?.entitlement ?? null;
    const gap = before === null ? null : estimate.entitlement - before;
    const percent = gap === null || before === null ? null : percentOf(gap, before);
    return {
      declared: formatFigure({ value: estimate.entitlement, unit: 'EURO' }),
      previous: before === null ? null : formatFigure({ value: before, unit: 'EURO' }),
      gap: gap === null ? null : formatGap({ value: gap, unit: 'EURO' }) + (percent === null ? '' : ` (${percent})`),
    };
  });
}
