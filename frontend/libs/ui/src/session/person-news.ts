import { DOCUMENT, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { auditTime, defer, finalize, type Observable, Subject, type Subscription, tap } from 'rxjs';
import { liveNews, type LiveNews, type Place } from '@api/workflow/live-stream';
import { SignIn } from '@api/session/sign-in';
import { Messages } from '@ui/messages/message-bar';
import { SessionCheck } from '@ui/session/session-check';

/** A campaign opens many declarations at once, milliseconds. */
const TOGETHER = 1_000;
const SOON = 200;

/**
 * What concerns the person whatever the screen: what they may do changed, their session is over. One stream a tab: that of
 * the declaration on screen, else one of its own, closed while the tab is hidden (a browser opens six at most on one address).
 */
@Injectable({ providedIn: 'root' })
export class PersonNews {
  private readonly document = inject(DOCUMENT);
  private readonly signIn = inject(SignIn);
  private readonly session = inject(SessionCheck);
  private readonly messages = inject(Messages);
  private carried = 0;
  private started = false;
  private missed = false;
  private readonly work = new Subject<void>();
  private readonly notices = new Subject<void>();
  private own: Subscription | undefined;

  /** Grows each time what the person may do changed: a page then reads again what it shows. */
  readonly rights = signal(0);

  /** Calls back each time what the person may do changes. Made in an injection context. */
  onRights(again: () => void): void {
    let known = this.rights();
    effect(() => {
      const count = this.rights();
      if (count === known) return;
      known = count;
      untracked(again);
    });
  }

  /**
   * Calls back when what is expected of the person may have changed, rights included; many changes at once are one call.
   * Made in an injection context of a screen that shows no declaration of its own.
   */
  onWork(again: () => void): void {
    this.onRights(again);
    this.work.pipe(auditTime(TOGETHER), takeUntilDestroyed()).subscribe(again);
  }

  /** Calls back when what the person was told may have changed. Made in an injection context. */
  onNotices(again: () => void): void {
    this.onRights(again);
    this.notices.pipe(auditTime(SOON), takeUntilDestroyed()).subscribe(again);
  }

  /** Begins to listen, once it is known who the person is. */
  start(): void {
    if (this.started) return;
    this.started = true;
    this.document.addEventListener('visibilitychange', () => this.adjust());
    this.adjust();
  }

  /** The stream of a declaration, which carries the person’s news too. */
  of(declarationId: string, place: Place | null = null): Observable<LiveNews> {
    return defer(() => {
      this.carried += 1;
      this.adjust();
      return liveNews(declarationId, place);
    }).pipe(
      tap((news) => this.heard(news)),
      finalize(() => {
        this.carried -= 1;
        // After the next page, whose own stream usually follows at once, had its turn.
        setTimeout(() => this.adjust());
      }),
    );
  }

  private adjust(): void {
    const hidden = this.document.visibilityState === 'hidden';
    const wanted = this.started && this.carried === 0 && !hidden;
    if (wanted && !this.own) {
      this.own = liveNews(null).subscribe((news) => this.heard(news));
      // Nothing was heard meanwhile.
      if (this.missed) this.rights.update((count) => count + 1);
      this.missed = false;
    } else if (!wanted && this.own) {
      this.own.unsubscribe();
      this.own = undefined;
      this.missed = hidden;
    }
  }

  private heard(news: LiveNews): void {
    switch (news.kind) {
      case 'rights':
        this.rights.update((count) => count + 1);
        this.messages.tell({ tone: 'info', text: 'Vos habilitations ont changé\u202f: cette page est à jour.' });
        return;
      case 'back':
        this.rights.update((count) => count + 1);
        return;
      case 'work':
        this.work.next();
        return;
      case 'notices':
        this.notices.next();
        return;
      case 'over':
        void this.signIn.again();
        return;
      case 'refused':
        void this.session.look();
        return;
      case 'changed':
      case 'present':
    }
  }
}
