import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, input, signal } from '@angular/core';
import { Icon } from '@ui/icon/icon';
import { LineName } from '@ui/sections/line-name';

/**
 * What surrounds every entry: label and help on one side, the control on the other, the error between them in reading
 * order, last year's figure after. Used by each field below; a control takes its ids from `idsOf`.
 */
@Component({
  selector: 'ui-field-frame',
  imports: [Icon, LineName, NgTemplateOutlet],
  templateUrl: './field-frame.html',
  styleUrl: './field-frame.scss',
})
export class FieldFrame {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly code = input('');
  readonly help = input('');
  readonly error = input<string | null>(null);
  /** What someone says of this entry, in sight from the start. */
  readonly note = input('');
  /** Last exercises' figures, already in words, shown on demand. */
  readonly hint = input('');
  readonly optional = input(false);
  /** Several controls under one question: a fieldset and its legend instead of a label. */
  readonly grouped = input(false);
  /** The control takes the whole width under its label (text areas). */
  readonly stacked = input(false);

  protected readonly helpShown = signal(false);
  protected readonly ids = computed(() => idsOf(this.fieldId()));
  /** Of a group: a single control says it itself. */
  protected readonly described = computed(() =>
    describedBy(this.fieldId(), { error: !!this.error(), note: !!this.note() }),
  );
}

/** Ids that tie a control to its label, help, error and hint. */
export function idsOf(fieldId: string): { help: string; error: string; note: string; hint: string; unit: string } {
  return {
    help: `${fieldId}-aide`,
    error: `${fieldId}-erreur`,
    note: `${fieldId}-remarque`,
    hint: `${fieldId}-rappel`,
    unit: `${fieldId}-unite`,
  };
}

/** Value of `aria-describedby` for the parts that are on screen. */
export function describedBy(
  fieldId: string,
  parts: { error?: boolean; note?: boolean; hint?: boolean; unit?: boolean },
): string | null {
  const ids = idsOf(fieldId);
  const present = [
    parts.error && ids.error,
    parts.note && ids.note,
    parts.unit && ids.unit,
    parts.hint && ids.hint,
  ].filter(Boolean);
  return present.length > 0 ? present.join(' ') : null;
}
