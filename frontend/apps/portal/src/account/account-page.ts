import { Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import type { Role } from '@api/identity/identity.types';
import { NotificationsApi } from '@api/notifications/notifications-api';
import type { MessageKind, MessagePreferences } from '@api/notifications/notifications.types';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { OwnProtection } from '@ui/session/own-protection';
import { OwnSessions } from '@ui/session/own-sessions';
import { MessageChoices } from './message-choices';

const ROLES: Readonly<Record<Role, string>> = {
  ACTIVITY_PROVIDER: 'fournisseur de données d’activité',
  FINANCIAL_PROVIDER: 'fournisseur de données financières',
  APPROVER: 'approbateur',
};

/** « Mon compte »: who the person is, what they may do on each equipment, and which messages they want by mail, what protects the account, where they are signed in. */
@Component({
  selector: 'app-account-page',
  imports: [RouterLink, Loading, MessageChoices, Notice, OwnProtection, OwnSessions, PageHeader],
  templateUrl: './account-page.html',
  styleUrl: './account-page.scss',
})
export class AccountPage {
  private readonly api = inject(NotificationsApi);
  private readonly messages = inject(Messages);
  private readonly focus = inject(FocusSoon);

  protected readonly user = inject(CurrentUser);
  protected readonly preferences = signal<MessagePreferences | null>(null);
  protected readonly unavailable = signal<Refusal | null>(null);
  protected readonly fault = signal<Refusal | null>(null);
  protected readonly busy = signal(false);

  constructor() {
    void this.load();
  }

  protected rolesOf(roles: readonly Role[]): string {
    return (Object.keys(ROLES) as Role[])
      .filter((role) => roles.includes(role))
      .map((role) => ROLES[role])
      .join(', ');
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
