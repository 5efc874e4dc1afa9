import { Component, computed, input } from '@angular/core';
import type { EstimateView } from '@api/workflow/workflow.types';
import { FigurePipe, MeasurePipe } from '@ui/figures/figure.pipe';
import { Notice } from '@ui/messages/notice';

/** The estimate as an account one can redo by hand: each term, its figure, where it comes from, what is done with it. */
@Component({
  selector: 'ui-estimate-account',
  imports: [FigurePipe, MeasurePipe, Notice],
  templateUrl: './estimate-account.html',
  styleUrl: './estimate-account.scss',
})
export class EstimateAccount {
  readonly estimate = input.required<EstimateView>();
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
