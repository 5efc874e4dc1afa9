import { Component, input, model } from '@angular/core';
import type { RuleFile, RuleType } from '@api/controls/reference.types';
import type { FieldError } from '@ui/errors/error-summary';
import { ChoiceField } from '@ui/field/choice-field';
import { FieldFrame } from '@ui/field/field-frame';
import { FigureField } from '@ui/field/figure-field';
import { type Choice, SelectField } from '@ui/field/select-field';
import { TextAreaField } from '@ui/field/text-area-field';
import { TextField } from '@ui/field/text-field';
import { fieldIdOf, SEVERITY_CHOICES, TYPE_CHOICES } from './reference-words';
import { RULE_PREFIX, type TypedRule } from './rule-form-values';

const UNIT_WORDS: Readonly<Record<string, string>> = {
  POINTS: 'points',
  EURO_PER_HOUR: '€/h',
  RATIO: 'rapport',
  COUNT: 'nombre',
};

/** What a rule says: when it fires, how much it weighs, for which declarations, and its words. */
@Component({
  selector: 'app-rule-form',
  imports: [ChoiceField, FieldFrame, FigureField, SelectField, TextAreaField, TextField],
  templateUrl: './rule-form.html',
  styles: `
    :host {
      display: block;
      --field-rule: 0;
    }
    .cells {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
      gap: 0 var(--space-6);
      align-items: start;
    }
    .boxes {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-6);
    }
    .boxes label {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-block-size: var(--target);
      cursor: pointer;
    }
    .boxes input {
      inline-size: 1.375rem;
      block-size: 1.375rem;
      margin: 0;
      accent-color: var(--action);
    }
  `,
})
export class RuleForm {
  readonly typed = model.required<TypedRule>();
  readonly thresholds = input.required<RuleFile['thresholds']>();
  /** Types its logic knows. */
  readonly types = input.required<readonly RuleType[]>();
  readonly errors = input<readonly FieldError[]>([]);

  protected readonly severities = SEVERITY_CHOICES;
  protected readonly onOff: readonly Choice[] = [
    { value: 'true', label: 'En service' },
    { value: 'false', label: 'Hors service' },
  ];

  protected id(path: string): string {
    return fieldIdOf(RULE_PREFIX, path);
  }

  protected errorOf(path: string): string | null {
    const fieldId = this.id(path);
    return this.errors().find((error) => error.fieldId === fieldId)?.message ?? null;
  }

  protected possible() {
    return TYPE_CHOICES.filter(({ value }) => this.types().includes(value));
  }

  protected thresholdLabel({ label, unit }: RuleFile['thresholds'][number]): string {
    const words = UNIT_WORDS[unit];
    return words === undefined ? label : `${label} (${words})`;
  }

  protected set(name: Exclude<keyof TypedRule, 'thresholds' | 'declarationTypes'>, value: string): void {
    this.typed.set({ ...this.typed(), [name]: value });
  }

  protected setThreshold(name: string, value: string): void {
    this.typed.set({ ...this.typed(), thresholds: { ...this.typed().thresholds, [name]: value } });
  }

  protected toggle(type: RuleType): void {
    const chosen = this.typed().declarationTypes;
    const next = chosen.includes(type) ? chosen.filter((each) => each !== type) : [...chosen, type];
    this.typed.set({
      ...this.typed(),
      declarationTypes: TYPE_CHOICES.map(({ value }) => value).filter((each) => next.includes(each)),
    });
  }
}
