import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { pairOf } from '@ui/versions/compared-pair';
import { VersionChoice } from '@ui/versions/version-choice';
import { VersionComparison } from '@ui/versions/version-comparison';
import { DeclarationHeader } from '../declaration-header';
import { DeclarationStore } from '../declaration-store';
import { declarationLink } from '../step-links';

/** Two versions side by side; the address says which, so that it can be kept and sent. */
@Component({
  selector: 'app-comparison-page',
  imports: [MatButton, RouterLink, VersionChoice, VersionComparison, DeclarationHeader],
  template: `
    <app-declaration-header heading="Comparer deux versions" [hideRejection]="true" />
    <div class="column">
      @if (versions().length > 1) {
        <ui-version-choice
          [versions]="versions()"
          [before]="pair().before"
          [after]="pair().after"
          (chosen)="choose($event)"
        />
        <ui-version-comparison
          [declarationId]="store.declaration().id"
          [before]="pair().before"
          [after]="pair().after"
        />
      } @else {
        <p>Cette déclaration n’a qu’une version&#8239;: il n’y a rien à comparer.</p>
      }
    </div>
    <div class="action-bar">
      <a matButton="text" class="action-bar__back" [routerLink]="historyLink()">Revenir aux versions</a>
    </div>
  `,
  styles: `
    .column {
      display: grid;
      gap: var(--space-6);
      max-inline-size: var(--column);
      min-inline-size: 0;
    }
  `,
})
export class ComparisonPage {
  /** The address: `?avant=&apres=`. */
  readonly avant = input<string>();
  readonly apres = input<string>();

  protected readonly store = inject(DeclarationStore);
  private readonly router = inject(Router);
  protected readonly versions = computed(() => this.store.declaration().versions);
  protected readonly pair = computed(() =>
    pairOf(
      { before: this.avant(), after: this.apres() },
      this.versions().map(({ number }) => number),
    ),
  );
  protected readonly historyLink = computed(() => declarationLink(this.store.declaration().id, 'historique'));

  protected choose({ before, after }: { readonly before: number; readonly after: number }): void {
    void this.router.navigate([], { queryParams: { avant: before, apres: after }, replaceUrl: true });
  }
}
