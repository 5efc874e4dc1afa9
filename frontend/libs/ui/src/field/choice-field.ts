import { Component, input, model } from '@angular/core';
import { FieldFrame } from '@ui/field/field-frame';
import type { Choice } from '@ui/field/select-field';

/** A question with two to four answers, all of them on screen. The first answer carries the field's id. */
@Component({
  selector: 'ui-choice-field',
  imports: [FieldFrame],
  template: `
    <ui-field-frame
      [grouped]="true"
      [stacked]="true"
      [fieldId]="fieldId()"
      [label]="label()"
      [help]="help()"
      [error]="error()"
    >
      <span class="choices">
        @for (choice of choices(); track choice.value; let first = $first) {
          <label>
            <input
              type="radio"
              [id]="first ? fieldId() : fieldId() + '-' + choice.value"
              [name]="fieldId()"
              [value]="choice.value"
              [checked]="choice.value === chosen()"
              (change)="chosen.set(choice.value)"
            />
            {{ choice.label }}
          </label>
        }
      </span>
    </ui-field-frame>
  `,
  styles: `
    :host {
      display: block;
    }
    .choices {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-6);
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-block-size: var(--target);
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
export class ChoiceField {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly help = input('');
  readonly error = input<string | null>(null);
  readonly chosen = model('');
}
