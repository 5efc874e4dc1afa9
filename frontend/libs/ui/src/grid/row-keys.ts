import { Directive, ElementRef, inject } from '@angular/core';

const focusable = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled])';

/**
 * A table whose rows answer to the arrows: down and up go to the same control of the next row, Ctrl+Home and Ctrl+End to
 * the first and the last; Tab is left alone. A list being chosen from, or a text being typed, keeps its own arrows.
 */
@Directive({
  selector: 'table[uiRowKeys]',
  host: {
    '(keydown.arrowdown)': 'go($event, 1)',
    '(keydown.arrowup)': 'go($event, -1)',
    '(keydown.control.home)': 'go($event, -100000)',
    '(keydown.control.end)': 'go($event, 100000)',
  },
})
export class RowKeys {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected go(event: Event, step: number): void {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.matches('select, input:not([type=checkbox]), textarea')) return;
    const rows = [...this.host.nativeElement.querySelectorAll<HTMLElement>('tbody tr')];
    const row = target.closest<HTMLElement>('tbody tr');
    if (row === null) return;
    const place = controlsOf(row).indexOf(target);
    const index = Math.min(Math.max(rows.indexOf(row) + step, 0), rows.length - 1);
    const controls = controlsOf(rows[index] ?? row);
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
