import { Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { PageHeader } from '@ui/frame/page-header';

/** What could not be read for the moment, what was kept, and a way to try again. */
@Component({
  selector: 'ui-unavailable-page',
  imports: [PageHeader, MatButton],
  template: `
    <ui-page-header heading="Service indisponible" />
    <p>{{ reason() }}</p>
    <p>Rien de ce que vous avez enregistré n’est perdu. Réessayez dans quelques minutes.</p>
    <p class="action-bar"><button matButton="filled" (click)="retry.emit()">Réessayer maintenant</button></p>
  `,
})
export class UnavailablePage {
  readonly reason = input('Le service ne répond pas pour le moment.');
  readonly retry = output<void>();
}
