import { Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { NotificationsApi } from '@api/notifications/notifications-api';
import type { MessageKind, MessagePreferences } from '@api/notifications/notifications.types';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { MessageChoices } from './message-choices';

/** « Messages que vous recevez », in « Mon compte »: everything is a notice; which of them come by mail too is chosen here. */
@Component({
  selector: 'ui-own-messages',
  imports: [RouterLink, Loading, MessageChoices, Notice],
  template: `
    <h2 id="mes-messages" class="section-title" tabindex="-1">Messages que vous recevez</h2>
    @if (unavailable(); as refused) {
      <ui-notice tone="refused">
        <p>{{ refused.message }}</p>
        <p><button type="button" class="link-button" (click)="load()">Réessayer</button></p>
      </ui-notice>
    } @else if (preferences(); as known) {
      <p>
        Tout est annoncé dans vos <a routerLink="/notifications">notifications</a>. Choisissez ce que vous recevez aussi
        par courriel.
      </p>
      <ui-message-choices
        [choices]="known.choices"
        [busy]="busy()"
        [refusal]="fault()"
        (chosen)="choose($event, known)"
      />
    } @else {
      <ui-loading label="Chargement de vos choix…" />
    }
  `,
  styles: `
    p {
      margin-block: var(--space-3);
    }
  `,
})
export class OwnMessages {
  private readonly api = inject(NotificationsApi);
  private readonly messages = inject(Messages);
  private readonly focus = inject(FocusSoon);

  protected readonly preferences = signal<MessagePreferences | null>(null);
  protected readonly unavailable = signal<Refusal | null>(null);
  protected readonly fault = signal<Refusal | null>(null);
  protected readonly busy = signal(false);

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.unavailable.set(null);
    try {
      this.preferences.set(await this.api.preferences());
    } catch (error) {
      this.unavailable.set(refusalOf(error));
    }
  }

  /** What was ticked stays when it is refused; after a change in another tab, saving again rests on what was read since. */
  protected async choose(muted: readonly MessageKind[], { revision }: MessagePreferences): Promise<void> {
    this.busy.set(true);
    this.fault.set(null);
    try {
      this.preferences.set(await this.api.choose(muted, revision));
      this.messages.tell({ tone: 'done', text: 'Vos choix sont enregistrés.' });
      this.focus.on('mes-messages');
    } catch (error) {
      const refusal = refusalOf(error);
      this.fault.set(refusal);
      if (refusal.code === 'STALE_VERSION') await this.rebase();
    } finally {
      this.busy.set(false);
    }
  }

  private async rebase(): Promise<void> {
    const kept = this.preferences();
    const { revision } = await this.api.preferences().catch(() => ({ revision: kept?.revision ?? 0 }));
    if (kept) this.preferences.set({ ...kept, revision });
  }
}
