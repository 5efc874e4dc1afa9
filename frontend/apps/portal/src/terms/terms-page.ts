import { Component, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Busy } from '@ui/buttons/busy';
import { refusalOf } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import { ErrorSummary } from '@ui/errors/error-summary';
import { PageHeader } from '@ui/frame/page-header';
import { RouteFocus } from '@ui/frame/route-focus';
import { Announcer } from '@ui/messages/announcer';

/** First sign-in, or new terms: they are read and accepted before anything else; the address asked for stays. */
@Component({
  selector: 'app-terms-page',
  imports: [MatButton, Busy, ErrorSummary, PageHeader],
  template: `
    <div class="column">
      <ui-page-header heading="Conditions générales d’utilisation" />
      @if (refused()) {
        <ui-error-summary
          heading="Les conditions ne sont pas encore acceptées"
          [errors]="[{ fieldId: null, message: refused() }]"
        />
      }
      <p>Avant de commencer, lisez les conditions du portail et acceptez-les. Cela ne vous sera plus demandé.</p>
      <div class="terms" tabindex="0" role="region" aria-label="Texte des conditions">
        <p class="typed-text">{{ user.me().terms.text }}</p>
      </div>
      <p class="secondary">Version {{ user.me().terms.currentVersion }}</p>
      <div class="action-bar">
        <button matButton="filled" [uiBusy]="busy()" (click)="accept()">Accepter les conditions et continuer</button>
      </div>
    </div>
  `,
  styles: `
    .column {
      max-inline-size: var(--column);
    }
    .terms {
      margin-block: var(--space-4);
      padding: var(--space-4);
      max-block-size: 24rem;
      overflow-y: auto;
      background: var(--surface);
      border: 1px solid var(--hairline);
      border-radius: var(--radius);
    }
    ui-error-summary {
      margin-block-end: var(--space-4);
    }
  `,
})
export class TermsPage {
  protected readonly user = inject(CurrentUser);
  private readonly announcer = inject(Announcer);
  private readonly routeFocus = inject(RouteFocus);
  private readonly summary = viewChild(ErrorSummary);
  protected readonly busy = signal(false);
  protected readonly refused = signal('');

  protected async accept(): Promise<void> {
    this.busy.set(true);
    this.refused.set('');
    try {
      await this.user.acceptTerms();
      this.routeFocus.arrive();
      this.announcer.say('Conditions acceptées.');
    } catch (error) {
      this.refused.set(refusalOf(error).message);
      this.summary()?.focus();
    } finally {
      this.busy.set(false);
    }
  }
}
