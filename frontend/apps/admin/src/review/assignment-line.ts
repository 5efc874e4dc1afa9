import { Component, computed, inject, input, output, signal } from '@angular/core';
import { CurrentUser } from '@api/identity/current-user';
import { refusalOf } from '@api/http/refusal';
import { InstructionApi } from '@api/workflow/instruction-api';
import type { ReviewView } from '@api/workflow/workflow.types';
import { Busy } from '@ui/buttons/busy';
import { Announcer } from '@ui/messages/announcer';

/** Who instructs the declaration, and the way to take it or to let it go. */
@Component({
  selector: 'app-assignment-line',
  imports: [Busy],
  template: `
    <span>Instruite par {{ assignee()?.name ?? 'personne' }}</span>
    <button type="button" class="link-button" [uiBusy]="busy()" (click)="change()">
      {{ mine() ? 'La libérer' : 'La prendre' }}
    </button>
    @if (fault(); as message) {
      <span class="fault">{{ message }}</span>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1) var(--space-3);
      align-items: baseline;
      font-size: 0.875rem;
    }
    .fault {
      color: var(--refused);
    }
  `,
})
export class AssignmentLine {
  readonly declarationId = input.required<string>();
  readonly assignee = input.required<ReviewView['assignee']>();
  /** It is somebody else’s now: the page reads it again. */
  readonly changed = output<void>();

  private readonly api = inject(InstructionApi);
  private readonly me = inject(CurrentUser);
  private readonly announcer = inject(Announcer);
  protected readonly fault = signal('');
  protected readonly busy = signal(false);
  protected readonly mine = computed(() => this.assignee()?.id === this.me.me().id);

  protected async change(): Promise<void> {
    const mine = this.mine();
    this.fault.set('');
    this.busy.set(true);
    try {
      await this.api.assign(this.declarationId(), mine ? null : this.me.me().id, this.assignee()?.id ?? null);
      this.announcer.say(mine ? 'La déclaration est libérée.' : 'La déclaration vous est attribuée.');
    } catch (error) {
      this.fault.set(refusalOf(error).message);
      this.announcer.say(this.fault(), 'assertive');
    } finally {
      this.busy.set(false);
    }
    this.changed.emit();
  }
}
