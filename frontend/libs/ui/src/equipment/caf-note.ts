import { Component, input } from '@angular/core';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Notice } from '@ui/messages/notice';

/** The Caf's text on the equipment page: the partner reads it, the agent sees the same before saving it. */
@Component({
  selector: 'ui-caf-note',
  imports: [FrenchDatePipe, Notice],
  template: `
    <ui-notice tone="info" heading="Message de votre Caf">
      <p class="typed-text">{{ text() }}</p>
      <p class="secondary">Le {{ from() | frDate }}</p>
    </ui-notice>
  `,
})
export class CafNote {
  readonly text = input.required<string>();
  /** The first day on which it is read. */
  readonly from = input.required<string>();
}
