import { Component, computed, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon, type IconName } from '@ui/icon/icon';

export type StepProgress = 'TO_DO' | 'IN_PROGRESS' | 'TO_EXPLAIN' | 'DONE' | 'LOCKED' | 'NOT_YOURS' | 'NOT_YET';

export interface StepLink {
  readonly key: string;
  readonly number: number;
  readonly label: string;
  readonly state: StepProgress;
  /** The state in words: « enregistrée le 12/03/2016 par Mme Roux ». */
  readonly stateLabel: string;
  /** The step the person is looking at. */
  readonly here: boolean;
  /** null when this person may not go there. */
  readonly link: readonly string[] | null;
}

const DRAWING: Readonly<Record<StepProgress, IconName>> = {
  TO_DO: 'pencil',
  IN_PROGRESS: 'pencil',
  TO_EXPLAIN: 'warning',
  DONE: 'check',
  LOCKED: 'lock',
  NOT_YOURS: 'dash',
  NOT_YET: 'clock',
};

/** The « chemin de fer »: an ordered list of links, each with its state in words; folded behind one line on a phone. */
@Component({
  selector: 'ui-steps-list',
  imports: [RouterLink, Icon],
  templateUrl: './steps-list.html',
  styleUrl: './steps-list.scss',
})
export class StepsList {
  readonly steps = input.required<readonly StepLink[]>();
  protected readonly unfolded = signal(false);
  protected readonly here = computed(() => this.steps().find((step) => step.here));
  protected readonly drawing = DRAWING;
}
