import { afterRenderEffect, Component, computed, input, linkedSignal, output, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Refusal } from '@api/http/refusal';
import type { MessageChoice, MessageKind } from '@api/notifications/notifications.types';
import { Busy } from '@ui/buttons/busy';
import { ErrorSummary } from '@ui/errors/error-summary';

/** Which messages come by mail: a box each; what is due by right is said and has no box. */
@Component({
  selector: 'ui-message-choices',
  imports: [MatButton, Busy, ErrorSummary],
  template: `
    <form (submit)="$event.preventDefault(); chosen.emit(muted())">
      @if (refusal(); as refused) {
        <ui-error-summary
          heading="Vos choix ne sont pas enregistrés"
          [errors]="[{ fieldId: null, message: refused.message }]"
        />
      }
      <fieldset>
        <legend>Par courriel, si vous le voulez</legend>
        @for (choice of free(); track choice.kind) {
          <label class="checkbox">
            <input
              type="checkbox"
              [id]="'message-' + choice.kind"
              [checked]="!muted().includes(choice.kind)"
              (change)="toggle(choice.kind)"
            />
            <span>{{ choice.label }}</span>
          </label>
        }
      </fieldset>
      <div>
        <p class="due">Par courriel dans tous les cas, car ils vous sont dus</p>
        <ul>
          @for (choice of due(); track choice.kind) {
            <li>{{ choice.label }}</li>
          }
        </ul>
      </div>
      <div class="acts">
        <button matButton="filled" type="submit" [uiBusy]="busy()">Enregistrer mes choix</button>
      </div>
    </form>
  `,
  styles: `
    form,
    fieldset {
      display: grid;
      gap: var(--space-3);
    }
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend,
    .due {
      padding: 0 0 var(--space-2);
      font-weight: 650;
    }
    .due {
      margin: 0;
    }
    ul {
      margin: 0;
      padding-inline-start: 1.25rem;
    }
  `,
})
export class MessageChoices {
  readonly choices = input.required<readonly MessageChoice[]>();
  readonly busy = input(false);
  readonly refusal = input<Refusal | null>(null);
  readonly chosen = output<readonly MessageKind[]>();

  private readonly summary = viewChild(ErrorSummary);
  protected readonly free = computed(() => this.choices().filter(({ byRight }) => !byRight));
  protected readonly due = computed(() => this.choices().filter(({ byRight }) => byRight));
  protected readonly muted = linkedSignal<readonly MessageKind[]>(() =>
    this.free()
      .filter(({ byMail }) => !byMail)
      .map(({ kind }) => kind),
  );

  constructor() {
    afterRenderEffect(() => this.summary()?.focus());
  }

  protected toggle(kind: MessageKind): void {
    const muted = this.muted();
    this.muted.set(muted.includes(kind) ? muted.filter((each) => each !== kind) : [...muted, kind]);
  }
}
