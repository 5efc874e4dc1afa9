import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import type { FieldValue } from '@api/workflow/workflow.types';
import { wordsOf } from '@ui/sections/field-value';
import { lineName } from '@ui/sections/line-name';
import { countOf } from '@ui/words/count-of';
import type { Difference } from './section-form';

export interface StaleQuestion {
  /** Who saved meanwhile, in words; `you` from another window, null when unknown. */
  readonly by: string | null;
  readonly differences: readonly Difference[];
  /** What is typed, in words, for an entry that cannot be read. */
  readonly typed: (field: string) => string;
}

/** Fields whose own entry is kept; undefined when the person goes back to her form without choosing. */
export type StaleAnswer = ReadonlySet<string> | undefined;

const OWN_WINDOWS = {
  title: 'Vous avez enregistré cette section dans une autre fenêtre',
  mine: 'Dans cette fenêtre',
  theirs: 'Dans l’autre',
  apart: 'Les mêmes champs n’ont pas été modifiés. Les chiffres des deux fenêtres peuvent être réunis.',
  rest: 'Les autres modifications de l’autre fenêtre seront gardées',
};

function twoPeople(by: string | null): typeof OWN_WINDOWS {
  return {
    title: `${by ?? 'Une autre personne'} a enregistré cette section entre-temps`,
    mine: 'Le vôtre',
    theirs: 'Le sien',
    apart: 'Vous n’avez pas modifié les mêmes champs. Vos chiffres et les siens peuvent être réunis.',
    rest: 'Ses autres modifications seront gardées',
  };
}

/** Someone else saved the same section: both values side by side, one choice per field; nothing is lost. */
@Component({
  selector: 'app-stale-dialog',
  imports: [MatButton, MatDialogTitle, MatDialogContent, MatDialogActions],
  templateUrl: './stale-dialog.html',
  styleUrl: './stale-dialog.scss',
})
export class StaleDialog {
  protected readonly question = inject<StaleQuestion>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<StaleDialog, StaleAnswer>>(MatDialogRef);

  protected readonly contested = this.question.differences.filter((each) => each.contested);
  protected readonly taken = this.question.differences.filter((each) => !each.contested);
  private readonly mine = signal<ReadonlySet<string>>(new Set(this.contested.map((each) => each.line.field)));
  protected readonly summary = computed(() => `${countOf(this.contested.length, 'champ', 'champs')} à départager`);

  /** The same person saved from another window: she is not told of someone else. */
  protected readonly nameOf = lineName;
  protected readonly words = this.question.by === 'you' ? OWN_WINDOWS : twoPeople(this.question.by);

  protected keepsMine(field: string): boolean {
    return this.mine().has(field);
  }

  protected choose(field: string, mine: boolean): void {
    const chosen = new Set(this.mine());
    if (mine) chosen.add(field);
    else chosen.delete(field);
    this.mine.set(chosen);
  }

  protected myWords(each: Difference): string {
    return each.mine.ok ? wordsOf(each.line, each.mine.value) : this.question.typed(each.line.field);
  }

  protected valueWords(each: Difference, value: FieldValue): string {
    return wordsOf(each.line, value);
  }

  protected keepAllMine(): void {
    this.dialog.close(new Set(this.contested.map((each) => each.line.field)));
  }

  protected saveChoices(): void {
    this.dialog.close(this.mine());
  }

  protected goBack(): void {
    this.dialog.close(undefined);
  }
}
