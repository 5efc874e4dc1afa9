import { Component, inject, input, numberAttribute } from '@angular/core';
import { VersionReading } from '@ui/versions/version-reading';
import { VersionsFrame } from './versions-frame';
import { VersionsStore } from './versions-store';

/** A version to read, from the versions of the instruction page. */
@Component({
  selector: 'app-version-page',
  imports: [VersionReading, VersionsFrame],
  providers: [VersionsStore],
  template: `
    <app-versions-frame [declarationId]="declarationId()" [heading]="'Version ' + number()" />
    @if (store.declaration(); as shown) {
      <ui-version-reading [declarationId]="shown.id" [number]="number()" />
    }
  `,
})
export class VersionPage {
  /** From the address. */
  readonly declarationId = input.required<string>();
  readonly number = input.required({ transform: numberAttribute });
  protected readonly store = inject(VersionsStore);
}
