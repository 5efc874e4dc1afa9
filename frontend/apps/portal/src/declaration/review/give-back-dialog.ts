import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { lengthOf, TextAreaField } from '@ui/field/text-area-field';

export interface GiveBackQuestion {
  /** « Rendre la section à Claire Roux ». */
  readonly verb: string;
  /** What was typed before and not sent. */
  readonly text: string;
  /** Keeps what is typed. */
  readonly typed: (text: string) => void;
}

/** The message to send along, perhaps empty; undefined when the section is not given back after all. */
export type GiveBackAnswer = string | undefined;

const LONGEST = 2000;

/** The approver says what is expected while giving a section back (T6); what is typed waits when she changes her mind. */
@Component({
  selector: 'app-give-back-dialog',
  imports: [MatButton, MatDialogTitle, MatDialogContent, MatDialogActions, TextAreaField],
  template: `
    <h2 mat-dialog-title>{{ question.verb }}</h2>
    <mat-dialog-content>
      <p>La transmission attendra que la saisie de cette section soit terminée de nouveau.</p>
      <ui-text-area-field
        fieldId="message-section"
        label="Message pour la personne qui saisit"
        help="Dites ce qui est à revoir. Ne nommez aucun enfant et n’indiquez rien sur sa santé."
        [optional]="true"
        [maxLength]="longest"
        [error]="error()"
        [text]="text()"
        (textChange)="type($event)"
      />
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton="text" type="button" (click)="dialog.close(undefined)">Ne pas rendre</button>
      <button matButton="filled" type="button" (click)="send()">Rendre la section</button>
    </mat-dialog-actions>
  `,
  styles: `
    mat-dialog-actions {
      gap: var(--space-2);
      flex-wrap: wrap;
    }
  `,
})
export class GiveBackDialog {
  protected readonly question = inject<GiveBackQuestion>(MAT_DIALOG_DATA);
  protected readonly dialog = inject<MatDialogRef<GiveBackDialog, GiveBackAnswer>>(MatDialogRef);
  protected readonly longest = LONGEST;
  protected readonly text = signal(this.question.text);
  private readonly tooLong = computed(() => lengthOf(this.text()) > LONGEST);
  protected readonly error = computed(() =>
    this.tooLong() ? 'Le message dépasse 2\u202f000 caractères. Raccourcissez-le.' : null,
  );

  protected type(text: string): void {
    this.text.set(text);
    this.question.typed(text);
  }

  protected send(): void {
    if (!this.tooLong()) this.dialog.close(this.text().trim());
  }
}
