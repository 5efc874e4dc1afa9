import { inject, Injectable, Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { StaleAnswer, StaleDialog, StaleQuestion } from './stale-dialog';

/** Shows both people's figures and asks which to keep; the dialog is only downloaded when it happens. */
@Injectable({ providedIn: 'root' })
export class AskStale {
  private readonly injector = inject(Injector);

  async ask(question: StaleQuestion): Promise<StaleAnswer> {
    const [{ MatDialog }, { StaleDialog }] = await Promise.all([
      import('@angular/material/dialog'),
      import('./stale-dialog'),
    ]);
    const opened = this.injector.get(MatDialog).open<StaleDialog, StaleQuestion, StaleAnswer>(StaleDialog, {
      data: question,
      width: '44rem',
      maxWidth: 'calc(100vw - 2rem)',
    });
    return firstValueFrom(opened.afterClosed());
  }
}
