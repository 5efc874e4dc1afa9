import { afterNextRender, DOCUMENT, inject, Injectable, Injector } from '@angular/core';
import { goToField } from '@ui/errors/error-summary';

/** Puts the focus where an act has left the page, once the page shows it: never lost with the button that vanished. */
@Injectable({ providedIn: 'root' })
export class FocusSoon {
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);

  /** `id` of an element that can take the focus (a field, or a title with tabindex -1). */
  on(id: string): void {
    afterNextRender(() => goToField(this.document, id), { injector: this.injector });
  }
}
