import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CurrentUser } from '@api/identity/current-user';
import type { Role } from '@api/identity/identity.types';
import { PageHeader } from '@ui/frame/page-header';
import { Notice } from '@ui/messages/notice';
import { OwnMessages } from '@ui/notices/own-messages';
import { OwnProtection } from '@ui/session/own-protection';
import { OwnSessions } from '@ui/session/own-sessions';

const ROLES: Readonly<Record<Role, string>> = {
  ACTIVITY_PROVIDER: 'fournisseur de données d’activité',
  FINANCIAL_PROVIDER: 'fournisseur de données financières',
  APPROVER: 'approbateur',
};

/** « Mon compte »: who the person is, what they may do on each equipment, and which messages they want by mail, what protects the account, where they are signed in. */
@Component({
  selector: 'app-account-page',
  imports: [RouterLink, Notice, OwnMessages, OwnProtection, OwnSessions, PageHeader],
  templateUrl: './account-page.html',
  styleUrl: './account-page.scss',
})
export class AccountPage {
  protected readonly user = inject(CurrentUser);

  protected rolesOf(roles: readonly Role[]): string {
    return (Object.keys(ROLES) as Role[])
      .filter((role) => roles.includes(role))
      .map((role) => ROLES[role])
      .join(', ');
  }
}
