import {
  afterNextRender,
  Component,
  computed,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Refusal } from '@api/http/refusal';
import type { NewTerms } from '@api/identity/terms-api';
import { Busy } from '@ui/buttons/busy';
import { parseDay } from '@ui/dates/french-date';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { errorsOf } from '@ui/errors/refusal-errors';
import { DateField } from '@ui/field/date-field';
import { TextAreaField } from '@ui/field/text-area-field';

const FIELDS: Readonly<Record<string, string>> = { '/inForceFrom': 'conditions-date', '/content': 'conditions-texte' };

/** A version being written, beside what partners will read; it starts with the text of the latest one. */
@Component({
  selector: 'app-terms-form',
  imports: [MatButton, Busy, DateField, ErrorSummary, TextAreaField],
  template: `
    <form (submit)="$event.preventDefault(); submit()">
      @if (errors().length > 0) {
        <ui-error-summary heading="La version n’est pas publiée" [errors]="errors()" />
      }
      <ui-date-field
        label="En vigueur à partir du"
        help="Un jour à venir : jusque-là, la version peut être retirée."
        fieldId="conditions-date"
        [error]="errorOf('conditions-date')"
        [(typed)]="day"
      />
      <ui-text-area-field
        label="Texte"
        fieldId="conditions-texte"
        [rows]="14"
        [minLength]="200"
        [maxLength]="20000"
        [error]="errorOf('conditions-texte')"
        [(text)]="text"
      />
      <h3>Ce que les partenaires liront</h3>
      <p class="typed-text seen">{{ text() }}</p>
      <div class="acts">
        <button matButton="text" type="button" (click)="closed.emit()">Revenir sans publier</button>
        <button matButton="filled" type="submit" [uiBusy]="busy()">Publier…</button>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-3);
    }
    .seen {
      padding: var(--space-4);
      max-block-size: 20rem;
      overflow-y: auto;
      background: var(--surface);
      border: 1px solid var(--hairline);
      border-radius: var(--radius);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: var(--space-3);
    }
  `,
})
export class TermsForm {
  private readonly injector = inject(Injector);
  private readonly summary = viewChild(ErrorSummary);

  /** The text to start from. */
  readonly content = input('');
  readonly busy = input(false);
  readonly refusal = input<Refusal | null>(null);
  readonly written = output<NewTerms>();
  readonly closed = output<void>();

  protected readonly day = signal('');
  protected readonly text = linkedSignal(() => this.content());
  private readonly fault = signal<FieldError | null>(null);
  /** What was typed wrongly, else what the service refused. */
  protected readonly errors = computed<readonly FieldError[]>(() => {
    const fault = this.fault();
    if (fault) return [fault];
    const refused = this.refusal();
    return refused === null ? [] : errorsOf(refused, (path) => FIELDS[path] ?? null);
  });

  protected errorOf(id: string): string | null {
    return this.errors().find(({ fieldId }) => fieldId === id)?.message ?? null;
  }

  protected submit(): void {
    const day = parseDay(this.day());
    const inForceFrom = day.ok ? day.value : null;
    const message = day.ok ? 'Indiquez le jour, jj/mm/aaaa.' : day.message;
    this.fault.set(inForceFrom === null ? { fieldId: 'conditions-date', message } : null);
    if (inForceFrom === null) afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
    else this.written.emit({ inForceFrom, content: this.text() });
  }
}
