import { Component, computed, ElementRef, inject, input } from '@angular/core';
import { countOf } from '@ui/words/count-of';
import { Icon } from '@ui/icon/icon';

export interface FieldError {
  /** Id of the control to go to; null when the error belongs to no field on this page. */
  readonly fieldId: string | null;
  readonly message: string;
}

let summaries = 0;

/** What was refused, on top of the page, each line leading to its field. Call `focus()` after a refusal. */
@Component({
  selector: 'ui-error-summary',
  imports: [Icon],
  template: `
    <div class="box" role="group" tabindex="-1" [attr.aria-labelledby]="titleId">
      <h2 [id]="titleId"><ui-icon name="blocked" /> {{ title() }}</h2>
      <ul>
        @for (error of errors(); track $index) {
          <li>
            @if (error.fieldId; as id) {
              <a [href]="'#' + id" (click)="go($event, id)">{{ error.message }}</a>
            } @else {
              {{ error.message }}
            }
          </li>
        }
      </ul>
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    .box {
      padding: var(--space-4);
      border: 2px solid var(--refused);
      border-radius: var(--radius);
      background: var(--refused-tint);
    }
    h2 {
      font-size: 1.0625rem;
      line-height: 1.5rem;
      color: var(--refused);
    }
    ul {
      margin: var(--space-2) 0 0;
      padding-inline-start: 1.25rem;
    }
    /* A list of headings without a space may be quoted. */
    li {
      overflow-wrap: anywhere;
    }
    li + li {
      margin-block-start: var(--space-1);
    }
    a {
      color: var(--refused);
    }
    .box:focus-visible {
      outline: var(--focus-ring);
    }
  `,
})
export class ErrorSummary {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly errors = input.required<readonly FieldError[]>();
  /** A page may hold several forms. */
  protected readonly titleId = `resume-erreurs-${++summaries}`;
  /** Replaces « 2 points à corriger » when the refusal has its own sentence. */
  readonly heading = input('');
  protected readonly title = computed(
    () => this.heading() || `${countOf(this.errors().length, 'point', 'points')} à corriger`,
  );

  focus(): void {
    this.host.nativeElement.querySelector<HTMLElement>('.box')?.focus();
  }

  protected go(event: Event, fieldId: string): void {
    event.preventDefault();
    goToField(this.host.nativeElement.ownerDocument, fieldId);
  }
}

/** Moves the focus to a field and brings it into view; false when it is not on the page. */
export function goToField(document: Document, fieldId: string): boolean {
  const field = document.getElementById(fieldId);
  if (!field) return false;
  field.scrollIntoView?.({ block: 'center' });
  field.focus({ preventScroll: true });
  return true;
}
