import { Component, computed, input, model } from '@angular/core';
import type { FormWords } from '@api/workflow/workflow.types';
import type { FieldError } from '@ui/errors/error-summary';
import { TextAreaField } from '@ui/field/text-area-field';
import { TextField } from '@ui/field/text-field';
import { FORM_PREFIX, groupsOf, type TypedForm, type TypedLine } from './form-words-values';
import { fieldIdOf } from './reference-words';

/** The label, help and order of every line, group by group, and why they change. */
@Component({
  selector: 'app-form-words',
  imports: [TextAreaField, TextField],
  templateUrl: './form-words.html',
  styles: `
    @use 'breakpoints';
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
    h3 {
      margin: var(--space-6) 0 var(--space-3);
    }
    legend {
      padding: 0;
      font-weight: 650;
    }
    .line {
      padding-block: var(--space-3);
      border-block-end: 1px solid var(--hairline);
    }
    h4 {
      margin: 0;
      font-size: inherit;
      font-weight: 600;
    }
    .cells {
      display: grid;
      gap: 0 var(--space-6);
      align-items: start;
    }
    .cells > * {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    @include breakpoints.two-columns {
      .cells {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1.3fr) minmax(0, 11rem);
      }
    }
  `,
})
export class FormWordsForm {
  readonly typed = model.required<TypedForm>();
  readonly inForce = input.required<readonly FormWords[]>();
  readonly errors = input<readonly FieldError[]>([]);
  /** Off where the reason is asked elsewhere. */
  readonly withReason = input(true);

  protected readonly sections = computed(() => {
    const groups = groupsOf(this.typed(), this.inForce());
    return [
      { name: 'Données d’activité', groups: groups.filter(({ section }) => section === 'activity') },
      { name: 'Données financières', groups: groups.filter(({ section }) => section === 'financial') },
    ];
  });
  private readonly messages = computed(
    () => new Map(this.errors().flatMap(({ fieldId, message }) => (fieldId === null ? [] : [[fieldId, message]]))),
  );

  protected id(path: string): string {
    return fieldIdOf(FORM_PREFIX, path);
  }

  protected errorOf(path: string): string | null {
    return this.messages().get(this.id(path)) ?? null;
  }

  protected setReason(reason: string): void {
    this.typed.set({ ...this.typed(), reason });
  }

  protected set(index: number, cell: 'label' | 'help' | 'order', value: string): void {
    const lines = this.typed().lines.map((line, at): TypedLine => (at === index ? { ...line, [cell]: value } : line));
    this.typed.set({ ...this.typed(), lines });
  }
}
