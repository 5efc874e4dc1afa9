import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { refusalOf } from '@api/http/refusal';
import { InstructionApi } from '@api/workflow/instruction-api';
import type { SavedFilter } from '@api/workflow/workflow.types';
import { Busy } from '@ui/buttons/busy';
import { TextField } from '@ui/field/text-field';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Announcer } from '@ui/messages/announcer';

/** The filters this agent keeps under a name, and the way to keep the one on screen. */
@Component({
  selector: 'app-kept-filters',
  imports: [MatButton, Busy, RouterLink, TextField],
  template: `
    @if (kept().length > 0) {
      <section aria-labelledby="mes-filtres">
        <h2 id="mes-filtres" tabindex="-1">Mes filtres</h2>
        <ul class="plain-list">
          @for (filter of kept(); track filter.name) {
            <li>
              <a
                routerLink="/a-instruire"
                [queryParams]="paramsOf(filter)"
                [attr.aria-current]="filter.query === written() ? 'true' : null"
                >{{ filter.name }}</a
              >
              <button type="button" class="link-button" (click)="drop(filter)">
                Oublier<span class="visually-hidden"> le filtre « {{ filter.name }} »</span>
              </button>
            </li>
          }
        </ul>
      </section>
    }
    @if (writing()) {
      <form (submit)="$event.preventDefault(); keep()">
        <ui-text-field
          fieldId="nom-filtre"
          label="Nom du filtre"
          [maxLength]="60"
          [stacked]="true"
          [error]="error()"
          [(typed)]="name"
        />
        <button matButton="filled" type="submit" [uiBusy]="busy()">Garder</button>
        <button matButton="text" type="button" (click)="stop()">Ne pas garder</button>
      </form>
    } @else if (isNew()) {
      <button id="garder-filtre" type="button" class="link-button" (click)="start()">Garder ce filtre</button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: var(--space-2) var(--space-6);
      margin-block-end: var(--space-4);
    }
    section,
    ul,
    li,
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-1) var(--space-4);
    }
    li {
      gap: var(--space-2);
    }
    form {
      --field-rule: 0;
      align-items: end;
    }
    h2 {
      font-size: 1rem;
    }
    [aria-current] {
      font-weight: 600;
    }
    .link-button {
      font-size: 0.875rem;
    }
  `,
})
export class KeptFilters {
  /** The filter on screen, as it would be kept. */
  readonly written = input.required<string>();

  private readonly api = inject(InstructionApi);
  private readonly announcer = inject(Announcer);
  private readonly focusSoon = inject(FocusSoon);
  protected readonly kept = signal<readonly SavedFilter[]>([]);
  protected readonly writing = signal(false);
  protected readonly name = signal('');
  protected readonly error = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly isNew = computed(
    () => this.written() !== '' && !this.kept().some(({ query }) => query === this.written()),
  );

  constructor() {
    // Without them the queue is whole: a service away is told by the list itself.
    this.api.savedFilters().then(
      (kept) => this.kept.set(kept),
      () => this.kept.set([]),
    );
  }

  protected paramsOf({ query }: SavedFilter): Record<string, string> {
    return Object.fromEntries(new URLSearchParams(query));
  }

  protected start(): void {
    this.writing.set(true);
    this.focusSoon.on('nom-filtre');
  }

  protected stop(): void {
    this.writing.set(false);
    this.error.set(null);
    this.focusSoon.on('garder-filtre');
  }

  protected async keep(): Promise<void> {
    const filter = { name: this.name().trim(), query: this.written() };
    if (filter.name === '') {
      this.error.set('Donnez un nom à ce filtre pour le retrouver.');
      this.focusSoon.on('nom-filtre');
      return;
    }
    this.busy.set(true);
    try {
      await this.api.saveFilter(filter);
      this.kept.set(await this.api.savedFilters());
      this.name.set('');
      this.writing.set(false);
      this.error.set(null);
      this.announcer.say(`Le filtre « ${filter.name} » est gardé.`);
      this.focusSoon.on('mes-filtres');
    } catch (error) {
      this.error.set(refusalOf(error).message);
      this.focusSoon.on('nom-filtre');
    } finally {
      this.busy.set(false);
    }
  }

  protected async drop(filter: SavedFilter): Promise<void> {
    try {
      await this.api.dropFilter(filter.name);
      this.kept.update((kept) => kept.filter(({ name }) => name !== filter.name));
      this.announcer.say(`Le filtre « ${filter.name} » est oublié.`);
      this.focusSoon.on(this.kept().length > 0 ? 'mes-filtres' : 'recherche');
    } catch (error) {
      this.announcer.say(refusalOf(error).message, 'assertive');
    }
  }
}
