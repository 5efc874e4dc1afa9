import { Component, DestroyRef, inject, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { refusalOf } from '@api/http/refusal';
import { SessionApi, type SessionInfo } from '@api/session/session-api';
import { SignIn } from '@api/session/sign-in';
import { formatTime } from '@ui/dates/french-date';

/** « Votre session va se fermer »: one key prolongs it; what is typed is kept whatever happens. */
@Component({
  selector: 'ui-session-warning-dialog',
  imports: [MatButton, MatDialogTitle, MatDialogContent, MatDialogActions],
  template: `
    @if (ended()) {
      <h2 mat-dialog-title>Votre session est fermée</h2>
      <mat-dialog-content>
        @if (!session) {
          <p>Elle a pris fin, ou elle a été fermée dans un autre onglet.</p>
        }
        <p>
          Ce que vous avez tapé est gardé sur cet appareil. Reconnectez-vous pour revenir à cette page et continuer.
        </p>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton="filled" cdkFocusInitial (click)="reconnect()">Se reconnecter</button>
      </mat-dialog-actions>
    } @else {
      <h2 mat-dialog-title>Votre session va se fermer</h2>
      <mat-dialog-content>
        <p>
          Sans action de votre part, elle se fermera à {{ endsAt }} pour protéger vos données. Ce que vous avez tapé
          sera gardé.
        </p>
        @if (refused()) {
          <p role="alert">{{ refused() }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton="filled" cdkFocusInitial (click)="extend()">Continuer la session</button>
      </mat-dialog-actions>
    }
  `,
})
export class SessionWarningDialog {
  /** The session about to end; null when it is over already. */
  protected readonly session = inject<SessionInfo | null>(MAT_DIALOG_DATA);
  private readonly dialog = inject(MatDialogRef);
  private readonly api = inject(SessionApi);
  private readonly signIn = inject(SignIn);
  protected readonly ended = linkedSignal(() => this.session === null || this.signIn.ended());
  protected readonly refused = signal('');

  private readonly end = Math.min(
    ...[this.session?.idleExpiresAt, this.session?.absoluteExpiresAt]
      .filter((instant) => instant !== undefined)
      .map((instant) => Date.parse(instant)),
  );
  protected readonly endsAt = this.session ? formatTime(new Date(this.end)) : '';

  constructor() {
    if (this.session === null) return;
    const timer = setTimeout(() => this.ended.set(true), Math.max(0, this.end - Date.now()));
    inject(DestroyRef).onDestroy(() => clearTimeout(timer));
  }

  protected async extend(): Promise<void> {
    try {
      await this.api.extend();
      this.dialog.close();
    } catch (error) {
      this.refused.set(refusalOf(error).message);
    }
  }

  protected reconnect(): void {
    this.signIn.reconnect();
  }
}
