import { Component, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { type SecondFactor, SecondFactorApi } from '@api/identity/second-factor-api';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Messages } from '@ui/messages/message-bar';
import { secondFactorWords } from '@ui/session/second-factor-words';
import { PersonStore } from './person-store';
import { ReasonForm } from './reason-form';

/** Whether a person has a second factor, and its end with a reason when they lost it. */
@Component({
  selector: 'app-person-second-factor',
  imports: [MatButton, ReasonForm],
  template: `
    <h2 id="deuxieme-etape" class="title" tabindex="-1">Validation en deux étapes</h2>
    @if (refusal(); as refused) {
      <p>{{ refused.message }}</p>
      <p><button type="button" class="link-button" (click)="load(personId())">Réessayer</button></p>
    } @else if (factor(); as known) {
      <p>{{ words(known) }}</p>
      @if (mayReset() && known.since !== null) {
        @if (asking()) {
          <app-reason-form
            fieldId="deuxieme-etape-motif"
            act="Réinitialiser"
            cancel="Ne rien changer"
            refusedHeading="La deuxième étape est gardée"
            [busy]="store.busy()"
            [refusal]="fault()"
            (given)="reset($event)"
            (closed)="stop()"
          />
        } @else {
          <button matButton="outlined" type="button" id="deuxieme-etape-reinitialiser" (click)="start()">
            Réinitialiser la deuxième étape
          </button>
        }
      }
    } @else {
      <p class="secondary" role="status">Chargement…</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
    }
    .title {
      margin: 0;
      font-size: 0.875rem;
      font-weight: 400;
      color: var(--text-secondary);
    }
    p {
      margin: 0;
    }
  `,
})
export class PersonSecondFactor {
  private readonly api = inject(SecondFactorApi);
  private readonly messages = inject(Messages);
  private readonly focus = inject(FocusSoon);
  protected readonly store = inject(PersonStore);

  readonly personId = input.required<string>();
  readonly mayReset = input(false);

  protected readonly factor = signal<SecondFactor | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly asking = signal(false);
  protected readonly fault = signal<Refusal | null>(null);
  protected readonly words = secondFactorWords;

  constructor() {
    effect(() => {
      const id = this.personId();
      untracked(() => void this.load(id));
    });
  }

  protected async load(id: string): Promise<void> {
    this.refusal.set(null);
    this.factor.set(null);
    try {
      this.factor.set(await this.api.of(id));
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  protected start(): void {
    this.fault.set(null);
    this.asking.set(true);
    this.focus.on('deuxieme-etape-motif');
  }

  protected stop(): void {
    this.asking.set(false);
    this.focus.on('deuxieme-etape-reinitialiser');
  }

  protected async reset(reason: string): Promise<void> {
    this.fault.set(null);
    const outcome = await this.store.act((api, { id, revision }) => api.resetSecondFactor({ id, revision }, reason));
    if (!outcome.ok) {
      this.fault.set(outcome.refusal);
      return;
    }
    this.asking.set(false);
    await this.load(this.personId());
    this.messages.tell({ tone: 'done', text: 'La deuxième étape est réinitialisée. La personne en est prévenue.' });
    this.focus.on('deuxieme-etape');
  }
}
