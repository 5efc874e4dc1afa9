import {
  afterRenderEffect,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  linkedSignal,
  model,
  output,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Busy } from '@ui/buttons/busy';
import { RouterLink } from '@angular/router';
import type { ControlView } from '@api/workflow/workflow.types';
import { SEVERITY_TONES, SEVERITY_WORDS } from '@ui/controls/severity';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { lengthOf, TextAreaField } from '@ui/field/text-area-field';
import { MeasurePipe } from '@ui/figures/figure.pipe';
import { Icon } from '@ui/icon/icon';
import { StatusChip } from '@ui/status/status-chip';

/** Where « Corriger ce champ » leads: the entry screen, on the field. */
export interface CorrectionLink {
  readonly link: readonly string[];
  readonly fragment: string;
}

/** One gap: what is compared, what to do, and the explanation. Explained cards fold; nothing typed is lost by folding. */
@Component({
  selector: 'ui-control-card',
  imports: [MatButton, Busy, RouterLink, FrenchDatePipe, TextAreaField, MeasurePipe, Icon, StatusChip],
  templateUrl: './control-card.html',
  styleUrl: './control-card.scss',
})
export class ControlCard {
  readonly control = input.required<ControlView>();
  /** This person may explain it now. */
  readonly editable = input(false);
  readonly correction = input<CorrectionLink | null>(null);
  /** Exercise of the declaration: a reference of the same one is an earlier declaration, not another year. */
  readonly exercise = input<number | null>(null);
  readonly busy = input(false);
  /** Refusal of the last save of this explanation. */
  readonly error = input<string | null>(null);
  /** The explanation as typed so far. */
  readonly text = model('');
  readonly save = output<string>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly severity = computed(() => SEVERITY_WORDS[this.control().severity]);
  protected readonly tone = computed(() => (this.settled() ? 'done' : SEVERITY_TONES[this.control().severity]));
  protected readonly settled = computed(() => !!this.control().explanation?.confirmed && !this.control().toExplain);
  protected readonly asksNothing = computed(() => this.control().severity === 'INFO');
  protected readonly explainable = computed(
    () => this.editable() && (this.control().severity === 'ANOMALY' || this.control().severity === 'ALERT'),
  );
  /** Folded when settled, unfolded again when the figures change. */
  protected readonly unfolded = linkedSignal(() => !this.settled());
  protected readonly fieldId = computed(() => `explication-${this.control().code}`);
  protected readonly compared = computed(() => {
    const { measured, reference, gap, threshold } = this.control();
    // A limit of zero, compared with nothing: the sentence says it all (a transmission five days late).
    if (reference === null && gap === null && threshold?.value === 0) return false;
    return [measured, reference, gap, threshold].some((figure) => figure !== null);
  });
  protected readonly referenceWords = computed(() => {
    const { referenceExercise } = this.control();
    if (referenceExercise === null) return 'Référence';
    return referenceExercise === this.exercise() ? `Déjà déclaré pour ${referenceExercise}` : `En ${referenceExercise}`;
  });
  protected readonly lengthError = linkedSignal<string | null>(() => (this.control(), null));

  private submitted = false;

  constructor() {
    // Once saved, the box folds away with the button that had the focus: it goes to the one that unfolds; not from under
    // somebody who types in the next card already.
    afterRenderEffect(() => {
      if (!this.settled() || !this.submitted) return;
      this.submitted = false;
      const { activeElement, body } = document;
      const elsewhere = activeElement !== body && !this.host.nativeElement.contains(activeElement);
      if (!elsewhere) this.host.nativeElement.querySelector<HTMLElement>('button[aria-expanded]')?.focus();
    });
  }

  protected submit(): void {
    const length = lengthOf(this.text());
    if (length < 10 || length > 2000) {
      this.lengthError.set(
        length < 10
          ? 'Expliquez l’écart en 10 caractères au moins.'
          : 'L’explication dépasse 2\u202f000 caractères. Raccourcissez-la pour l’enregistrer.',
      );
      this.host.nativeElement.querySelector('textarea')?.focus();
      return;
    }
    this.lengthError.set(null);
    this.submitted = true;
    this.save.emit(this.text().trim());
  }
}
