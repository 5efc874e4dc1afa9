import { afterNextRender, DestroyRef, Directive, ElementRef, inject } from '@angular/core';
import { RouteFocus } from '@ui/frame/route-focus';
import { RowPlaces } from '@ui/grid/row-place';

const focusable = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled])';
/** Rows that PageUp and PageDown go over: about half a screen. */
const stride = 10;

type Aim = 'next' | 'previous' | 'first' | 'last' | 'farther' | 'farther back';

/**
 * A table whose rows answer to the keys: up and down go to the same control of the row beside, PageUp and PageDown ten rows
 * further, Ctrl+Home and Ctrl+End to the first and the last, left and right to the control beside in the row; Tab is left
 * alone. A list being chosen from, or a text being typed, keeps its own keys.
 * Who comes back to the table finds the row that was left; a focused row that goes away leaves the focus to the one in its place.
 */
@Directive({
  selector: 'table[uiRowKeys]',
  host: {
    '(keydown.arrowdown)': "go($event, 'next')",
    '(keydown.arrowup)': "go($event, 'previous')",
    '(keydown.pagedown)': "go($event, 'farther')",
    '(keydown.pageup)': "go($event, 'farther back')",
    '(keydown.control.home)': "go($event, 'first')",
    '(keydown.control.end)': "go($event, 'last')",
    '(keydown.arrowright)': 'beside($event, 1)',
    '(keydown.arrowleft)': 'beside($event, -1)',
    '(focusin)': 'stand($event)',
    '(focusout)': 'goAway($event)',
  },
})
export class RowKeys {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly places = inject(RowPlaces);
  private readonly title = inject(RouteFocus);
  /** Where the focus is in the table; null when it is elsewhere. */
  private standing: { readonly row: number; readonly control: number } | null = null;

  constructor() {
    const back = this.places.comeBack();
    // The title of the page takes the focus at an arrival, unless a row does.
    if (back !== null) this.title.take();
    const watch = new MutationObserver(() => this.stay());
    inject(DestroyRef).onDestroy(() => {
      watch.disconnect();
      this.end();
    });
    // On the way down to the link: once it is pressed, a page already at hand may come before the table hears of it.
    this.host.nativeElement.addEventListener('click', (event) => this.leave(event), { capture: true });
    afterNextRender(() => {
      watch.observe(this.host.nativeElement, { childList: true, subtree: true });
      if (back === null) return;
      const links = this.rows().map((row) => row.querySelector<HTMLElement>('th a[href], a[href]'));
      const link = links.find((each) => each?.getAttribute('href') === back.link) ?? links[back.index] ?? links.at(-1);
      if (link) focus(link);
    });
  }

  protected go(event: Event, to: Aim): void {
    const here = this.placeOf(event);
    if (here === null) return;
    const rows = this.rows();
    const at = {
      next: 1,
      previous: -1,
      farther: stride,
      'farther back': -stride,
      first: -rows.length,
      last: rows.length,
    };
    const aim = Math.min(Math.max(here.row + at[to], 0), rows.length - 1);
    const controls = controlsOf(rows[aim]);
    const next = controls[Math.min(here.control, controls.length - 1)];
    if (!next) return;
    event.preventDefault();
    focus(next);
  }

  protected beside(event: Event, step: 1 | -1): void {
    const here = this.placeOf(event);
    const next = here && controlsOf(this.rows()[here.row])[here.control + step];
    if (!next) return;
    event.preventDefault();
    focus(next);
  }

  private leave({ target }: Event): void {
    const link = target instanceof Element ? target.closest('a[href]') : null;
    const row = link?.closest<HTMLElement>('tbody tr');
    if (!link || !row) return;
    this.places.leave({ link: link.getAttribute('href') ?? '', index: this.rows().indexOf(row) });
  }

  protected stand(event: Event): void {
    this.standing = placeIn(this.rows(), event.target);
  }

  protected goAway({ target }: Event): void {
    // A control taken away with its row loses the focus too, but is no longer on the page a moment later: nobody went elsewhere.
    queueMicrotask(() => {
      const gone = target instanceof Node && !target.isConnected;
      if (!gone && !this.host.nativeElement.contains(this.host.nativeElement.ownerDocument.activeElement)) {
        this.standing = null;
      }
    });
  }

  /** Rows came or went: the focus of one that is gone goes to the row now in its place. */
  private stay(): void {
    const { standing } = this;
    const { ownerDocument } = this.host.nativeElement;
    if (standing === null || ownerDocument.activeElement !== ownerDocument.body) return;
    const rows = this.rows();
    const controls = controlsOf(rows[Math.min(standing.row, rows.length - 1)]);
    const next = controls[Math.min(standing.control, controls.length - 1)];
    if (next) focus(next);
  }

  /** The last row is gone, and the table with it: the focus it had goes to the title of the page. */
  private end(): void {
    const { ownerDocument } = this.host.nativeElement;
    queueMicrotask(() => {
      if (this.standing !== null && ownerDocument.activeElement === ownerDocument.body) this.title.arrive();
    });
  }

  private rows(): HTMLElement[] {
    return [...this.host.nativeElement.querySelectorAll<HTMLElement>('tbody tr')];
  }

  private placeOf({ target }: Event): { row: number; control: number } | null {
    if (target instanceof HTMLElement && target.matches('select, input:not([type=checkbox]), textarea')) return null;
    return placeIn(this.rows(), target);
  }
}

function placeIn(rows: readonly HTMLElement[], target: EventTarget | null): { row: number; control: number } | null {
  if (!(target instanceof HTMLElement)) return null;
  const row = rows.findIndex((each) => each.contains(target));
  return row < 0 ? null : { row, control: Math.max(0, controlsOf(rows[row]).indexOf(target)) };
}

function controlsOf(row: HTMLElement | undefined): HTMLElement[] {
  return row === undefined ? [] : [...row.querySelectorAll<HTMLElement>(focusable)];
}

function focus(control: HTMLElement): void {
  control.focus();
  control.scrollIntoView?.({ block: 'nearest' });
}
