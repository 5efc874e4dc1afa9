import { Component, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';
import { Announcer } from '@ui/messages/announcer';
import { Notice, type NoticeTone } from '@ui/messages/notice';

export interface Message {
  readonly tone: NoticeTone;
  readonly text: string;
}

/** The sentence that follows a person to the next screen: « La saisie est terminée. » It lasts one screen. */
@Injectable({ providedIn: 'root' })
export class Messages {
  private readonly announcer = inject(Announcer);
  readonly current = signal<Message | null>(null);
  private justTold = false;

  /** Shown above the page and said aloud; kept over the navigation that follows at once, if any. */
  tell(message: Message): void {
    this.current.set(message);
    this.justTold = true;
    this.announcer.say(message.text);
  }

  /** Called on each arrival: what was told before leaving is still to be read, what was told earlier is not. */
  arrived(): void {
    if (this.justTold) this.justTold = false;
    else this.current.set(null);
  }

  dismiss(): void {
    this.current.set(null);
  }
}

@Component({
  selector: 'ui-message-bar',
  imports: [Notice],
  template: `
    @if (messages.current(); as message) {
      <ui-notice [tone]="message.tone">
        <p>{{ message.text }}</p>
        <button type="button" class="link-button" (click)="messages.dismiss()">Masquer ce message</button>
      </ui-notice>
    }
  `,
})
export class MessageBar {
  protected readonly messages = inject(Messages);
  private readonly arrival = toSignal(
    inject(Router).events.pipe(filter((event): event is NavigationEnd => event instanceof NavigationEnd)),
  );

  constructor() {
    effect(() => {
      if (this.arrival()) untracked(() => this.messages.arrived());
    });
  }
}
