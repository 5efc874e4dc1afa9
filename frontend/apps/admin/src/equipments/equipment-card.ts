import {
  afterNextRender,
  Component,
  effect,
  inject,
  Injector,
  input,
  output,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Busy } from '@ui/buttons/busy';
import { ErrorSummary } from '@ui/errors/error-summary';
import { Icon } from '@ui/icon/icon';
import type { CardForm } from './card-form';

/**
 * One subject of the page: what is known, a button with a verb, and in its place the form with its refusals on top. What is
 * shown comes as content, the controls as content marked `fields`.
 */
@Component({
  selector: 'app-equipment-card',
  imports: [MatButton, Busy, ErrorSummary, Icon],
  template: `
    <section [attr.aria-labelledby]="form().name + '-titre'">
      <div class="head">
        <h2 [id]="form().name + '-titre'">{{ heading() }}</h2>
        @if (act() && !form().draft()) {
          <button matButton="outlined" type="button" [id]="form().name + '-modifier'" (click)="started.emit()">
            {{ act() }}
          </button>
        }
      </div>
      @if (form().done(); as done) {
        <p class="done"><ui-icon name="check" /> {{ done }}</p>
      }
      <ng-content />
      @if (form().draft()) {
        <form novalidate (submit)="$event.preventDefault(); saved.emit()">
          @if (form().errors().length > 0) {
            <ui-error-summary [heading]="refused()" [errors]="form().errors()" />
          }
          <ng-content select="[fields]" />
          <div class="buttons">
            <button matButton="text" type="button" (click)="form().close()">Revenir sans enregistrer</button>
            <button matButton="filled" type="submit" [uiBusy]="form().busy()">{{ save() }}</button>
          </div>
        </form>
      }
    </section>
  `,
  styles: `
    :host {
      display: block;
    }
    section {
      display: grid;
      gap: var(--space-3);
      padding: var(--space-4);
      background: var(--surface);
      border: 1px solid var(--hairline);
      border-radius: var(--radius);
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-4);
      align-items: center;
      justify-content: space-between;
    }
    .done {
      display: flex;
      gap: var(--space-2);
      align-items: center;
      color: var(--done);
      font-weight: 600;
    }
    form {
      display: grid;
      gap: var(--space-3);
      min-inline-size: 0;
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3);
      justify-content: flex-end;
    }
  `,
})
export class EquipmentCard {
  readonly heading = input.required<string>();
  readonly form = input.required<CardForm<object>>();
  /** Verb that opens the form; '' when the card has none of its own. */
  readonly act = input('');
  readonly save = input('Enregistrer');
  /** Title of the refusals: « L’identité n’est pas enregistrée ». */
  readonly refused = input.required<string>();
  readonly started = output<void>();
  readonly saved = output<void>();

  private readonly injector = inject(Injector);
  private readonly summary = viewChild(ErrorSummary);

  constructor() {
    effect(() => {
      if (this.form().errors().length > 0) untracked(() => this.focusSummary());
    });
  }

  private focusSummary(): void {
    afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
  }
}
