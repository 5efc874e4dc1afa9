import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { type OwnSession, OwnSessionsApi } from '@api/session/own-sessions-api';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { formatInstant } from '@ui/dates/french-date';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';

/** A session begun before its browser was kept. */
const UNKNOWN = 'Navigateur inconnu';

/** Where the person is signed in, and the end of what they do not recognise: a computer left open, a lost telephone. */
@Component({
  selector: 'ui-own-sessions',
  imports: [MatButton, Busy, FrenchDatePipe, Loading, Notice],
  template: `
    <h2 id="mes-connexions" class="section-title" tabindex="-1">Vos connexions</h2>
    @if (refusal(); as refused) {
      <ui-notice tone="refused">
        <p>{{ refused.message }}</p>
        @if (sessions() === null) {
          <p><button type="button" class="link-button" (click)="load()">Réessayer</button></p>
        }
      </ui-notice>
    }
    @if (sessions(); as known) {
      <p>Si vous ne reconnaissez pas une connexion, terminez-la puis modifiez votre mot de passe.</p>
      <ul>
        @for (session of known; track session.id) {
          <li>
            <div>
              <p>
                <strong>{{ session.device ?? unknown }}</strong>
                @if (session.current) {
                  — cette connexion
                }
              </p>
              <p class="secondary">
                @if (session.startedAt) {
                  Ouverte le {{ session.startedAt | frDate: 'instant' }}.
                }
                Dernière action le {{ session.lastActAt | frDate: 'instant' }}.
              </p>
            </div>
            @if (!session.current) {
              <button
                matButton="outlined"
                type="button"
                [uiBusy]="busy()"
                [attr.aria-label]="'Terminer la connexion ' + nameOf(session)"
                (click)="end(session)"
              >
                Terminer
              </button>
            }
          </li>
        }
      </ul>
      @if (others() > 1) {
        <p>
          <button matButton="outlined" type="button" [uiBusy]="busy()" (click)="endOthers()">
            Terminer toutes les autres connexions
          </button>
        </p>
      }
    } @else if (refusal() === null) {
      <ui-loading label="Chargement de vos connexions…" />
    }
  `,
  styles: `
    h2 + p {
      margin-block: var(--space-3);
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-4);
      align-items: center;
      justify-content: space-between;
      padding-block: var(--space-3);
      border-block-end: 1px solid var(--hairline);
    }
    li p {
      margin: 0;
    }
  `,
})
export class OwnSessions {
  private readonly api = inject(OwnSessionsApi);
  private readonly messages = inject(Messages);
  private readonly focus = inject(FocusSoon);

  protected readonly sessions = signal<readonly OwnSession[] | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly busy = signal(false);
  protected readonly others = computed(() => (this.sessions() ?? []).filter(({ current }) => !current).length);

  protected readonly unknown = UNKNOWN;

  constructor() {
    void this.load();
  }

  /** « Firefox sur Windows, dernière action le 12/03/2016 à 10 h 42 »: two of one browser are told apart. */
  protected nameOf({ device, lastActAt }: OwnSession): string {
    return `${device ?? UNKNOWN}, dernière action le ${formatInstant(lastActAt)}`;
  }

  protected load(): Promise<void> {
    return this.ask(() => this.api.list());
  }

  protected end({ id }: OwnSession): Promise<void> {
    return this.ask(() => this.api.end(id), 'La connexion est terminée.');
  }

  protected endOthers(): Promise<void> {
    return this.ask(() => this.api.endOthers(), 'Vos autres connexions sont terminées.');
  }

  /** The button that was pressed goes with what it ended: the focus goes to the title of the list. */
  private async ask(question: () => Promise<readonly OwnSession[]>, done?: string): Promise<void> {
    this.busy.set(true);
    this.refusal.set(null);
    try {
      this.sessions.set(await question());
      if (done === undefined) return;
      this.messages.tell({ tone: 'done', text: done });
      this.focus.on('mes-connexions');
    } catch (error) {
      this.refusal.set(refusalOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
