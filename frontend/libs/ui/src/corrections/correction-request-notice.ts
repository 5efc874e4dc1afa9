import { Component, computed, input } from '@angular/core';
import type { CorrectionRequest } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Notice, type NoticeTone } from '@ui/messages/notice';

const TONES: Readonly<Record<CorrectionRequest['state'], NoticeTone>> = {
  PENDING: 'explain',
  DECLINED: 'refused',
  CLOSED: 'info',
};

function headingOf(state: CorrectionRequest['state'], toPartner: boolean): string {
  const asked = toPartner ? 'Correction demandée à la Caf' : 'Correction demandée par le partenaire';
  switch (state) {
    case 'PENDING':
      return `${asked}, en attente de ${toPartner ? 'sa réponse' : 'la Caf'}`;
    case 'DECLINED':
      return 'La Caf a refusé la correction demandée';
    case 'CLOSED':
      return `${asked}, close par ${toPartner ? 'sa décision' : 'la décision de la Caf'}`;
  }
}

/** Who asked the Caf for a correction, when, why, and what became of it. */
@Component({
  selector: 'ui-correction-request-notice',
  imports: [FrenchDatePipe, Notice],
  template: `
    @let asked = request();
    <ui-notice [tone]="tone()" [heading]="heading()">
      @if (asked.declined; as declined) {
        <p class="typed-text">{{ declined.text }}</p>
        <p class="secondary">{{ declined.by }}, le {{ declined.at | frDate: 'instant' }}</p>
        <p class="secondary">Demande de {{ asked.by }}, le {{ asked.at | frDate: 'instant' }}&#8239;:</p>
        <p class="typed-text">{{ asked.text }}</p>
      } @else {
        <p class="typed-text">{{ asked.text }}</p>
        <p class="secondary">{{ asked.by }}, le {{ asked.at | frDate: 'instant' }}</p>
      }
      <ng-content />
    </ui-notice>
  `,
})
export class CorrectionRequestNotice {
  readonly request = input.required<CorrectionRequest>();
  /** Read by the partner’s people, not by the Caf. */
  readonly toPartner = input(false);
  protected readonly tone = computed(() => TONES[this.request().state]);
  protected readonly heading = computed(() => headingOf(this.request().state, this.toPartner()));
}
