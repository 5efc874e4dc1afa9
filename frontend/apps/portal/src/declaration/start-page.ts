import { Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import { Loading } from '@ui/frame/loading';
import { DeclarationStore } from './declaration-store';
import { startLink } from './step-links';

/** `/declarations/:id` alone: leads to the step where this person is expected. */
@Component({ selector: 'app-start-page', imports: [Loading], template: `<ui-loading page />` })
export class StartPage {
  constructor() {
    const declaration = inject(DeclarationStore).declaration();
    void inject(Router).navigate(startLink(declaration), { replaceUrl: true });
  }
}
