import { Component, computed, input } from '@angular/core';
import type { EstimateView } from '@api/workflow/workflow.types';
import { FigurePipe, MeasurePipe } from '@ui/figures/figure.pipe';
import { Notice } from '@ui/messages/notice';

/** Code of the line that holds the result. */
const RESULT = 'entitlement';

/** The estimate as an account one can redo by hand: each term, its figure, where it comes from, what is done with it. */
@Component({
  selector: 'ui-estimate-account',
  imports: [FigurePipe, MeasurePipe, Notice],
  templateUrl: './estimate-account.html',
  styleUrl: './estimate-account.scss',
})
export class EstimateAccount {
  readonly estimate = input.required<EstimateView>();
  /** The last line of the account is its result: it stands once, below the others. */
  protected readonly result = computed(() => this.estimate().lines.find((line) => line.code === RESULT));
  protected readonly terms = computed(() => this.estimate().lines.filter((line) => line.code !== RESULT));
  protected readonly provisional = computed(() => {
    switch (this.estimate().scaleStatus) {
      case 'RECONSTRUCTED':
        return 'Le barème utilisé a été reconstitué à partir de sources publiques. Le montant est indicatif.';
      case 'TO_CONFIRM':
        return 'Le barème utilisé reste à confirmer par la Cnaf. Le montant est indicatif.';
      case 'FIXTURE':
        return 'Le barème utilisé est fictif\u202f: il sert à la démonstration et aux essais.';
      default:
        return '';
    }
  });
}
