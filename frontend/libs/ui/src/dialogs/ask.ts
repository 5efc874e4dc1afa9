import { inject, Injectable, Injector } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Question } from '@ui/dialogs/question-dialog';

/** Asks a question in a dialog; Material's dialog is only downloaded the first time. */
@Injectable({ providedIn: 'root' })
export class Ask {
  private readonly injector = inject(Injector);

  /** True when the person chose the act named on the filled button; Esc and the other button mean no. */
  async confirm(question: Question): Promise<boolean> {
    const [{ MatDialog }, { QuestionDialog }] = await Promise.all([
      import('@angular/material/dialog'),
      import('@ui/dialogs/question-dialog'),
    ]);
    const opened = this.injector
      .get(MatDialog)
      .open<InstanceType<typeof QuestionDialog>, Question, boolean>(QuestionDialog, {
        data: question,
        width: '32rem',
        maxWidth: 'calc(100vw - 2rem)',
        role: 'alertdialog',
      });
    return (await firstValueFrom(opened.afterClosed())) ?? false;
  }
}
