import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SectionView } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { RouteFocus } from '@ui/frame/route-focus';
import { Notice } from '@ui/messages/notice';
import { lockWords } from '@ui/sections/lock-words';
import { SectionTable } from '@ui/sections/section-table';
import { DeclarationStore } from '../declaration-store';
import { UnlockSection } from '../review/unlock-section';
import { entryStep, stepLink } from '../step-links';

/** A section one reads: why it is closed, by whom, what one can do, then its figures. */
@Component({
  selector: 'app-section-reading',
  imports: [RouterLink, FrenchDatePipe, Notice, SectionTable, UnlockSection],
  template: `
    @let part = section();
    @if (!part.readable) {
      <ui-notice tone="info">
        <p>Votre rôle sur cet équipement ne donne pas accès à ces données.</p>
      </ui-notice>
    } @else {
      @if (drafting()) {
        @if (part.state === 'LOCKED') {
          <ui-notice tone="locked">
            <p>{{ lockWords(part, mayUnlock()) }}</p>
            @if (refusal()) {
              <p role="alert">{{ refusal() }}</p>
            }
            <app-unlock-section [section]="part" (refused)="refusal.set($event)" (unlocked)="routeFocus.arrive()" />
          </ui-notice>
        } @else {
          <ui-notice tone="info">
            @if (entryLink(); as link) {
              <p>C’est à vous de les {{ correcting() ? 'corriger' : 'saisir' }}.</p>
              <a [routerLink]="link">{{ correcting() ? 'Corriger ces données' : 'Ouvrir la saisie' }}</a>
            } @else {
              <p>Ces données sont saisies par une autre personne. Vous pouvez les lire.</p>
            }
          </ui-notice>
        }
      }
      @if (part.state === 'EMPTY') {
        <p class="empty">Aucune donnée n’est encore enregistrée dans cette section.</p>
      } @else {
        <ui-section-table [section]="part" />
        @if (part.savedAt) {
          <p class="secondary">Enregistré le {{ part.savedAt | frDate: 'instant' }} par {{ part.savedBy }}.</p>
        }
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-6);
      max-inline-size: var(--column);
    }
  `,
})
export class SectionReading {
  readonly section = input.required<SectionView>();
  private readonly store = inject(DeclarationStore);
  protected readonly routeFocus = inject(RouteFocus);
  protected readonly refusal = signal('');
  protected readonly lockWords = lockWords;
  protected readonly mayUnlock = computed(() =>
    this.store.may(this.section().key === 'activity' ? 'UNLOCK_ACTIVITY' : 'UNLOCK_FINANCIAL'),
  );
  protected readonly correcting = computed(() => this.store.declaration().correction !== null);
  /** This person fills the section herself. */
  protected readonly entryLink = computed(() => {
    const { key } = this.section();
    const mine = this.store.may(key === 'activity' ? 'SAVE_ACTIVITY' : 'SAVE_FINANCIAL');
    return mine ? stepLink(this.store.declaration().id, entryStep(key)) : null;
  });
  protected readonly drafting = computed(() => {
    const { status } = this.store.declaration();
    return status === 'TO_ENTER' || status === 'IN_PROGRESS';
  });
}
