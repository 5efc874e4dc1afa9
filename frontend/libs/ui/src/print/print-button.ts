import { Component, DOCUMENT, inject } from '@angular/core';
import { Icon } from '@ui/icon/icon';

/** « Imprimer », where a person keeps a paper copy: what is printed is the page as it stands. */
@Component({
  selector: 'ui-print-button',
  imports: [Icon],
  template: `<button type="button" class="link-button" (click)="print()"><ui-icon name="print" /> Imprimer</button>`,
})
export class PrintButton {
  private readonly document = inject(DOCUMENT);

  protected print(): void {
    this.document.defaultView?.print();
  }
}
