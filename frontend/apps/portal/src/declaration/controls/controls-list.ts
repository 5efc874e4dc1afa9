import { Component, computed, inject, input, signal } from '@angular/core';
import type { ControlView } from '@api/workflow/workflow.types';
import { ControlCard, type CorrectionLink } from '@ui/controls/control-card';
import { countControls, verdictOf } from '@ui/controls/severity';
import { Announcer } from '@ui/messages/announcer';
import { Notice } from '@ui/messages/notice';
import { DeclarationStore } from '../declaration-store';
import { fieldId } from '../entry/line-field';
import { stepLink } from '../step-links';
import { ExplanationDrafts, explanationKey } from './explanation-drafts';

/** The verdict in a sentence, then a card per point; explanations are saved one by one. */
@Component({
  selector: 'app-controls-list',
  imports: [ControlCard, Notice],
  template: `
    @if (withVerdict() && pending()) {
      <ui-notice tone="info">
        <p>Les contrôles sont en cours. Cette page se mettra à jour toute seule.</p>
      </ui-notice>
    } @else if (withVerdict()) {
      <ui-notice
        [tone]="count().toCorrect > 0 ? 'refused' : count().toExplain > 0 ? 'explain' : left() ? 'info' : 'done'"
      >
        <p class="verdict" id="verdict" tabindex="-1">{{ verdict() }}</p>
        <ng-content />
      </ui-notice>
    }
    <ul class="plain-list">
      @for (control of controls(); track key(control)) {
        <li>
          <ui-control-card
            [control]="control"
            [editable]="editable()"
            [exercise]="store.declaration().exercise"
            [correction]="correction(control)"
            [busy]="store.busy()"
            [error]="errors()[key(control)] ?? null"
            [text]="drafts.text(control)"
            (textChange)="drafts.type(control, $event)"
            (save)="explain(control, $event)"
          />
        </li>
      }
    </ul>
  `,
  styles: `
    :host,
    ul {
      display: grid;
      gap: var(--space-4);
    }
    .verdict {
      font-weight: 650;
    }
  `,
})
export class ControlsList {
  /** Already ordered. */
  readonly controls = input.required<readonly ControlView[]>();
  /** This person may explain these controls now. */
  readonly editable = input(false);
  /** This person may correct the fields themselves. */
  readonly correctable = input(false);

  /** The sentence on top: not where a list is only recalled. */
  readonly withVerdict = input(true);
  /** What remains to be done once no point asks anything, in a sentence; empty when nothing does. */
  readonly left = input('');

  protected readonly store = inject(DeclarationStore);
  protected readonly drafts = inject(ExplanationDrafts);
  private readonly announcer = inject(Announcer);
  protected readonly errors = signal<Readonly<Record<string, string>>>({});
  protected readonly pending = computed(() => this.store.declaration().evaluation.status === 'PENDING');
  protected readonly count = computed(() => countControls(this.controls()));
  protected readonly verdict = computed(() => verdictOf(this.count(), this.left()));
  protected readonly key = explanationKey;

  protected correction(control: ControlView): CorrectionLink | null {
    if (!this.correctable() || control.field === null || control.step === 'DECLARATION') return null;
    const step = control.step === 'ACTIVITY' ? 'ACTIVITY_ENTRY' : 'FINANCIAL_ENTRY';
    return { link: stepLink(this.store.declaration().id, step), fragment: fieldId(control.field) };
  }

  protected async explain(control: ControlView, text: string): Promise<void> {
    const key = explanationKey(control);
    const outcome = await this.store.act(
      (api, id, revision) => api.explain(id, revision, control.code, text, control.fingerprint),
      {
        repeatable: true,
      },
    );
    this.errors.update((all) => ({ ...all, [key]: outcome.ok ? '' : outcome.refusal.message }));
    if (!outcome.ok) {
      this.announcer.say(outcome.refusal.message, 'assertive');
      return;
    }
    this.drafts.saved(control, text);
    this.announcer.say(`Explication enregistrée. ${this.verdict()}`);
  }
}
