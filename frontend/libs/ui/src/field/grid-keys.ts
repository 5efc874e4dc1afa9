import { Directive, ElementRef, inject, output } from '@angular/core';

/**
 * A form that answers like a sheet: Enter goes to the next cell below, Shift+Enter above, Esc gives back what the cell
 * held when one came in, Tab is left alone. Cells carry `data-cell`; a column is an ancestor with `data-column`.
 */
@Directive({
  selector: '[uiGridKeys]',
  host: {
    '(focusin)': 'remember($event)',
    '(keydown.enter)': 'move($event, 1)',
    '(keydown.shift.enter)': 'move($event, -1)',
    '(keydown.escape)': 'restore($event)',
  },
})
export class GridKeys {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private onArrival = '';
  /** The text a cell got back by Esc is announced to whoever holds the form by an `input` event; this says it happened. */
  readonly restored = output<string>();

  protected remember(event: FocusEvent): void {
    if (isTypedCell(event.target)) this.onArrival = event.target.value;
  }

  protected move(event: Event, step: 1 | -1): void {
    const cell = event.target;
    if (!(cell instanceof HTMLInputElement) || !cell.matches('[data-cell], [type=radio]')) return;
    event.preventDefault();
    const column = cell.closest('[data-column]') ?? this.host.nativeElement;
    const cells = [...column.querySelectorAll<HTMLInputElement>('[data-cell]')].filter((each) => !each.disabled);
    const own = cells.indexOf(cell) >= 0 ? cells.indexOf(cell) : cells.findIndex((each) => each.name === cell.name);
    const next = cells[own + step];
    if (!next) return;
    next.focus();
    if (isTypedCell(next)) next.select();
  }

  protected restore(event: Event): void {
    const cell = event.target;
    if (!isTypedCell(cell) || cell.value === this.onArrival) return;
    event.preventDefault();
    event.stopPropagation();
    cell.value = this.onArrival;
    cell.dispatchEvent(new Event('input', { bubbles: true }));
    this.restored.emit(cell.name);
  }
}

function isTypedCell(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.type === 'text' && target.hasAttribute('data-cell');
}
