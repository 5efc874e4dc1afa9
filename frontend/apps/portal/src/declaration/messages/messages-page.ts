import { Component, computed, input } from '@angular/core';
import type { FileMessages } from '@api/workflow/workflow.types';
import { FileMessagesPage } from '@ui/file-messages/file-messages-page';
import type { Crumb } from '@ui/frame/page-header';
import { declarationLink } from '../step-links';

/** The messages of a declaration, for its gestionnaire’s people. */
@Component({
  selector: 'app-messages-page',
  imports: [FileMessagesPage],
  template: `<ui-file-messages-page [declarationId]="declarationId()" [crumbsOf]="crumbsOf" [readLink]="readLink()" />`,
})
export class MessagesPage {
  /** From the address. */
  readonly declarationId = input.required<string>();

  protected readonly readLink = computed(() => declarationLink(this.declarationId()));
  protected readonly crumbsOf = ({ equipment }: FileMessages): readonly Crumb[] => [
    { label: 'Accueil', link: ['/'] },
    { label: equipment.name, link: ['/equipements', equipment.id] },
  ];
}
