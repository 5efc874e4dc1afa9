import { Directive, ElementRef, inject } from '@angular/core';

/**
 * A form whose lines answer like a sheet: Enter goes to the next cell below, Shift+Enter above, Tab is left alone; Esc is
 * for whoever holds the form. Cells carry `data-cell`; a column is an ancestor with `data-column`.
 */
@Directive({
  selector: '[uiGridKeys]',
  host: {
    '(keydown.enter)': 'move($event, 1)',
    '(keydown.shift.enter)': 'move($event, -1)',
  },
})
export class GridKeys {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

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
    if (next.type === 'text') next.select();
  }
}
