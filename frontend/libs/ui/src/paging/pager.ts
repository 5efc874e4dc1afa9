import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { formatWhole } from '@ui/figures/format-figure';

/**
 * « Page 2 sur 5 » between two links that keep the other criteria of the address; nothing when all fits on one page. An
 * address past the end is told so, with the way back.
 */
@Component({
  selector: 'ui-pager',
  imports: [RouterLink],
  template: `
    @if (page() > last()) {
      <nav aria-label="Pages de résultats">
        <p>La page {{ words().page }} n’existe pas&#8239;: la dernière est la page {{ words().last }}.</p>
        <a [routerLink]="[]" [queryParams]="{ page: last() }" queryParamsHandling="merge">Voir la dernière page</a>
      </nav>
    } @else if (last() > 1) {
      <nav aria-label="Pages de résultats">
        @if (page() > 1) {
          <a [routerLink]="[]" [queryParams]="{ page: page() - 1 }" queryParamsHandling="merge">Page précédente</a>
        }
        <span aria-current="page">Page {{ words().page }} sur {{ words().last }}</span>
        @if (page() < last()) {
          <a [routerLink]="[]" [queryParams]="{ page: page() + 1 }" queryParamsHandling="merge">Page suivante</a>
        }
      </nav>
    }
  `,
  styles: `
    nav {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-6);
      padding-block: var(--space-4);
    }
    a {
      padding-block: var(--space-2);
    }
  `,
})
export class Pager {
  readonly page = input.required<number>();
  /** Rows of all pages. */
  readonly total = input.required<number>();
  readonly pageSize = input.required<number>();
  protected readonly last = computed(() => Math.max(1, Math.ceil(this.total() / this.pageSize())));
  protected readonly words = computed(() => ({ page: formatWhole(this.page()), last: formatWhole(this.last()) }));
}
