import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { type SecondFactor, SecondFactorApi } from '@api/identity/second-factor-api';
import { Busy } from '@ui/buttons/busy';
import { Ask } from '@ui/dialogs/ask';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { errandLink } from '@ui/session/errand-link';
import { codesRunOut, secondFactorWords } from '@ui/session/second-factor-words';

/** Page of the person’s own account, the same on both sites. */
const ACCOUNT = '/mon-compte';

/** What protects the person’s account: the password, and the second factor, set up on the sign-in pages and given up here. */
@Component({
  selector: 'ui-own-protection',
  imports: [MatButton, Busy, Loading, Notice],
  template: `
    <h2 id="ma-protection" class="section-title">Protection de votre compte</h2>
    <p><a [href]="links.password">Modifier mon mot de passe</a></p>
    <h3 id="deux-etapes" tabindex="-1">Validation en deux étapes</h3>
    <p>En plus du mot de passe, vous saisissez à la connexion un code que donne une application de votre téléphone.</p>
    @if (refusal(); as refused) {
      <ui-notice tone="refused" role="alert">
        <p>{{ refused.message }}</p>
        @if (refused.code === 'SIGN_IN_AGAIN') {
          <p><a [href]="links.again">Confirmer que c’est moi</a>, puis recommencez.</p>
        } @else if (factor() === null) {
          <p><button type="button" class="link-button" (click)="load()">Réessayer</button></p>
        }
      </ui-notice>
    }
    @if (factor(); as known) {
      <p>
        <strong>{{ words(known) }}.</strong>
      </p>
      @if (known.since === null) {
        @if (known.due) {
          <p>Votre profil la demande : vous l’activerez au plus tard à votre prochaine connexion.</p>
        }
        <p><a matButton="outlined" [href]="links.setUp">Activer la validation en deux étapes</a></p>
      } @else {
        @if (few(known)) {
          <ui-notice tone="explain">
            <p>Sans téléphone ni code de secours, seule votre Caf pourra rétablir votre accès.</p>
          </ui-notice>
        }
        <div class="acts">
          <a matButton="outlined" [href]="links.codes">Obtenir de nouveaux codes de secours</a>
          @if (!known.due) {
            <button matButton="outlined" type="button" [uiBusy]="busy()" (click)="giveUp()">
              Désactiver la validation en deux étapes
            </button>
          }
        </div>
        @if (known.due) {
          <p class="secondary">Votre profil la demande : elle ne peut pas être désactivée.</p>
        }
      }
    } @else if (refusal() === null) {
      <ui-loading label="Chargement de votre protection…" />
    }
  `,
  styles: `
    p {
      margin-block: var(--space-3);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3);
      margin-block: var(--space-3);
    }
  `,
})
export class OwnProtection {
  private readonly api = inject(SecondFactorApi);
  private readonly ask = inject(Ask);
  private readonly messages = inject(Messages);
  private readonly focus = inject(FocusSoon);

  protected readonly factor = signal<SecondFactor | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly busy = signal(false);
  protected readonly words = secondFactorWords;
  protected readonly few = codesRunOut;
  protected readonly links = {
    password: errandLink('change-password', ACCOUNT),
    setUp: errandLink('set-up-second-factor', ACCOUNT),
    codes: errandLink('renew-recovery-codes', ACCOUNT),
    again: errandLink('sign-in-again', ACCOUNT),
  };

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.refusal.set(null);
    try {
      this.factor.set(await this.api.own());
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  protected async giveUp(): Promise<void> {
    const sure = await this.ask.confirm({
      title: 'Désactiver la validation en deux étapes\u202f?',
      text: 'Votre mot de passe seul ouvrira votre compte. L’application et les codes de secours ne serviront plus.',
      yes: 'Désactiver la validation',
      no: 'La garder',
      safer: true,
    });
    if (!sure) return;
    this.busy.set(true);
    this.refusal.set(null);
    try {
      await this.api.giveUpOwn();
      this.factor.set(await this.api.own());
      this.messages.tell({ tone: 'done', text: 'La validation en deux étapes est désactivée.' });
      this.focus.on('deux-etapes');
    } catch (error) {
      this.refusal.set(refusalOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
