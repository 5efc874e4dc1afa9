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
import type { TemplateDates } from '@api/workflow/campaigns-api';
import type { CampaignTemplate } from '@api/workflow/workflow.types';
import { Busy } from '@ui/buttons/busy';
import { formatDay, parseDay } from '@ui/dates/french-date';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { errorsOf } from '@ui/errors/refusal-errors';
import { DateField } from '@ui/field/date-field';
import { TextField } from '@ui/field/text-field';
import { dayOfExercise, inExercise } from './day-of-exercise';

/** The dates of one template, typed as those of an example exercise. */
@Component({
  selector: 'app-template-dates-form',
  imports: [MatButton, Busy, DateField, ErrorSummary, TextField],
  template: `
    <form (submit)="$event.preventDefault(); submit()">
      @if (errors().length > 0) {
        <ui-error-summary heading="Les dates ne sont pas enregistrées" [errors]="errors()" />
      }
      <p class="secondary">
        Donnez les dates de l’exercice {{ exercise() }}&#8239;: celles des autres exercices suivront.
      </p>
      <ui-date-field label="Ouverture" [fieldId]="idOf('opens')" [error]="errorOf('opens')" [(typed)]="opens" />
      <ui-date-field label="Attendue le" [fieldId]="idOf('due')" [error]="errorOf('due')" [(typed)]="due" />
      <ui-text-field
        label="Source"
        hint="Circulaire, convention, décision"
        [stacked]="true"
        [fieldId]="idOf('source')"
        [maxLength]="300"
        [error]="errorOf('source')"
        [(typed)]="source"
      />
      <div class="acts">
        <button matButton="text" type="button" (click)="closed.emit()">Revenir sans enregistrer</button>
        <button matButton="filled" type="submit" [uiBusy]="busy()">Voir ce qui change</button>
      </div>
    </form>
  `,
  styles: `
    form {
      max-inline-size: var(--column);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: var(--space-3);
    }
  `,
})
export class TemplateDatesForm {
  private readonly injector = inject(Injector);
  private readonly summary = viewChild(ErrorSummary);

  readonly known = input.required<CampaignTemplate>();
  readonly exercise = input.required<number>();
  readonly busy = input(false);
  readonly refusal = input<Refusal | null>(null);
  readonly written = output<TemplateDates>();
  readonly closed = output<void>();

  protected readonly opens = linkedSignal(() => formatDay(inExercise(this.known().opens, this.exercise())));
  protected readonly due = linkedSignal(() => formatDay(inExercise(this.known().due, this.exercise())));
  protected readonly source = linkedSignal(() => this.known().source);
  private readonly faults = signal<readonly FieldError[]>([]);
  /** What was typed wrongly, else what the service refused. */
  protected readonly errors = computed<readonly FieldError[]>(() => {
    if (this.faults().length > 0) return this.faults();
    const refused = this.refusal();
    return refused === null ? [] : errorsOf(refused, (path) => this.idOf(path.slice(1)));
  });

  protected idOf(field: string): string {
    return `dates-${this.known().type}-${this.known().endsOn}-${field}`;
  }

  protected errorOf(field: string): string | null {
    return this.errors().find(({ fieldId }) => fieldId === this.idOf(field))?.message ?? null;
  }

  protected submit(): void {
    const faults: FieldError[] = [];
    const read = (field: 'opens' | 'due', typed: string) => {
      const day = parseDay(typed);
      const value = day.ok && day.value !== null ? dayOfExercise(day.value, this.exercise()) : null;
      if (value === null) {
        const message = day.ok
          ? `Écrivez un jour entre ${this.exercise() - 1} et ${this.exercise() + 2}.`
          : day.message;
        faults.push({ fieldId: this.idOf(field), message });
      }
      return value;
    };
    const opens = read('opens', this.opens());
    const due = read('due', this.due());
    this.faults.set(faults);
    if (opens === null || due === null) afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
    else this.written.emit({ opens, due, source: this.source() });
  }
}
