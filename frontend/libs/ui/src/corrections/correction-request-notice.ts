import { Component, computed, input } from '@angular/core';
import type { CorrectionRequest } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Notice, type NoticeTone } from '@ui/messages/notice';

interface Words {
  readonly tone: NoticeTone;
  readonly heading: string;
}

const WORDS: Readonly<Record<CorrectionRequest['state'], Words>> = {
  PENDING: { tone: 'explain', heading: 'Correction demandée par le partenaire, en attente de la Caf' },
  DECLINED: { tone: 'refused', heading: 'La Caf a refusé la correction demandée' },
  CLOSED: { tone: 'info', heading: 'Correction demandée par le partenaire, close par la décision de la Caf' },
};

/** Who asked the Caf for a correction, when, why, and what became of it; one reads the same words on both sites. */
@Component({
  selector: 'ui-correction-request-notice',
  imports: [FrenchDatePipe, Notice],
  template: `
    @let asked = request();
    <ui-notice [tone]="words().tone" [heading]="words().heading">
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
  protected readonly words = computed(() => WORDS[this.request().state]);
}
