import { Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Refusal } from '@api/http/refusal';
import { PageHeader } from '@ui/frame/page-header';

const FORBIDDEN = 403;

/** What could not be read, and a way to try again: for the moment, with what was kept; or because it is not this person’s to read. */
@Component({
  selector: 'ui-unavailable-page',
  imports: [PageHeader, MatButton],
  template: `
    <ui-page-header [heading]="forbidden() ? 'Accès refusé' : 'Service indisponible'" />
    <p>{{ refusal().message }}</p>
    @if (!forbidden()) {
      <p>Rien de ce que vous avez enregistré n’est perdu. Réessayez dans quelques minutes.</p>
    }
    <p class="action-bar"><button matButton="filled" (click)="retry.emit()">Réessayer maintenant</button></p>
  `,
})
export class UnavailablePage {
  readonly refusal = input.required<Refusal>();
  readonly retry = output<void>();

  protected readonly forbidden = computed(() => this.refusal().status === FORBIDDEN);
}
