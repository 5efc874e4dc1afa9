import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ChangeGroup } from '@api/controls/reference.types';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Ask } from '@ui/dialogs/ask';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { Notice } from '@ui/messages/notice';
import { ChangesView } from './changes-view';

/** The draft under way: what it would change, what keeps it from being published, and the two acts that end it. */
@Component({
  selector: 'app-draft-panel',
  imports: [MatButton, Busy, ChangesView, ErrorSummary, FrenchDatePipe, Notice],
  template: `
    <section aria-labelledby="brouillon">
      <h2 id="brouillon" class="section-title" tabindex="-1">Brouillon</h2>
      <p class="secondary">
        Enregistré par {{ savedByName() }} le {{ savedAt() | frDate: 'instant' }}. Rien n’est publié tant que personne
        ne le publie.
      </p>
      @if (faults().length > 0) {
        <ui-error-summary heading="Ce brouillon ne peut pas être publié" [errors]="faults()" />
      }
      <app-changes-view [groups]="groups()" />
      @if (edited()) {
        <ui-notice tone="explain">
          <p>Le formulaire dit autre chose que ce brouillon. Enregistrez-le avant de publier.</p>
        </ui-notice>
      }
      <div class="acts">
        <button matButton="text" type="button" [uiBusy]="busy()" (click)="discard()">Abandonner le brouillon</button>
        @if (!edited()) {
          <button matButton="filled" type="button" [uiBusy]="busy()" (click)="publish()">{{ act() }}</button>
        }
      </div>
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: var(--space-4);
      margin-block: var(--space-6);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: var(--space-3);
    }
  `,
})
export class DraftPanel {
  readonly savedByName = input.required<string>();
  readonly savedAt = input.required<string>();
  readonly groups = input.required<readonly ChangeGroup[]>();
  readonly faults = input.required<readonly FieldError[]>();
  /** The form was changed since the draft was saved. */
  readonly edited = input(false);
  readonly busy = input(false);
  /** « Publier le barème 2016 ». */
  readonly act = input.required<string>();
  /** What becomes of declarations, said before publishing. */
  readonly effect = input(
    'Les déclarations en cours de saisie sont contrôlées de nouveau\u202f; celles déjà transmises ne changent pas.',
  );
  readonly published = output<void>();
  readonly discarded = output<void>();

  private readonly ask = inject(Ask);
  private readonly count = computed(() => this.groups().reduce((sum, group) => sum + group.changes.length, 0));

  protected async publish(): Promise<void> {
    if (this.faults().length === 0) {
      const sure = await this.ask.confirm({
        title: `${this.act()}\u202f?`,
        text:
          `${this.count()} ${this.count() > 1 ? 'valeurs changent' : 'valeur change'} pour toutes les Caf. ` +
          this.effect(),
        yes: this.act(),
        no: 'Ne pas publier',
      });
      if (!sure) return;
    }
    this.published.emit();
  }

  protected async discard(): Promise<void> {
    const sure = await this.ask.confirm({
      title: 'Abandonner le brouillon\u202f?',
      text: 'Ce qui est préparé est perdu. Ce qui est en vigueur ne change pas.',
      yes: 'Abandonner le brouillon',
      no: 'Le garder',
    });
    if (sure) this.discarded.emit();
  }
}
