import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { AttemptKey } from '@api/http/attempt-key';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { type EveryPassword, EveryPasswordApi } from '@api/identity/every-password-api';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Ask } from '@ui/dialogs/ask';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { Messages } from '@ui/messages/message-bar';
import { NotFoundPage } from '@ui/pages/not-found-page';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { countOf } from '@ui/words/count-of';
import { ReasonForm } from './reason-form';

/** « Mots de passe »: a new one asked of everybody, as after an update of the portal; and how the last demand goes. */
@Component({
  selector: 'app-every-password-page',
  imports: [FrenchDatePipe, Loading, NotFoundPage, PageHeader, ReasonForm, UnavailablePage],
  template: `
    @if (unavailable(); as refused) {
      @if (refused.unknown) {
        <ui-not-found-page />
      } @else {
        <ui-unavailable-page [refusal]="refused" (retry)="load()" />
      }
    } @else {
      <ui-page-header heading="Mots de passe" />
      @if (state(); as known) {
        <section aria-labelledby="derniere-demande">
          <h2 id="derniere-demande" class="section-title" tabindex="-1">Dernière demande</h2>
          @if (known.last; as last) {
            <p>
              Le {{ last.at | frDate: 'instant' }}, par {{ last.by ?? 'une mise à jour du portail' }}, à
              {{ people(last.people) }}.
              @if (last.reason) {
                Motif : {{ last.reason }}
              }
            </p>
            <p role="status">{{ progress() }}</p>
            @if (known.waiting > 0) {
              <p><button type="button" class="link-button" (click)="load()">Actualiser</button></p>
            }
          } @else {
            <p>Aucun changement général n’a encore été demandé.</p>
          }
        </section>
        <section aria-labelledby="nouvelle-demande">
          <h2 id="nouvelle-demande" class="section-title">Demander un nouveau mot de passe à tout le monde</h2>
          <p>
            {{ people(known.people) }} qui peuvent se connecter choisiront un nouveau mot de passe à leur prochaine
            connexion. Personne ne perd sa session ni sa saisie en cours.
          </p>
          <app-reason-form
            fieldId="mots-de-passe-motif"
            act="Demander un nouveau mot de passe…"
            refusedHeading="Rien n’est demandé"
            [busy]="busy()"
            [refusal]="fault()"
            (given)="demand($event, known)"
          />
        </section>
      } @else {
        <ui-loading label="Chargement de la dernière demande…" />
      }
    }
  `,
  styles: `
    section {
      display: grid;
      gap: var(--space-3);
      max-inline-size: var(--column);
      margin-block: var(--space-6);
    }
    p {
      margin: 0;
    }
  `,
})
export class EveryPasswordPage {
  private readonly api = inject(EveryPasswordApi);
  private readonly ask = inject(Ask);
  private readonly messages = inject(Messages);
  private readonly focus = inject(FocusSoon);
  private readonly attempt = new AttemptKey();
  private readonly form = viewChild(ReasonForm);

  protected readonly state = signal<EveryPassword | null>(null);
  protected readonly unavailable = signal<Refusal | null>(null);
  protected readonly fault = signal<Refusal | null>(null);
  protected readonly busy = signal(false);
  protected readonly progress = computed(() => {
    const waiting = this.state()?.waiting ?? 0;
    if (waiting === 0) return 'Tous les comptes ont été prévenus.';
    return `${countOf(waiting, 'compte reste', 'comptes restent')} à prévenir\u202f: le service continue seul.`;
  });

  constructor() {
    void this.load();
  }

  protected people(count: number): string {
    return countOf(count, 'personne', 'personnes', 'aucune');
  }

  protected async load(): Promise<void> {
    this.unavailable.set(null);
    try {
      this.state.set(await this.api.read());
    } catch (error) {
      this.unavailable.set(refusalOf(error));
    }
  }

  protected async demand(reason: string, { people, last }: EveryPassword): Promise<void> {
    const sure = await this.ask.confirm({
      title: 'Demander un nouveau mot de passe à tout le monde\u202f?',
      text: `${this.people(people)} devront en choisir un à leur prochaine connexion. La demande ne peut pas être retirée.`,
      yes: 'Demander à tout le monde',
      no: 'Ne rien demander',
      safer: true,
    });
    if (!sure) return;
    this.busy.set(true);
    this.fault.set(null);
    try {
      this.state.set(await this.api.ask(reason, this.attempt.keyFor(`${last?.at ?? ''} ${reason}`)));
      this.form()?.clear();
      this.messages.tell({ tone: 'done', text: 'Un nouveau mot de passe est demandé à tout le monde.' });
      this.focus.on('derniere-demande');
    } catch (error) {
      this.fault.set(refusalOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
