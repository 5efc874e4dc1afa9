import {
  afterNextRender,
  Component,
  computed,
  effect,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Refusal } from '@api/http/refusal';
import { Busy } from '@ui/buttons/busy';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { errorsOf } from '@ui/errors/refusal-errors';
import { lengthOf, TextAreaField } from '@ui/field/text-area-field';

const SHORTEST = 10;
const LONGEST = 500;

/** Why something is done to somebody’s account; what was typed stays when it is refused. */
@Component({
  selector: 'app-reason-form',
  imports: [MatButton, Busy, ErrorSummary, TextAreaField],
  template: `
    <form (submit)="$event.preventDefault(); submit()">
      @if (errors().length > 0) {
        <ui-error-summary [heading]="refusedHeading()" [errors]="errors()" />
      }
      <ui-text-area-field
        label="Motif"
        hint="Il reste dans le journal. N’y écrivez ni mot de passe ni code."
        [fieldId]="fieldId()"
        [rows]="3"
        [minLength]="shortest"
        [maxLength]="longest"
        [error]="errorOf(fieldId())"
        [(text)]="text"
      />
      <div class="acts">
        @if (cancel()) {
          <button matButton="text" type="button" (click)="closed.emit()">{{ cancel() }}</button>
        }
        <button matButton="filled" type="submit" [uiBusy]="busy()">{{ act() }}</button>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-3);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: var(--space-3);
    }
  `,
})
export class ReasonForm {
  private readonly injector = inject(Injector);
  private readonly summary = viewChild(ErrorSummary);

  readonly fieldId = input.required<string>();
  /** Words of the button that sends. */
  readonly act = input.required<string>();
  /** Words of the button that gives up; without them there is none. */
  readonly cancel = input('');
  /** What did not happen: « Le code n’est pas retiré ». */
  readonly refusedHeading = input.required<string>();
  readonly busy = input(false);
  readonly refusal = input<Refusal | null>(null);
  readonly given = output<string>();
  readonly closed = output<void>();

  protected readonly shortest = SHORTEST;
  protected readonly longest = LONGEST;
  protected readonly text = signal('');
  private readonly fault = signal('');
  /** What was typed wrongly, else what the service refused. */
  protected readonly errors = computed<readonly FieldError[]>(() => {
    if (this.fault() !== '') return [{ fieldId: this.fieldId(), message: this.fault() }];
    const refused = this.refusal();
    return refused === null ? [] : errorsOf(refused, (path) => (path === '/reason' ? this.fieldId() : null));
  });

  constructor() {
    effect(() => {
      if (this.refusal() !== null) this.focusSummary();
    });
  }

  /** Forgets what was typed, once it has served. */
  clear(): void {
    this.text.set('');
  }

  protected errorOf(id: string): string | null {
    return this.errors().find(({ fieldId }) => fieldId === id)?.message ?? null;
  }

  protected submit(): void {
    const length = lengthOf(this.text());
    if (length < SHORTEST) this.fault.set(`Écrivez au moins ${SHORTEST} caractères.`);
    else this.fault.set(length > LONGEST ? `Écrivez au plus ${LONGEST} caractères.` : '');
    if (this.fault() === '') this.given.emit(this.text().trim());
    else this.focusSummary();
  }

  private focusSummary(): void {
    afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
  }
}
