import { ChangeDetectorRef, Component, inject, input, signal } from '@angular/core';
import { formatInstant } from '@ui/dates/french-date';

/** At the end of what is printed, and only there: when, by whom, from where. */
@Component({
  selector: 'ui-print-foot',
  template: ` <p>Imprimé le {{ at() }}{{ by() ? ' par ' + by() : '' }}. {{ site() }}.</p> `,
  host: { '(window:beforeprint)': 'stamp()' },
  styles: `
    :host {
      display: none;
    }
    @media print {
      :host {
        display: block;
        margin-block-start: var(--space-6);
        padding-block-start: var(--space-2);
        border-block-start: 1px solid var(--hairline);
        font-size: 0.8125rem;
      }
      p {
        max-inline-size: none;
      }
    }
  `,
})
export class PrintFoot {
  /** Name of the person who prints. */
  readonly by = input('');
  readonly site = input.required<string>();
  private readonly changes = inject(ChangeDetectorRef);
  protected readonly at = signal(formatInstant(new Date().toISOString()));

  /** The browser takes its picture right after this event: the line is brought up to date at once. */
  protected stamp(): void {
    this.at.set(formatInstant(new Date().toISOString()));
    this.changes.detectChanges();
  }
}
