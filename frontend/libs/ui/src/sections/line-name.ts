import { Component, computed, input } from '@angular/core';

/** A line of a form, as far as its name goes. */
export interface NamedLine {
  readonly code: string;
  readonly label: string;
}

/** An account of the plan comptable (« 60 », « 70641 »): accountants look for its number, so it leads. */
const account = /^\d/;

/** A line in running text: « 60 Achats », « Nombre de places (A02) ». */
export function lineName({ code, label }: NamedLine): string {
  if (!code) return label;
  return account.test(code) ? `${code} ${label}` : `${label} (${code})`;
}

/** A line beside its figure: plain words first, the reference of the form after them; an account keeps its number first. */
@Component({
  selector: 'ui-line-name',
  template: `
    @if (leads()) {
      <span class="code">{{ code() }}</span>{{ ' ' + label() }}
    } @else {
      {{ label() + (code() ? ' ' : '') }}<span class="code">{{ code() }}</span>
    }
  `,
  styles: `
    .code {
      font-size: 0.875rem;
      font-weight: 400;
      font-variant-numeric: tabular-nums;
      color: var(--text-secondary);
    }
  `,
})
export class LineName {
  readonly code = input('');
  readonly label = input.required<string>();

  protected readonly leads = computed(() => account.test(this.code()));
}
