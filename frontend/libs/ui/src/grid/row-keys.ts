import { Directive, ElementRef, inject } from '@angular/core';

const focusable = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled])';

/**
 * A table whose rows answer to the arrows: down and up go to the same control of the next row, Ctrl+Home and Ctrl+End to
 * the first and the last; Tab is left alone. A list being chosen from, or a text being typed, keeps its own arrows.
 */
@Directive({
  selector: 'table[uiRowKeys]',
  host: {
    '(keydown.arrowdown)': "go($event, 'next')",
    '(keydown.arrowup)': "go($event, 'previous')",
    '(keydown.control.home)': "go($event, 'first')",
    '(keydown.control.end)': "go($event, 'last')",
  },
})
export class RowKeys {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected go(event: Event, to: 'next' | 'previous' | 'first' | 'last'): void {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.matches('select, input:not([type=checkbox]), textarea')) return;
    const rows = [...this.host.nativeElement.querySelectorAll<HTMLElement>('tbody tr')];
    const row = target.closest<HTMLElement>('tbody tr');
    if (row === null) return;
    const place = controlsOf(row).indexOf(target);
    const at = rows.indexOf(row);
    const aims = { next: rows[at + 1], previous: rows[at - 1], first: rows[0], last: rows.at(-1) };
    const controls = controlsOf(aims[to] ?? row);
    const next = controls[Math.min(place, controls.length - 1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView?.({ block: 'nearest' });
  }
}

function controlsOf(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>(focusable)];
}
