import { Component, computed, input, model } from '@angular/core';
import type { FieldError } from '@ui/errors/error-summary';
import { ChoiceField } from '@ui/field/choice-field';
import { FigureField } from '@ui/field/figure-field';
import { GridKeys } from '@ui/field/grid-keys';
import { type Choice, SelectField } from '@ui/field/select-field';
import { TextField } from '@ui/field/text-field';
import { fieldIdOf, STATUS_CHOICES } from './reference-words';
import {
  type Level,
  levelWords,
  MOST_BANDS,
  PREFIX,
  type TypedRow,
  type TypedScale,
  withBands,
} from './scale-form-values';

/** The cells of a scale: parameters, then one block per band and level of service. */
@Component({
  selector: 'app-scale-form',
  imports: [ChoiceField, FigureField, GridKeys, SelectField, TextField],
  templateUrl: './scale-form.html',
  styles: `
    :host {
      display: block;
      --field-rule: 0;
    }
    fieldset {
      margin: 0 0 var(--space-6);
      padding: 0;
      border: 0;
      min-inline-size: 0;
    }
    legend {
      padding: 0;
      font-weight: 650;
    }
    .cells {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
      gap: 0 var(--space-6);
      align-items: start;
    }
    .wide {
      grid-column: 1 / -1;
    }
  `,
})
export class ScaleForm {
  readonly typed = model.required<TypedScale>();
  readonly errors = input<readonly FieldError[]>([]);

  protected readonly statuses = STATUS_CHOICES;
  protected readonly levels: readonly Level[] = ['both', 'without'];
  protected readonly levelWords = levelWords;
  protected readonly linear = computed(() => this.typed().mode === 'LINEAR');
  protected readonly bandCounts: readonly Choice[] = Array.from({ length: MOST_BANDS }, (_, index) => ({
    value: String(index + 1),
    label: String(index + 1),
  }));
  protected readonly costBases: readonly Choice[] = [
    { value: 'INVOICED', label: 'Heures facturées' },
    { value: 'ATTENDED', label: 'Heures réalisées' },
  ];
  protected readonly applications: readonly Choice[] = [
    { value: 'ON_NET', label: 'Après les participations familiales' },
    { value: 'ON_GROSS', label: 'Avant les participations familiales' },
  ];
  protected readonly modes: readonly Choice[] = [
    { value: 'BANDED', label: 'Par palier' },
    { value: 'LINEAR', label: 'Diminution linéaire' },
  ];
  protected readonly yesNo: readonly Choice[] = [
    { value: 'true', label: 'Oui' },
    { value: 'false', label: 'Non' },
  ];
  protected readonly inclusions: readonly Choice[] = [
    { value: 'true', label: 'Incluse' },
    { value: 'false', label: 'Exclue' },
  ];

  protected id(path: string): string {
    return fieldIdOf(PREFIX, path);
  }

  protected cell(level: Level, index: number, name: string): string {
    const first = level === 'both' ? 0 : this.typed().both.length;
    return this.id(`/rows/${first + index}/${name}`);
  }

  protected errorOf(fieldId: string): string | null {
    return this.errors().find((error) => error.fieldId === fieldId)?.message ?? null;
  }

  protected set(name: Exclude<keyof TypedScale, Level>, value: string): void {
    const typed = { ...this.typed(), [name]: value };
    this.typed.set(name === 'mode' && value === 'LINEAR' ? withBands(typed, 2) : typed);
  }

  protected setBands(count: string): void {
    this.typed.set(withBands(this.typed(), Number(count)));
  }

  protected setCell(level: Level, index: number, name: keyof TypedRow, value: string): void {
    const rows = this.typed()[level].map((row, at) => (at === index ? { ...row, [name]: value } : row));
    this.typed.set({ ...this.typed(), [level]: rows });
  }
}
