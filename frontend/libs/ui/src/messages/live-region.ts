import { Component, inject } from '@angular/core';
import { Announcer } from '@ui/messages/announcer';

/** Present from the first render: a live region added later is not heard. */
@Component({
  selector: 'ui-live-region',
  template: `
    <div class="visually-hidden" role="status" aria-live="polite">{{ announcer.polite() }}</div>
    <div class="visually-hidden" role="alert" aria-live="assertive">{{ announcer.assertive() }}</div>
  `,
})
export class LiveRegion {
  protected readonly announcer = inject(Announcer);
}
