import { Component, computed, inject } from '@angular/core';
import { CurrentUser } from '@api/identity/current-user';
import { PageHeader } from '@ui/frame/page-header';
import { OwnMessages } from '@ui/notices/own-messages';
import { OwnProtection } from '@ui/session/own-protection';
import { OwnSessions } from '@ui/session/own-sessions';

/** « Mon compte »: who the agent is, for which Caf, which messages come by mail, what protects the account, and where they are signed in. */
@Component({
  selector: 'app-account-page',
  imports: [OwnMessages, OwnProtection, OwnSessions, PageHeader],
  template: `
    <ui-page-header heading="Mon compte" />
    <section aria-labelledby="mon-identite">
      <h2 id="mon-identite" class="section-title">Qui vous êtes</h2>
      <p>
        <strong>{{ user.name() }}</strong>, {{ user.me().email }} (votre identifiant)
      </p>
      <p>{{ scope() }}</p>
    </section>
    <section aria-labelledby="mes-messages"><ui-own-messages /></section>
    <section aria-labelledby="ma-protection"><ui-own-protection /></section>
    <section aria-labelledby="mes-connexions"><ui-own-sessions /></section>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: var(--column);
    }
    section {
      margin-block-end: var(--space-8);
    }
    section > p {
      margin-block: var(--space-3);
    }
  `,
})
export class AccountPage {
  protected readonly user = inject(CurrentUser);
  protected readonly scope = computed(() => {
    const { population, cafCodes } = this.user.me();
    if (population === 'CNAF_ADMIN') return 'Administration nationale';
    const role = population === 'CAF_ADMIN' ? 'Administration' : 'Instruction';
    return `${role} de la Caf ${cafCodes.join(', ')}`;
  });
}
