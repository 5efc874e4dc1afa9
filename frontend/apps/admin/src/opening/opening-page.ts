import { Component, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { Refusal } from '@api/http/refusal';
import type { Opening } from '@api/workflow/review-api';
import { PageHeader } from '@ui/frame/page-header';
import { Messages } from '@ui/messages/message-bar';
import { nameOf } from '@ui/words/declaration-name';
import { OpeningStore } from './opening-store';
import { OpeningView } from './opening-view';

/** « Ouvrir une déclaration » (T1): the partner finds it on their home page at once. */
@Component({
  selector: 'app-opening-page',
  imports: [PageHeader, OpeningView],
  providers: [OpeningStore],
  template: `
    <ui-page-header heading="Ouvrir une déclaration" />
    <app-opening-view
      [found]="store.found()"
      [searchRefusal]="store.searchRefusal()"
      [busy]="store.busy()"
      [refusal]="refusal()"
      (searched)="store.search($event)"
      (confirmed)="open($event)"
    />
  `,
})
export class OpeningPage {
  protected readonly store = inject(OpeningStore);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  protected readonly refusal = signal<Refusal | null>(null);

  protected async open(opening: Opening): Promise<void> {
    this.refusal.set(null);
    const opened = await this.store.open(opening);
    if (!opened.ok) {
      this.refusal.set(opened.refusal);
      return;
    }
    const { declaration } = opened;
    this.messages.tell({
      tone: 'done',
      text: `${nameOf(declaration)} de ${declaration.equipment.name}\u202f: la déclaration est ouverte. Elle apparaît sur l’accueil des personnes qui doivent la saisir.`,
    });
    void this.router.navigate(['/declarations', declaration.id]);
  }
}
