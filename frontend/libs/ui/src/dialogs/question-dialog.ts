import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';

export interface Question {
  readonly title: string;
  readonly text: string;
  /** Verb of the act: « Quitter sans enregistrer ». */
  readonly yes: string;
  /** Verb of staying: « Rester sur la page ». */
  readonly no: string;
  /** True when staying is what most people want: it is then the filled button. */
  readonly safer?: boolean;
}

@Component({
  selector: 'ui-question-dialog',
  imports: [MatButton, MatDialogTitle, MatDialogContent, MatDialogActions, MatDialogClose],
  template: `
    <h2 mat-dialog-title>{{ question.title }}</h2>
    <mat-dialog-content>
      <p>{{ question.text }}</p>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      @if (question.safer) {
        <button matButton="text" [mat-dialog-close]="true">{{ question.yes }}</button>
        <button matButton="filled" [mat-dialog-close]="false">{{ question.no }}</button>
      } @else {
        <button matButton="text" [mat-dialog-close]="false">{{ question.no }}</button>
        <button matButton="filled" [mat-dialog-close]="true">{{ question.yes }}</button>
      }
    </mat-dialog-actions>
  `,
})
export class QuestionDialog {
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
}
