import { Component, computed, DestroyRef, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TypedDrafts } from '@api/drafts/typed-drafts';
import { AttemptKey } from '@api/http/attempt-key';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { FileMessagesApi } from '@api/workflow/file-messages-api';
import type { FileMessages } from '@api/workflow/workflow.types';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { ErrorSummary } from '@ui/errors/error-summary';
import { lengthOf, TextAreaField } from '@ui/field/text-area-field';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { Announcer } from '@ui/messages/announcer';
import { Messages } from '@ui/messages/message-bar';
import { NotFoundPage } from '@ui/pages/not-found-page';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { PersonNews } from '@ui/session/person-news';
import { nameOf } from '@ui/words/declaration-name';
import type { Subscription } from 'rxjs';

const LONGEST = 2000;

/**
 * « Messages »: what partner and Caf write to each other on a declaration, oldest first, and a box to write in (B6). What is
 * shown is read; what arrives shows by itself.
 */
@Component({
  selector: 'ui-file-messages-page',
  imports: [
    MatButton,
    RouterLink,
    Busy,
    ErrorSummary,
    FrenchDatePipe,
    Loading,
    NotFoundPage,
    PageHeader,
    TextAreaField,
    UnavailablePage,
  ],
  template: `
    @if (refusal(); as refused) {
      @if (refused.unknown) {
        <ui-not-found-page />
      } @else {
        <ui-unavailable-page [refusal]="refused" (retry)="load(declarationId())" />
      }
    } @else if (file(); as known) {
      <ui-page-header heading="Messages" [context]="context()" [crumbs]="crumbsOf()(known)" />
      <section class="column" aria-labelledby="echanges">
        <h2 id="echanges" class="section-title">Échanges</h2>
        <ol class="plain-list">
          @for (message of known.items; track message.number) {
            <li [class.own]="message.side === known.side">
              <p class="secondary">
                <strong>{{ message.own ? 'Vous' : message.by }}</strong>
                @if (message.side !== known.side) {
                  ({{ message.side === 'CAF' ? 'votre Caf' : 'partenaire' }})
                }
                le {{ message.at | frDate: 'instant' }}
              </p>
              <p class="typed-text">{{ message.text }}</p>
            </li>
          } @empty {
            <li class="secondary">Aucun message pour le moment.</li>
          }
        </ol>
      </section>
      <form id="message" class="column" (submit)="$event.preventDefault(); send()">
        @if (refused(); as message) {
          <ui-error-summary heading="Le message n’est pas envoyé" [errors]="[{ fieldId: null, message }]" />
        }
        <ui-text-area-field
          fieldId="message-texte"
          label="Votre message"
          help="Ne nommez aucun enfant et n’indiquez rien sur sa santé. Un message ne change rien à la déclaration."
          [rows]="5"
          [maxLength]="longest"
          [error]="error()"
          [text]="text()"
          (textChange)="type($event)"
        />
      </form>
      <div class="action-bar">
        <a matButton="text" class="action-bar__back action-bar__back--wide" [routerLink]="readLink()"
          >Ouvrir la déclaration</a
        >
        <button matButton="filled" type="submit" form="message" [uiBusy]="busy()">
          {{ known.side === 'CAF' ? 'Envoyer au partenaire' : 'Envoyer à la Caf' }}
        </button>
      </div>
    } @else {
      <ui-page-header heading="Messages" />
      <ui-loading label="Chargement des messages…" />
    }
  `,
  styles: `
    .column {
      display: block;
      max-inline-size: var(--column);
      margin-block-end: var(--space-6);
    }
    li {
      padding: var(--space-3) var(--space-4);
      border-inline-start: 3px solid var(--hairline);
      margin-block-end: var(--space-4);
    }
    .own {
      border-inline-start-color: var(--action);
    }
  `,
})
export class FileMessagesPage {
  readonly declarationId = input.required<string>();
  /** Where the page stands in its site. */
  readonly crumbsOf = input.required<(file: FileMessages) => readonly Crumb[]>();
  /** The declaration, to read. */
  readonly readLink = input.required<readonly string[]>();

  private readonly api = inject(FileMessagesApi);
  private readonly news = inject(PersonNews);
  private readonly drafts = inject(TypedDrafts);
  private readonly messages = inject(Messages);
  private readonly announcer = inject(Announcer);
  private readonly attempt = new AttemptKey();
  private readonly field = viewChild(TextAreaField);

  protected readonly longest = LONGEST;
  protected readonly file = signal<FileMessages | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  /** Why the last message was not sent; what was typed stays. */
  protected readonly refused = signal('');
  protected readonly error = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly text = signal('');
  protected readonly context = computed(() => {
    const file = this.file();
    return file === null ? '' : `${file.equipment.name} – ${nameOf(file)}`;
  });

  constructor() {
    const destroyed = inject(DestroyRef);
    let following: Subscription | undefined;
    effect(() => {
      const id = this.declarationId();
      untracked(() => {
        following?.unsubscribe();
        this.text.set(this.drafts.read<string>(place(id)) ?? '');
        void this.load(id);
        following = this.news
          .of(id)
          .pipe(takeUntilDestroyed(destroyed))
          .subscribe((news) => {
            if (news.kind === 'changed' || news.kind === 'back') void this.follow(id);
          });
      });
    });
  }

  protected async load(id: string): Promise<void> {
    this.refusal.set(null);
    this.file.set(null);
    try {
      await this.show(await this.api.file(id));
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  protected type(text: string): void {
    this.text.set(text);
    this.drafts.keep(place(this.declarationId()), text);
  }

  protected async send(): Promise<void> {
    const id = this.declarationId();
    const text = this.text().trim();
    this.refused.set('');
    this.error.set(errorOf(text));
    if (this.error() !== null) {
      this.field()?.focus();
      return;
    }
    this.busy.set(true);
    try {
      await this.show(await this.api.send(id, text, this.attempt.keyFor(JSON.stringify([id, text]))));
      this.attempt.settled();
      this.type('');
      this.drafts.forget(place(id));
      this.messages.tell({ tone: 'done', text: 'Votre message est envoyé.' });
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal.passing) this.attempt.settled();
      this.refused.set(refusal.message);
    } finally {
      this.busy.set(false);
    }
  }

  /** Reads again; a passing failure leaves what is on screen. */
  private async follow(id: string): Promise<void> {
    const known = this.file();
    if (known?.declarationId !== id) return;
    try {
      const file = await this.api.file(id);
      const last = file.items.at(-1);
      const arrived = last !== undefined && last.number > (known.items.at(-1)?.number ?? 0) && !last.own;
      await this.show(file);
      if (arrived) this.announcer.say(`Nouveau message de ${last.by}`);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal.passing) this.refusal.set(refusal);
    }
  }

  private async show(file: FileMessages): Promise<void> {
    this.file.set(file);
    const last = file.items.at(-1);
    if (last !== undefined && file.unread > 0) await this.api.markRead(file.declarationId, last.number);
  }
}

function place(id: string): string {
  return `${id}.message`;
}

function errorOf(text: string): string | null {
  if (text === '') return 'Écrivez votre message.';
  return lengthOf(text) > LONGEST ? 'Le message dépasse 2\u202f000 caractères. Raccourcissez-le.' : null;
}
