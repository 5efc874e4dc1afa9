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

/** The dates of one template, typed as those of the first exercise they hold for. */
@Component({
  selector: 'app-template-dates-form',
  imports: [MatButton, Busy, DateField, ErrorSummary, TextField],
  template: `
    <form (submit)="$event.preventDefault(); submit()">
      @if (errors().length > 0) {
        <ui-error-summary heading="Les dates ne sont pas enregistrées" [errors]="errors()" />
      }
      <ui-text-field
        label="À partir de l’exercice"
        help="Donnez les dates de cet exercice : celles des suivants viendront aux mêmes jours. Les exercices d’avant gardent les leurs."
        [fieldId]="idOf('fromExercise')"
        [numeric]="true"
        [maxLength]="4"
        [error]="errorOf('fromExercise')"
        [typed]="from()"
        (typedChange)="startFrom($event)"
      />
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
  /** Proposed as the first one. */
  readonly exercise = input.required<number>();
  readonly busy = input(false);
  readonly refusal = input<Refusal | null>(null);
  readonly written = output<TemplateDates>();
  readonly closed = output<void>();

  protected readonly from = linkedSignal(() => String(this.exercise()));
  private readonly first = computed(() => (/^20\d\d$/.test(this.from().trim()) ? Number(this.from()) : null));
  protected readonly opens = linkedSignal(() => formatDay(inExercise(this.known().opens, this.exercise())));
  protected readonly due = linkedSignal(() => formatDay(inExercise(this.known().due, this.exercise())));
  protected readonly source = linkedSignal(() => this.known().source);
  /** The exercise whose dates are on screen. */
  private readonly shown = linkedSignal(() => this.exercise());
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

  /** The dates typed follow the exercise: the 13/02/2027 of 2027 is the 13/02/2028 of 2028. */
  protected startFrom(typed: string): void {
    this.from.set(typed);
    const first = this.first();
    if (first === null) return;
    for (const date of [this.opens, this.due]) {
      const day = parseDay(date());
      const known = day.ok && day.value !== null ? dayOfExercise(day.value, this.shown()) : null;
      if (known !== null) date.set(formatDay(inExercise(known, first)));
    }
    this.shown.set(first);
  }

  protected submit(): void {
    const faults: FieldError[] = [];
    const first = this.first();
    if (first === null) {
      faults.push({
        fieldId: this.idOf('fromExercise'),
        message: 'Écrivez l’exercice sur quatre chiffres, par exemple 2027.',
      });
    }
    const exercise = first ?? this.exercise();
    const read = (field: 'opens' | 'due', typed: string) => {
      const day = parseDay(typed);
      const value = day.ok && day.value !== null ? dayOfExercise(day.value, exercise) : null;
      if (value === null) {
        const message = day.ok ? `Écrivez un jour entre ${exercise - 1} et ${exercise + 2}.` : day.message;
        faults.push({ fieldId: this.idOf(field), message });
      }
      return value;
    };
    const opens = read('opens', this.opens());
    const due = read('due', this.due());
    this.faults.set(faults);
    if (first === null || opens === null || due === null) {
      afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
    } else this.written.emit({ fromExercise: first, opens, due, source: this.source() });
  }
}
