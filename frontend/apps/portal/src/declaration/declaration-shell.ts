import { Component, DestroyRef, effect, inject, input, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterOutlet } from '@angular/router';
import type { Subscription } from 'rxjs';
import { Loading } from '@ui/frame/loading';
import { NotFoundPage } from '@ui/pages/not-found-page';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { PersonNews } from '@ui/session/person-news';
import { DeclarationStore } from './declaration-store';
import { Presence } from '@ui/presence/presence';

/** Loads the declaration, follows its live stream as long as it is on screen, and shows the step asked for. */
@Component({
  selector: 'app-declaration-shell',
  imports: [RouterOutlet, Loading, NotFoundPage, UnavailablePage],
  providers: [DeclarationStore, Presence],
  template: `
    @if (store.known()) {
      <router-outlet />
    } @else if (store.refusal(); as refused) {
      @if (refused.unknown) {
        <ui-not-found-page />
      } @else {
        <ui-unavailable-page [refusal]="refused" (retry)="store.load(declarationId())" />
      }
    } @else {
      <ui-loading page label="Chargement de la déclaration…" />
    }
  `,
})
export class DeclarationShell {
  readonly declarationId = input.required<string>();
  protected readonly store = inject(DeclarationStore);
  private readonly presence = inject(Presence);
  private readonly news = inject(PersonNews);
  private readonly destroyed = inject(DestroyRef);

  constructor() {
    let following: Subscription | undefined;
    effect(() => {
      const id = this.declarationId();
      untracked(() => void this.store.load(id));
    });
    effect(() => {
      const id = this.declarationId();
      const place = this.presence.place();
      untracked(() => {
        following?.unsubscribe();
        this.presence.alone();
        following = this.news
          .of(id, place)
          .pipe(takeUntilDestroyed(this.destroyed))
          .subscribe((news) => {
            if (news.kind === 'present') this.presence.told(news.people);
            else if (news.kind === 'changed') void this.store.follow(news.change);
            else if (news.kind === 'back' && this.store.known()) void this.store.refresh();
          });
      });
    });
  }
}
