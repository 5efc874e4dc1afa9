import { Component, computed, DOCUMENT, inject, input } from '@angular/core';
import type { ControlView, SectionView, Values } from '@api/workflow/workflow.types';
import { goToField } from '@ui/errors/error-summary';
import { TextAreaField } from '@ui/field/text-area-field';
import { FocusSoon } from '@ui/frame/focus-soon';
import { groupsOf } from '@ui/sections/field-value';
import { LineName } from '@ui/sections/line-name';
import { Remarks } from './remarks';
import { diffOf } from './section-diff';

/** A section line by line beside the reference year; what changed is marked by its gap, and leads to its point. */
@Component({
  selector: 'app-section-comparison',
  imports: [LineName, TextAreaField],
  templateUrl: './section-comparison.html',
  styles: `
    :host {
      display: grid;
      gap: var(--space-6);
    }
    // The columns stand under each other from one table to the next.
    @media print, (min-width: 48rem) {
      .aligned {
        table-layout: fixed;
        thead th:nth-child(2),
        thead th:nth-child(3) {
          inline-size: 17%;
        }
        thead th:nth-child(4) {
          inline-size: 27%;
        }
      }
    }
    .changed .declared {
      font-weight: 650;
    }
    .gap {
      white-space: normal;
    }
    .long {
      white-space: pre-wrap;
      text-align: start;
      overflow-wrap: anywhere;
    }
    .remark-button {
      margin-inline-start: var(--space-2);
    }
    .remark td {
      background: var(--explain-tint);
      padding-inline: var(--space-3);
    }
    .point {
      margin-inline-start: var(--space-2);
      white-space: nowrap;
    }
  `,
})
export class SectionComparison {
  readonly section = input.required<SectionView>();
  readonly heading = input.required<string>();
  /** Values of the reference year; null when the Caf knows none. */
  readonly previous = input.required<Values | null>();
  /** « Réelle 2014 ». */
  readonly previousName = input('');
  readonly controls = input.required<readonly ControlView[]>();

  protected readonly remarks = inject(Remarks);
  private readonly focusSoon = inject(FocusSoon);
  private readonly document = inject(DOCUMENT);
  protected readonly groups = computed(() =>
    groupsOf(diffOf(this.section(), this.previous(), this.controls())).map(({ group, lines }) => ({
      group,
      rows: lines,
    })),
  );

  protected remark(field: string): void {
    this.remarks.write(this.section().key, field, '');
    this.focusSoon.on(`remarque-${field}`);
  }

  protected take(field: string): void {
    this.remarks.remove(this.section().key, field);
    this.focusSoon.on(`remarquer-${field}`);
  }

  protected goTo(event: Event, code: string): void {
    event.preventDefault();
    goToField(this.document, `point-${code}`);
  }
}
