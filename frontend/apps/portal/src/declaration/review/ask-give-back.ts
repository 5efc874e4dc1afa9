import { inject, Injectable, Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { GiveBackAnswer, GiveBackDialog, GiveBackQuestion } from './give-back-dialog';

/** Asks for the message that goes with a section given back; the dialog is only downloaded when it happens. */
@Injectable({ providedIn: 'root' })
export class AskGiveBack {
  private readonly injector = inject(Injector);

  async ask(question: GiveBackQuestion): Promise<GiveBackAnswer> {
    const [{ MatDialog }, { GiveBackDialog }] = await Promise.all([
      import('@angular/material/dialog'),
      import('./give-back-dialog'),
    ]);
    const opened = this.injector.get(MatDialog).open<GiveBackDialog, GiveBackQuestion, GiveBackAnswer>(GiveBackDialog, {
      data: question,
      width: '36rem',
      maxWidth: 'calc(100vw - 2rem)',
    });
    return firstValueFrom(opened.afterClosed());
  }
}
