import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { SummaryButton } from '@ui/documents/summary-button';
import { EstimateAccount } from '@ui/estimate/estimate-account';
import { Notice } from '@ui/messages/notice';
import { PrintButton } from '@ui/print/print-button';
import { StatusChip } from '@ui/status/status-chip';
import { orderControls } from '../controls/control-order';
import { ControlsList } from '../controls/controls-list';
import { ExplanationDrafts } from '../controls/explanation-drafts';
import { DeclarationHeader } from '../declaration-header';
import { DeclarationStore } from '../declaration-store';
import { statusTone } from '../status-tone';
import { declarationLink } from '../step-links';
import { Acknowledgement } from '../transmission/acknowledgement';
import { SectionReading } from './section-reading';

/** The declaration as it stands, to read: after transmission it cannot be changed any more. */
@Component({
  selector: 'app-reading-page',
  imports: [
    MatButton,
    RouterLink,
    FrenchDatePipe,
    EstimateAccount,
    Notice,
    PrintButton,
    StatusChip,
    SummaryButton,
    ControlsList,
    DeclarationHeader,
    Acknowledgement,
    SectionReading,
  ],
  providers: [ExplanationDrafts],
  templateUrl: './reading-page.html',
  styles: `
    .column {
      display: grid;
      gap: var(--space-8);
      max-inline-size: var(--column);
    }
    section {
      display: grid;
      gap: var(--space-4);
      min-inline-size: 0;
    }
  `,
})
export class ReadingPage {
  protected readonly store = inject(DeclarationStore);
  protected readonly tone = computed(() => statusTone(this.store.declaration().status));
  protected readonly controls = computed(() => {
    const { controls } = this.store.declaration();
    return (['ACTIVITY', 'FINANCIAL', 'DECLARATION'] as const)
      .flatMap((step) => orderControls(controls, step))
      .filter((control) => control.severity !== 'INFO');
  });
  protected readonly requestLink = computed(() => declarationLink(this.store.declaration().id, 'demande-correction'));
  protected readonly historyLink = computed(() => declarationLink(this.store.declaration().id, 'historique'));
}
