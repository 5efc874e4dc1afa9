import { Component, computed, input, model, output } from '@angular/core';
import { describedBy, FieldFrame } from '@ui/field/field-frame';

/** A word, a name or a year on one line. */
@Component({
  selector: 'ui-text-field',
  imports: [FieldFrame],
  template: `
    <ui-field-frame
      [stacked]="stacked()"
      [fieldId]="fieldId()"
      [label]="label()"
      [help]="help()"
      [error]="error()"
      [hint]="hint()"
      [optional]="optional()"
    >
      <input
        #cell
        autocomplete="off"
        [type]="kind()"
        [attr.inputmode]="numeric() ? 'numeric' : null"
        [attr.maxlength]="maxLength()"
        [id]="fieldId()"
        [name]="fieldId()"
        [value]="typed()"
        [attr.aria-invalid]="error() ? true : null"
        [attr.aria-describedby]="described()"
        (input)="typed.set(cell.value)"
        (blur)="left.emit()"
      />
    </ui-field-frame>
  `,
  styles: `
    @use 'control';
    :host {
      display: block;
    }
    input {
      @include control.typed;
    }
  `,
})
export class TextField {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly help = input('');
  readonly error = input<string | null>(null);
  readonly hint = input('');
  readonly optional = input(false);
  readonly stacked = input(false);
  /** `search` gives the browser's own button to empty the field. */
  readonly kind = input<'text' | 'search'>('text');
  /** A year, a number that is not a quantity: the numeric keyboard without the rules of figures. */
  readonly numeric = input(false);
  readonly maxLength = input<number | null>(null);
  readonly typed = model('');
  readonly left = output<void>();

  protected readonly described = computed(() =>
    describedBy(this.fieldId(), { error: !!this.error(), hint: !!this.hint() }),
  );
}
