import { Component, computed, input } from '@angular/core';
import { formatTime } from '@ui/dates/french-date';
import { Icon, type IconName } from '@ui/icon/icon';

/** What has become of what was typed. `kept` is how many figures wait to be saved. */
export type SaveState =
  | { readonly kind: 'none' }
  | { readonly kind: 'unsaved'; readonly kept: number }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Date }
  | { readonly kind: 'retrying' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'refused' };

interface Shown {
  readonly drawing: IconName;
  readonly text: string;
  readonly tone: 'quiet' | 'done' | 'explain' | 'refused';
}

/** « Enregistré à 10 h 42 »: beside the title, at the same place on every form. */
@Component({
  selector: 'ui-save-state',
  imports: [Icon],
  template: `
    @if (shown(); as now) {
      <span [class]="now.tone"><ui-icon [name]="now.drawing" /> {{ now.text }}</span>
    }
  `,
  styles: `
    :host {
      display: block;
      min-block-size: 1.5rem;
      font-size: 0.875rem;
    }
    .quiet {
      color: var(--text-secondary);
    }
    .done {
      color: var(--done);
    }
    .explain {
      color: var(--explain);
      font-weight: 600;
    }
    .refused {
      color: var(--refused);
      font-weight: 600;
    }
  `,
})
export class SaveStateIndicator {
  readonly state = input.required<SaveState>();

  protected readonly shown = computed<Shown | null>(() => {
    const state = this.state();
    switch (state.kind) {
      case 'none':
        return null;
      case 'unsaved':
        return { drawing: 'pencil', tone: 'quiet', text: 'Modifications à enregistrer' };
      case 'saving':
        return { drawing: 'clock', tone: 'quiet', text: 'Enregistrement…' };
      case 'saved':
        return { drawing: 'check', tone: 'done', text: `Enregistré à ${formatTime(state.at)}` };
      case 'retrying':
        return { drawing: 'clock', tone: 'explain', text: 'Le réseau ne répond pas, nouvel essai…' };
      case 'offline':
        return {
          drawing: 'offline',
          tone: 'explain',
          text: 'Hors connexion\u202f: vos chiffres sont gardés sur cet appareil',
        };
      case 'refused':
        return {
          drawing: 'blocked',
          tone: 'refused',
          text: 'Non enregistré\u202f: vos chiffres sont gardés à l’écran',
        };
    }
  });
}
