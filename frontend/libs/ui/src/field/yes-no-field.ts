import { Component, input, model } from '@angular/core';
import { FieldFrame } from '@ui/field/field-frame';

/** A yes/no question; null as long as nobody answered. */
@Component({
  selector: 'ui-yes-no-field',
  imports: [FieldFrame],
  template: `
    <ui-field-frame
      [grouped]="true"
      [fieldId]="fieldId()"
      [label]="label()"
      [code]="code()"
      [help]="help()"
      [error]="error()"
      [note]="note()"
      [hint]="hint()"
      [optional]="optional()"
    >
      <span class="choices">
        <label>
          <input
            type="radio"
            value="true"
            data-cell
            [id]="fieldId()"
            [name]="fieldId()"
            [checked]="answer() === true"
            (change)="answer.set(true)"
          />
          Oui
        </label>
        <label>
          <input
            type="radio"
            value="false"
            [id]="fieldId() + '-non'"
            [name]="fieldId()"
            [checked]="answer() === false"
            (change)="answer.set(false)"
          />
          Non
        </label>
      </span>
    </ui-field-frame>
  `,
  styles: `
    :host {
      display: block;
    }
    .choices {
      display: flex;
      gap: var(--space-6);
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-block-size: var(--target);
      padding-inline-end: var(--space-2);
      cursor: pointer;
    }
    input {
      inline-size: 1.375rem;
      block-size: 1.375rem;
      margin: 0;
      accent-color: var(--action);
    }
  `,
})
export class YesNoField {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly code = input('');
  readonly help = input('');
  readonly error = input<string | null>(null);
  readonly note = input('');
  readonly hint = input('');
  readonly optional = input(false);
  readonly answer = model<boolean | null>(null);
}
