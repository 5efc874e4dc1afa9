import { Component, computed, input, model, output } from '@angular/core';
import { describedBy, FieldFrame, idsOf } from '@ui/field/field-frame';

/** A date typed jj/mm/aaaa; whoever holds the form reads it with `parseDay`. */
@Component({
  selector: 'ui-date-field',
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
      <input
        #cell
        type="text"
        inputmode="numeric"
        autocomplete="off"
        enterkeyhint="next"
        placeholder="jj/mm/aaaa"
        maxlength="10"
        data-cell
        [id]="fieldId()"
        [name]="fieldId()"
        [value]="typed()"
        [attr.aria-invalid]="error() ? true : null"
        [attr.aria-describedby]="described()"
        (input)="typed.set(cell.value)"
        (blur)="left.emit()"
      />
      <span class="visually-hidden" [id]="formId()">jour, mois et année en chiffres, séparés par des barres</span>
    </ui-field-frame>
  `,
  styles: `
    @use 'control';
    :host {
      display: block;
    }
    input {
      @include control.typed;
      max-inline-size: 9.75rem;
      font-variant-numeric: tabular-nums lining-nums;
    }
    input::placeholder {
      color: var(--text-secondary);
      opacity: 1;
    }
  `,
})
export class DateField {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly code = input('');
  readonly help = input('');
  readonly error = input<string | null>(null);
  readonly note = input('');
  readonly hint = input('');
  readonly optional = input(false);
  readonly stacked = input(false);
  readonly typed = model('');
  readonly left = output<void>();

  protected readonly formId = computed(() => idsOf(this.fieldId()).unit);
  protected readonly described = computed(() =>
    describedBy(this.fieldId(), { error: !!this.error(), note: !!this.note(), unit: true, hint: !!this.hint() }),
  );
}
