import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { StepKey } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { CorrectionRequestNotice } from '@ui/corrections/correction-request-notice';
import { messagesOf } from '@ui/file-messages/messages-words';
import { PageHeader } from '@ui/frame/page-header';
import { Notice } from '@ui/messages/notice';
import { StepsList } from '@ui/steps/steps-list';
import { nameOf } from '@ui/words/declaration-name';
import { DeclarationStore } from './declaration-store';
import { declarationLink, stepLink } from './step-links';

/** What stands above every step: breadcrumb, « chemin de fer », title, and the reason of a rejection for the approver. */
@Component({
  selector: 'app-declaration-header',
  imports: [RouterLink, FrenchDatePipe, PageHeader, Notice, StepsList, CorrectionRequestNotice],
  template: `
    <ui-page-header [heading]="heading()" [context]="context()" [crumbs]="crumbs()">
      <ui-steps-list above [steps]="steps()" />
      <ng-content />
      <a [routerLink]="messagesLink()">{{ messagesWords() }}</a>
    </ui-page-header>
    @if (store.declaration().correctionRequest; as request) {
      <ui-correction-request-notice [request]="request" [toPartner]="true" class="notice" />
    }
    @if (rejection(); as rejected) {
      <ui-notice tone="refused" heading="La Caf a rejeté la version {{ rejected.version }}" class="notice">
        <p class="typed-text">{{ rejected.motive }}</p>
        <p class="secondary">{{ rejected.by }}, le {{ rejected.at | frDate: 'instant' }}</p>
        @if (correctionLink(); as link) {
          <a [routerLink]="link">Choisir qui corrige</a>
        }
      </ui-notice>
    } @else if (reopened()) {
      <ui-notice tone="info" heading="La Caf a rouvert cette déclaration" class="notice">
        <p>Une nouvelle version reprend les données validées.</p>
        @if (correctionLink(); as link) {
          <a [routerLink]="link">Choisir qui corrige</a>
        }
      </ui-notice>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    ui-correction-request-notice {
      display: block;
    }
    .notice {
      max-inline-size: var(--column);
      margin-block-end: var(--space-6);
    }
  `,
})
export class DeclarationHeader {
  readonly heading = input.required<string>();
  readonly step = input<StepKey | null>(null);
  /** The correction page shows the motive itself. */
  readonly hideRejection = input(false);

  protected readonly store = inject(DeclarationStore);
  protected readonly context = computed(() => {
    const declaration = this.store.declaration();
    const version = declaration.version > 1 ? `, version ${declaration.version}` : '';
    return `${declaration.equipment.name} – ${nameOf(declaration)}${version}`;
  });
  protected readonly messagesLink = computed(() => declarationLink(this.store.declaration().id, 'messages'));
  protected readonly messagesWords = computed(() => messagesOf(this.store.declaration().unreadMessages));
  protected readonly crumbs = computed(() => {
    const { equipment } = this.store.declaration();
    return [
      { label: 'Accueil', link: ['/'] },
      { label: equipment.name, link: ['/equipements', equipment.id] },
    ];
  });
  protected readonly steps = computed(() => {
    const declaration = this.store.declaration();
    return declaration.steps.map((step) => ({
      ...step,
      here: step.key === this.step(),
      link: step.open ? stepLink(declaration.id, step.key) : null,
    }));
  });
  protected readonly drafting = computed(() => {
    const { status } = this.store.declaration();
    return status === 'TO_ENTER' || status === 'IN_PROGRESS';
  });
  protected readonly rejection = computed(() =>
    this.hideRejection() || !this.drafting() ? null : this.store.declaration().rejection,
  );
  protected readonly reopened = computed(
    () => !this.hideRejection() && this.drafting() && this.rejection() === null && this.correctionLink() !== null,
  );
  protected readonly correctionLink = computed(() => {
    const { id, correction, acts } = this.store.declaration();
    const chooses = acts.some((act) => act.startsWith('DELEGATE_') || act.startsWith('REVOKE_DELEGATION_'));
    return correction && chooses ? declarationLink(id, 'correction') : null;
  });
}
