import { Component, computed, input } from '@angular/core';
import { FileMessagesPage } from '@ui/file-messages/file-messages-page';
import type { Crumb } from '@ui/frame/page-header';

/** The messages of a declaration, for its Caf. */
@Component({
  selector: 'app-messages-page',
  imports: [FileMessagesPage],
  template: `<ui-file-messages-page [declarationId]="declarationId()" [crumbsOf]="crumbsOf" [readLink]="readLink()" />`,
})
export class MessagesPage {
  /** From the address. */
  readonly declarationId = input.required<string>();

  protected readonly readLink = computed(() => ['/declarations', this.declarationId()]);
  protected readonly crumbsOf = (): readonly Crumb[] => [{ label: 'Messages', link: ['/messages'] }];
}
