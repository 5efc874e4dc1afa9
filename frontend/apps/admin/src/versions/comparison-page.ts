import { Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { pairOf } from '@ui/versions/compared-pair';
import { VersionChoice } from '@ui/versions/version-choice';
import { VersionComparison } from '@ui/versions/version-comparison';
import { VersionsFrame } from './versions-frame';
import { VersionsStore } from './versions-store';

/** Two versions side by side; the address says which. */
@Component({
  selector: 'app-comparison-page',
  imports: [VersionChoice, VersionComparison, VersionsFrame],
  providers: [VersionsStore],
  template: `
    <app-versions-frame [declarationId]="declarationId()" heading="Comparer deux versions" />
    @if (store.declaration(); as shown) {
      @if (shown.versions.length > 1) {
        <div class="column">
          <ui-version-choice
            [versions]="shown.versions"
            [before]="pair().before"
            [after]="pair().after"
            (chosen)="choose($event)"
          />
          <ui-version-comparison [declarationId]="shown.id" [before]="pair().before" [after]="pair().after" />
        </div>
      } @else {
        <p>Cette déclaration n’a qu’une version&#8239;: il n’y a rien à comparer.</p>
      }
    }
  `,
  styles: `
    .column {
      display: grid;
      gap: var(--space-6);
      min-inline-size: 0;
      max-inline-size: 72rem;
    }
  `,
})
export class ComparisonPage {
  /** From the address, with `?avant=&apres=`. */
  readonly declarationId = input.required<string>();
  readonly avant = input<string>();
  readonly apres = input<string>();

  protected readonly store = inject(VersionsStore);
  private readonly router = inject(Router);
  protected readonly pair = computed(() =>
    pairOf(
      { before: this.avant(), after: this.apres() },
      this.store.declaration()?.versions.map(({ number }) => number) ?? [],
    ),
  );

  protected choose({ before, after }: { readonly before: number; readonly after: number }): void {
    void this.router.navigate([], { queryParams: { avant: before, apres: after }, replaceUrl: true });
  }
}
