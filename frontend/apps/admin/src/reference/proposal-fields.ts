import { Component, input, model } from '@angular/core';
import { TextAreaField } from '@ui/field/text-area-field';

/** Why a Caf asks for a change: read by the Cnaf with what is proposed. */
@Component({
  selector: 'app-proposal-fields',
  imports: [TextAreaField],
  template: `
    <ui-text-area-field
      fieldId="proposition-reason"
      label="Motif de la proposition"
      help="Dites à la Cnaf ce que vous constatez et ce que le changement résoudrait."
      [rows]="4"
      [minLength]="20"
      [error]="error()"
      [(text)]="reason"
    />
  `,
})
export class ProposalFields {
  readonly error = input<string | null>(null);
  readonly reason = model('');
}
