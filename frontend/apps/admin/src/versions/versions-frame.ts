import { Component, effect, inject, input, untracked } from '@angular/core';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { NotFoundPage } from '@ui/pages/not-found-page';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { VersionsStore } from './versions-store';

/** What stands around the versions of a declaration: its name, the way back, and what to say when it cannot be read. */
@Component({
  selector: 'app-versions-frame',
  imports: [Loading, PageHeader, NotFoundPage, UnavailablePage],
  template: `
    @if (store.refusal(); as refused) {
      @if (refused.unknown) {
        <ui-not-found-page />
      } @else {
        <ui-unavailable-page [refusal]="refused" (retry)="store.load(declarationId())" />
      }
    } @else if (store.declaration()) {
      <ui-page-header [heading]="heading()" [context]="store.context()" [crumbs]="store.crumbs()" />
    } @else {
      <ui-loading page label="Chargement de la déclaration…" />
    }
  `,
})
export class VersionsFrame {
  readonly declarationId = input.required<string>();
  readonly heading = input.required<string>();
  protected readonly store = inject(VersionsStore);

  constructor() {
    effect(() => {
      const id = this.declarationId();
      untracked(() => void this.store.load(id));
    });
  }
}
