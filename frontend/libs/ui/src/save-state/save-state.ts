import { Component, computed, input } from '@angular/core';
import { formatDay, formatTime } from '@ui/dates/french-date';
import { Icon, type IconName } from '@ui/icon/icon';

/** What has become of what was typed. `except` names the lines left out because they are to be corrected. */
export type SaveState =
  | { readonly kind: 'none' }
  | { readonly kind: 'unsaved'; readonly except?: readonly string[] }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Date; readonly except?: readonly string[] }
  | { readonly kind: 'retrying' }
  | { readonly kind: 'offline' }
  /** Saved meanwhile by someone else, or by the same person in another window. */
  | { readonly kind: 'overtaken'; readonly byYou?: boolean }
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
        return unsavedWords(state.except ?? []);
      case 'saving':
        return { drawing: 'clock', tone: 'quiet', text: 'Enregistrement…' };
      case 'saved':
        return savedWords(state.at, state.except ?? []);
      case 'retrying':
        return {
          drawing: 'clock',
          tone: 'explain',
          text: 'À réessayer\u202f: le service ne répond pas, nouvel essai dans quelques secondes',
        };
      case 'offline':
        return {
          drawing: 'offline',
          tone: 'explain',
          text: 'Hors connexion\u202f: vos chiffres sont gardés sur cet appareil',
        };
      case 'overtaken':
        return {
          drawing: 'warning',
          tone: 'explain',
          text: `${state.byYou ? 'Section enregistrée dans une autre fenêtre' : 'Une autre personne a enregistré cette section'}\u202f: enregistrez pour choisir.`,
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

/** « à 10 h 42 » today, « le 18/11/2016 à 10 h 42 » before: an hour alone reads as this morning. */
export function savedWhen(at: Date, now: Date): string {
  const day = formatDay(at.toISOString());
  const time = `à ${formatTime(at)}`;
  return day === formatDay(now.toISOString()) ? time : `le ${day} ${time}`;
}

function savedWords(at: Date, except: readonly string[]): Shown {
  const saved = `Enregistré ${savedWhen(at, new Date())}`;
  if (except.length === 0) return { drawing: 'check', tone: 'done', text: saved };
  return { drawing: 'warning', tone: 'explain', text: `${saved}, sauf ${linesWords(except)} à corriger` };
}

function unsavedWords(except: readonly string[]): Shown {
  if (except.length === 0) return { drawing: 'pencil', tone: 'quiet', text: 'Modifications à enregistrer' };
  return { drawing: 'warning', tone: 'explain', text: `Non enregistré\u202f: ${linesWords(except)} à corriger` };
}

function linesWords(labels: readonly string[]): string {
  return labels.length === 1 ? `«\u202f${labels[0]}\u202f»` : `${labels.length} lignes`;
}
