import { Component, computed, inject, input, numberAttribute } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { VersionReading } from '@ui/versions/version-reading';
import { DeclarationHeader } from '../declaration-header';
import { DeclarationStore } from '../declaration-store';
import { declarationLink } from '../step-links';

/** A version to read, from « Versions et historique ». */
@Component({
  selector: 'app-version-page',
  imports: [MatButton, RouterLink, VersionReading, DeclarationHeader],
  template: `
    <app-declaration-header [heading]="'Version ' + number()" [hideRejection]="true" />
    <ui-version-reading [declarationId]="store.declaration().id" [number]="number()" />
    <div class="action-bar">
      <a matButton="text" class="action-bar__back" [routerLink]="historyLink()">Revenir aux versions</a>
      @if (store.declaration().versions.length > 1) {
        <a matButton="outlined" [routerLink]="comparisonLink()" [queryParams]="compared()"
          >Comparer à une autre version</a
        >
      }
    </div>
  `,
})
export class VersionPage {
  /** From the address. */
  readonly number = input.required({ transform: numberAttribute });
  protected readonly store = inject(DeclarationStore);
  protected readonly historyLink = computed(() => declarationLink(this.store.declaration().id, 'historique'));
  protected readonly comparisonLink = computed(() => declarationLink(this.store.declaration().id, 'comparaison'));
  /** The first version is compared with the second, any other with the one before. */
  protected readonly compared = computed(() => {
    const after = Math.max(this.number(), 2);
    return { avant: after - 1, apres: after };
  });
}
