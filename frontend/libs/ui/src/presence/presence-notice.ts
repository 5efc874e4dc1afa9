import { Component, computed, inject } from '@angular/core';
import { Notice } from '@ui/messages/notice';
import { Presence, togetherSentence } from '@ui/presence/presence';

/** Says which colleagues have this very screen open (B2). */
@Component({
  selector: 'app-presence-notice',
  imports: [Notice],
  template: `
    @if (sentence(); as text) {
      <ui-notice tone="info">
        <p>{{ text }}</p>
      </ui-notice>
    }
  `,
})
export class PresenceNotice {
  private readonly presence = inject(Presence);
  protected readonly sentence = computed(() => {
    const names = this.presence.beside();
    return names.length > 0 ? togetherSentence(names) : '';
  });
}
