import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TypedDrafts } from '@api/drafts/typed-drafts';
import { AttemptKey } from '@api/http/attempt-key';
import { Busy } from '@ui/buttons/busy';
import { ErrorSummary } from '@ui/errors/error-summary';
import { lengthOf, TextAreaField } from '@ui/field/text-area-field';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { DeclarationHeader } from '../declaration-header';
import { DeclarationStore } from '../declaration-store';
import { declarationLink } from '../step-links';

const SHORTEST = 20;
const LONGEST = 2000;

/** « Demander une correction » (decision 9.9): what happens, what is to correct and why, one button. */
@Component({
  selector: 'app-request-page',
  imports: [MatButton, Busy, RouterLink, ErrorSummary, TextAreaField, Notice, DeclarationHeader],
  template: `
    <app-declaration-header heading="Demander une correction" />
    <div class="column">
      @if (refusal(); as message) {
        <ui-error-summary heading="La demande n’est pas envoyée" [errors]="[{ fieldId: null, message }]" />
      }
      @if (!may()) {
        <ui-notice tone="info">
          <p>{{ whyNot() }}</p>
        </ui-notice>
        @if (text()) {
          <p class="secondary">Le texte que vous aviez tapé&#8239;:</p>
          <p class="typed-text">{{ text() }}</p>
        }
      } @else {
        <p>
          La déclaration transmise ne change pas. La Caf lit votre demande&#8239;: si elle l’accepte, elle vous rend la
          déclaration pour que vous la corrigiez&#8239;; sinon, elle vous dit pourquoi.
        </p>
        <form id="demande-correction" (submit)="$event.preventDefault(); send()">
          <ui-text-area-field
            fieldId="demande"
            label="Ce qui est à corriger, et pourquoi"
            help="Nommez la donnée, le chiffre transmis et le bon chiffre. Ne nommez aucun enfant et n’indiquez rien sur sa santé."
            [rows]="6"
            [minLength]="shortest"
            [maxLength]="longest"
            [error]="error()"
            [text]="text()"
            (textChange)="type($event)"
          />
        </form>
      }
    </div>
    @if (may()) {
      <div class="action-bar">
        <a matButton="text" class="action-bar__back" [routerLink]="readingLink()">Ne pas demander</a>
        <button matButton="filled" type="submit" form="demande-correction" [uiBusy]="store.busy()">
          Envoyer la demande à la Caf
        </button>
      </div>
    } @else {
      <div class="action-bar">
        <a matButton="outlined" [routerLink]="readingLink()">Consulter la déclaration</a>
      </div>
    }
  `,
  styles: `
    .column {
      display: grid;
      gap: var(--space-6);
      max-inline-size: var(--column);
    }
  `,
})
export class RequestPage {
  protected readonly store = inject(DeclarationStore);
  private readonly drafts = inject(TypedDrafts);
  private readonly messages = inject(Messages);
  private readonly router = inject(Router);
  private readonly attempt = new AttemptKey();
  private readonly field = viewChild(TextAreaField);
  protected readonly shortest = SHORTEST;
  protected readonly longest = LONGEST;
  protected readonly refusal = signal('');
  protected readonly error = signal<string | null>(null);
  protected readonly text = signal(this.drafts.read<string>(this.place()) ?? '');
  protected readonly may = computed(() => this.store.may('REQUEST_CORRECTION'));
  protected readonly whyNot = computed(() => {
    const { status, roles, correctionRequest } = this.store.declaration();
    if (!roles.includes('APPROVER')) return 'Seul l’approbateur de l’équipement demande une correction à la Caf.';
    if (status !== 'SUBMITTED')
      return 'Une correction se demande quand la déclaration est transmise et pas encore validée.';
    return correctionRequest?.state === 'PENDING'
      ? 'Votre demande attend la réponse de la Caf.'
      : 'Aucune correction ne peut être demandée pour le moment.';
  });
  protected readonly readingLink = computed(() => declarationLink(this.store.declaration().id, 'consultation'));

  protected type(text: string): void {
    this.text.set(text);
    this.drafts.keep(this.place(), text);
  }

  protected async send(): Promise<void> {
    this.error.set(lengthError(this.text()));
    if (this.error() !== null) {
      this.field()?.focus();
      return;
    }
    const text = this.text().trim();
    const place = this.place();
    const outcome = await this.store.act((api, id, revision) =>
      api.requestCorrection(id, revision, text, this.attempt.keyFor(JSON.stringify([id, revision, text]))),
    );
    if (!outcome.ok) {
      if (!outcome.refusal.passing) this.attempt.settled();
      this.refusal.set(outcome.refusal.message);
      return;
    }
    this.attempt.settled();
    this.drafts.forget(place);
    this.messages.tell({ tone: 'done', text: 'Votre demande de correction est envoyée à la Caf.' });
    await this.router.navigate(this.readingLink());
  }

  private place(): string {
    const { id, version } = this.store.declaration();
    return `${id}.${version}.demande-correction`;
  }
}

function lengthError(text: string): string | null {
  const length = lengthOf(text);
  if (length < SHORTEST)
    return `Écrivez ${SHORTEST} caractères au moins\u202f: la Caf doit comprendre ce qui est à corriger.`;
  return length > LONGEST ? 'Le texte dépasse 2\u202f000 caractères. Raccourcissez-le.' : null;
}
