import { inject, Injectable, signal } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';

/**
 * After a change of route the focus goes to the new title, so that a screen reader says where one is.
 * The first page is left to the browser; a change of query or fragment on the same page moves nothing.
 */
@Injectable({ providedIn: 'root' })
export class RouteFocus {
  private readonly router = inject(Router);
  /** Null before the first page. */
  private path: string | null = this.router.navigated ? pathOf(this.router.url) : null;
  /** Grows at each arrival on another path. */
  readonly arrivals = signal(0);
  private answered = 0;

  constructor() {
    this.router.events.pipe(filter((event) => event instanceof NavigationEnd)).subscribe((event) => {
      const path = pathOf(event.urlAfterRedirects);
      // An address with a fragment names the field to go to: the page puts the focus there.
      const elsewhere = this.path !== null && this.path !== path && !event.urlAfterRedirects.includes('#');
      if (elsewhere) this.arrivals.update((count) => count + 1);
      this.path = path;
    });
  }

  /** The page was replaced without a change of address (terms accepted): its title takes the focus too. */
  arrive(): void {
    this.arrivals.update((count) => count + 1);
  }

  /** True once per arrival: whoever shows the title answers it. */
  take(): boolean {
    if (this.answered === this.arrivals()) return false;
    this.answered = this.arrivals();
    return true;
  }
}

function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}
