import { Component, computed, effect, inject, input } from '@angular/core';
import type { EquipmentView } from '@api/equipment/equipment.types';
import type { FieldError } from '@ui/errors/error-summary';
import { FigureField } from '@ui/field/figure-field';
import { TextField } from '@ui/field/text-field';
import { FigurePipe } from '@ui/figures/figure.pipe';
import { formatHundredths } from '@ui/figures/format-figure';
import { parseFigure } from '@ui/figures/parse-figure';
import { CardForm } from './card-form';
import { EquipmentCard } from './equipment-card';
import { EquipmentStore } from './equipment-store';
import type { ReadForm } from './identity-form';

interface RateDraft {
  readonly exercise: string;
  readonly rate: string;
}

const FIELDS = { exercise: 'taux-exercise', rate: 'taux-rate' } as const;

/** « Taux de régime général »: one per exercise, entered one by one; a list of them is imported elsewhere. */
@Component({
  selector: 'app-rates-card',
  imports: [FigurePipe, FigureField, TextField, EquipmentCard],
  template: `
    <app-equipment-card
      heading="Taux de régime général"
      act="Saisir un taux"
      save="Enregistrer le taux"
      refused="Le taux n’est pas enregistré"
      [form]="form"
      (started)="start('', '')"
      (saved)="submit()"
    >
      @if (rates().length === 0) {
        <p>
          Aucun taux n’est enregistré. Les déclarations l’affichent « non saisi » et leur droit ne peut être estimé.
        </p>
      } @else {
        <table class="table">
          <caption class="visually-hidden">
            Taux de ressortissants du régime général, par exercice
          </caption>
          <thead>
            <tr>
              <th scope="col">Exercice</th>
              <th scope="col" class="figure">Taux</th>
              <th scope="col"><span class="visually-hidden">Action</span></th>
            </tr>
          </thead>
          <tbody>
            @for (each of rates(); track each.exercise) {
              <tr>
                <th scope="row">{{ each.exercise }}</th>
                <td class="figure">{{ each.rate | figure: 'PERCENT' }}</td>
                <td class="act">
                  @if (!form.draft()) {
                    <button type="button" class="link-button" (click)="change(each.exercise, each.rate)">
                      Modifier<span class="visually-hidden"> le taux {{ each.exercise }}</span>
                    </button>
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      }
      @if (form.draft(); as draft) {
        <div fields class="fields">
          <ui-text-field
            label="Exercice"
            [numeric]="true"
            [maxLength]="4"
            [fieldId]="fields.exercise"
            [error]="form.errorOf(fields.exercise)"
            [typed]="draft.exercise"
            (typedChange)="form.set('exercise', $event)"
          />
          <ui-figure-field
            label="Taux de ressortissants du régime général"
            unit="PERCENT"
            [fieldId]="fields.rate"
            [error]="form.errorOf(fields.rate)"
            [typed]="draft.rate"
            (typedChange)="form.set('rate', $event)"
          />
        </div>
      }
    </app-equipment-card>
  `,
  styles: `
    .fields {
      --field-rule: 0;
    }
    .act {
      text-align: end;
    }
  `,
})
export class RatesCard {
  readonly equipment = input.required<EquipmentView>();
  private readonly store = inject(EquipmentStore);
  protected readonly form = new CardForm<RateDraft>('taux');
  protected readonly fields = FIELDS;
  protected readonly rates = computed(() =>
    this.equipment().generalSchemeRates.toSorted((a, b) => b.exercise - a.exercise),
  );

  constructor() {
    effect(() => this.form.restore(this.equipment().id));
  }

  protected start(exercise: string, rate: string): void {
    this.form.open({ exercise, rate }, exercise === '' ? FIELDS.exercise : FIELDS.rate);
  }

  protected change(exercise: number, rate: number): void {
    this.start(String(exercise), formatHundredths(rate));
  }

  protected async submit(): Promise<void> {
    const draft = this.form.draft();
    if (draft === null) return;
    const read = readRate(draft);
    if (!read.ok) {
      this.form.refuse(read.errors);
      return;
    }
    const { exercise, rate } = read.value;
    await this.form.submit({
      send: () => this.store.act((api, target) => api.setRate(target, exercise, rate)),
      fieldOf: (path) => (path === '/exercise' ? FIELDS.exercise : FIELDS.rate),
      done: `Le taux ${exercise} est enregistré.`,
    });
  }
}

/** Reads the form; a rate is a percentage in hundredths. */
export function readRate(draft: RateDraft): ReadForm<{ exercise: number; rate: number }> {
  const errors: FieldError[] = [];
  const exercise = Number(draft.exercise.trim());
  if (!/^\d{4}$/.test(draft.exercise.trim()) || exercise < 2010 || exercise > 2100) {
    errors.push({ fieldId: FIELDS.exercise, message: 'Écrivez l’exercice sur quatre chiffres, par exemple 2016.' });
  }
  const read = parseFigure(draft.rate, 'DECIMAL');
  const rate = read.ok ? read.value : null;
  if (!read.ok) errors.push({ fieldId: FIELDS.rate, message: read.message });
  else if (rate === null) errors.push({ fieldId: FIELDS.rate, message: 'Écrivez le taux, par exemple 98,20.' });
  else if (rate > 100_00) errors.push({ fieldId: FIELDS.rate, message: 'Le taux ne peut dépasser 100\u202f%.' });
  if (errors.length > 0 || rate === null) return { ok: false, errors };
  return { ok: true, value: { exercise, rate } };
}
