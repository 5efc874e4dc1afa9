import { Component, computed, ElementRef, input, model, output, viewChild } from '@angular/core';
import { describedBy, FieldFrame, idsOf } from '@ui/field/field-frame';

/** Unit shown after the cell, in the fewest signs a person still understands. */
const UNIT_SIGNS: Readonly<Record<string, string>> = {
  EURO: '€',
  HOURS: 'h',
  HOURS_PER_DAY: 'h/jour',
  PLACES: 'places',
  DAYS: 'jours',
  PERCENT: '%',
  MONTHS: 'mois',
};
const UNIT_WORDS: Readonly<Record<string, string>> = {
  EURO: 'en euros',
  HOURS: 'en heures',
  HOURS_PER_DAY: 'en heures par jour',
  PLACES: 'en places',
  DAYS: 'en jours',
  PERCENT: 'en pour cent',
  MONTHS: 'en mois',
};

/** One figure, typed any usual way. The text is kept as typed; whoever holds the form reads it with `parseFigure`. */
@Component({
  selector: 'ui-figure-field',
  imports: [FieldFrame],
  template: `
    <ui-field-frame
      [stacked]="stacked()"
      [fieldId]="fieldId()"
      [label]="label()"
      [code]="code()"
      [help]="help()"
      [error]="error()"
      [note]="note()"
      [hint]="hint()"
      [optional]="optional()"
    >
      <span class="cell">
        <input
          #cell
          type="text"
          [attr.inputmode]="whole() ? 'numeric' : 'decimal'"
          autocomplete="off"
          enterkeyhint="next"
          data-cell
          [id]="fieldId()"
          [name]="fieldId()"
          [value]="typed()"
          [attr.aria-invalid]="error() ? true : null"
          [attr.aria-describedby]="described()"
          (input)="typed.set(cell.value)"
          (blur)="left.emit()"
        />
        @if (sign()) {
          <span class="unit" aria-hidden="true">{{ sign() }}</span>
          <span class="visually-hidden" [id]="unitId()">{{ words() }}</span>
        }
      </span>
    </ui-field-frame>
  `,
  styleUrl: './figure-field.scss',
})
export class FigureField {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly code = input('');
  readonly help = input('');
  readonly error = input<string | null>(null);
  readonly note = input('');
  readonly hint = input('');
  readonly optional = input(false);
  readonly unit = input('');
  /** The label above the cell: several figures side by side. */
  readonly stacked = input(false);
  /** Only whole numbers: the phone shows a keypad without a comma. */
  readonly whole = input(false);
  /** What is in the cell, exactly as typed. */
  readonly typed = model('');
  /** The person left the cell: the moment to read, refuse or tidy the figure, never while typing. */
  readonly left = output<void>();

  private readonly cell = viewChild.required<ElementRef<HTMLInputElement>>('cell');
  protected readonly sign = computed(() => UNIT_SIGNS[this.unit()] ?? '');
  protected readonly words = computed(() => UNIT_WORDS[this.unit()] ?? '');
  protected readonly unitId = computed(() => idsOf(this.fieldId()).unit);
  protected readonly described = computed(() =>
    describedBy(this.fieldId(), {
      error: !!this.error(),
      note: !!this.note(),
      unit: !!this.sign(),
      hint: !!this.hint(),
    }),
  );

  focus(): void {
    this.cell().nativeElement.focus();
  }
}
