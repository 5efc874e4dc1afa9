import { Component, computed, input } from '@angular/core';
import type { FormLine, PreviousValues } from '@api/workflow/workflow.types';
import { DateField } from '@ui/field/date-field';
import { FigureField } from '@ui/field/figure-field';
import { TextAreaField } from '@ui/field/text-area-field';
import { YesNoField } from '@ui/field/yes-no-field';
import { formatGap } from '@ui/figures/format-figure';
import { wordsOf } from '@ui/sections/field-value';
import { LineName } from '@ui/sections/line-name';
import { type LineRemarks, noRemarks } from './line-remarks';
import type { SectionForm } from './section-form';

/** Id of the control of a field: where « Corriger ce champ » and the error summary lead. */
export function fieldId(field: string): string {
  return `champ-${field}`;
}

/** One line of the form definition, as the field that suits it. */
@Component({
  selector: 'app-line-field',
  imports: [DateField, FigureField, LineName, TextAreaField, YesNoField],
  template: `
    @let each = line();
    @if (remarks().isClosed(each.field)) {
      <dl class="closed">
        <dt>
          <ui-line-name [code]="each.code" [label]="each.label" />
          <span class="secondary why">ligne fermée à la correction par la Caf</span>
        </dt>
        <dd class="figure">{{ stored() }}</dd>
      </dl>
    } @else {
      @switch (each.kind) {
        @case ('BOOLEAN') {
          <ui-yes-no-field
            [fieldId]="id()"
            [label]="each.label"
            [code]="each.code"
            [help]="each.help"
            [optional]="optional()"
            [hint]="hint()"
            [error]="error()"
            [note]="note()"
            [answer]="form().answer(each.field)"
            (answerChange)="form().type(each.field, $event)"
          />
        }
        @case ('DATE') {
          <ui-date-field
            [fieldId]="id()"
            [label]="each.label"
            [code]="each.code"
            [help]="each.help"
            [optional]="optional()"
            [hint]="hint()"
            [error]="error()"
            [note]="note()"
            [typed]="form().text(each.field)"
            (typedChange)="form().type(each.field, $event)"
            (left)="form().leave(each)"
          />
        }
        @case ('TEXT') {
          <ui-text-area-field
            [fieldId]="id()"
            [label]="each.label"
            [code]="each.code"
            [help]="each.help"
            [optional]="optional()"
            [error]="error()"
            [note]="note()"
            [text]="form().text(each.field)"
            (textChange)="form().type(each.field, $event)"
            (left)="form().leave(each)"
          />
        }
        @default {
          <ui-figure-field
            [fieldId]="id()"
            [label]="each.label"
            [code]="each.code"
            [help]="each.help"
            [unit]="each.unit"
            [whole]="each.kind === 'INTEGER'"
            [optional]="optional()"
            [hint]="hint()"
            [error]="error()"
            [note]="note()"
            [typed]="form().text(each.field)"
            (typedChange)="form().type(each.field, $event)"
            (left)="form().leave(each)"
          />
        }
      }
    }
  `,
  styles: `
    .closed {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: var(--space-1) var(--space-4);
      margin: 0;
      padding-block: var(--space-4);
      border-block-end: 1px solid var(--hairline);
      font-size: 1.125rem;
    }
    dt {
      flex: 1 1 18rem;
    }
    .why {
      display: block;
      font-size: 0.875rem;
    }
    dd {
      margin: 0 0 0 auto;
      padding-inline-end: var(--space-3);
      white-space: pre-wrap;
    }
  `,
})
export class LineField {
  readonly line = input.required<FormLine>();
  readonly form = input.required<SectionForm>();
  /** Last exercises, newest first; empty as long as nobody asked for them. */
  readonly previous = input<readonly PreviousValues[]>([]);
  /** What the Caf said of the lines of this section. */
  readonly remarks = input<LineRemarks>(noRemarks);

  protected readonly id = computed(() => fieldId(this.line().field));
  protected readonly optional = computed(() => this.line().requirement === 'OPTIONAL');
  protected readonly error = computed(() => this.form().errors()[this.line().field] ?? null);
  protected readonly note = computed(() => {
    const text = this.remarks().textOf(this.line().field);
    return text && `Remarque de la Caf\u202f: ${text}`;
  });
  protected readonly stored = computed(() => wordsOf(this.line(), this.form().values()[this.line().field]));
  protected readonly hint = computed(() => {
    const line = this.line();
    const years = this.previous().map(
      (past) => `${past.exercise}\u202f:\u00a0${wordsOf(line, past.values[line.field])}`,
    );
    const gap = this.gap();
    if (gap) years.push(`écart avec\u00a0${this.previous()[0]?.exercise}\u202f:\u00a0${gap}`);
    return years.join(' · ');
  });

  /** Gap with the latest exercise, when both are figures. */
  private gap(): string | null {
    const line = this.line();
    const now = this.form().values()[line.field];
    const before = this.previous()[0]?.values[line.field];
    if (typeof now !== 'number' || typeof before !== 'number') return null;
    const scale = line.kind === 'INTEGER' ? 100 : 1;
    return formatGap({
      value: (now - before) * scale,
      unit: line.kind === 'INTEGER' && line.unit !== 'DAYS' ? 'COUNT' : line.unit,
    });
  }
}
