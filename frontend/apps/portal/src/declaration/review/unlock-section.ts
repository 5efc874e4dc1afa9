import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TypedDrafts } from '@api/drafts/typed-drafts';
import type { SectionView } from '@api/workflow/workflow.types';
import { Busy } from '@ui/buttons/busy';
import { Messages } from '@ui/messages/message-bar';
import { DeclarationStore } from '../declaration-store';
import { AskGiveBack } from './ask-give-back';

/** The approver opens an ended section again (T6): for who fills it, with a word, or for herself when she does. */
@Component({
  selector: 'app-unlock-section',
  imports: [MatButton, Busy],
  template: `
    @if (may()) {
      <button matButton="outlined" type="button" [uiBusy]="store.busy()" (click)="unlock()">{{ verb() }}</button>
    }
  `,
})
export class UnlockSection {
  readonly section = input.required<SectionView>();
  /** The act was refused; the sentence to show. */
  readonly refused = output<string>();
  /** The section is open again. */
  readonly unlocked = output<void>();

  protected readonly store = inject(DeclarationStore);
  private readonly messages = inject(Messages);
  private readonly asking = inject(AskGiveBack);
  private readonly drafts = inject(TypedDrafts);
  private readonly activity = computed(() => this.section().key === 'activity');
  protected readonly may = computed(() => this.store.may(this.activity() ? 'UNLOCK_ACTIVITY' : 'UNLOCK_FINANCIAL'));
  /** She fills this section herself: by her role, or because she corrects it after a rejection. */
  private readonly hers = computed(() => {
    const { correction, roles } = this.store.declaration();
    if (correction && !correction.delegated.includes(this.section().key)) return true;
    return roles.includes(this.activity() ? 'ACTIVITY_PROVIDER' : 'FINANCIAL_PROVIDER');
  });
  protected readonly verb = computed(() => {
    if (this.hers()) return 'Rouvrir la saisie';
    const { lockedBy } = this.section();
    return lockedBy ? `Rendre la section à ${lockedBy}` : 'Rendre la section';
  });

  protected async unlock(): Promise<void> {
    const { key } = this.section();
    const hers = this.hers();
    const message = hers ? '' : await this.message();
    if (message === undefined) return;
    const outcome = await this.store.act((api, id, revision) => api.unlock(id, revision, key, message));
    if (!outcome.ok) {
      this.refused.emit(outcome.refusal.message);
      return;
    }
    this.drafts.forget(this.place());
    const text = hers
      ? 'La saisie est rouverte. La transmission attendra que vous la terminiez de nouveau.'
      : 'La section est rendue à la personne qui la saisit. La transmission attendra qu’elle la termine de nouveau.';
    this.messages.tell({ tone: 'done', text });
    this.unlocked.emit();
  }

  /** What she wants to say, kept in this tab until it is sent; undefined when she keeps the section ended. */
  private message(): Promise<string | undefined> {
    const place = this.place();
    return this.asking.ask({
      verb: this.verb(),
      text: this.drafts.read<string>(place) ?? '',
      typed: (text) => void this.drafts.keep(place, text),
    });
  }

  private place(): string {
    const { id, version } = this.store.declaration();
    return `${id}.${version}.${this.section().key}.message`;
  }
}
