import { Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { MessageTemplate } from '@api/workflow/workflow.types';
import { Busy } from '@ui/buttons/busy';
import { KINDS } from './template-kinds';

/** A template as it is written. */
export type WrittenTemplate = Pick<MessageTemplate, 'kind' | 'cafCode' | 'title' | 'text'>;

/** What agents will find and partners will read, beside what stands today, before it is published. */
@Component({
  selector: 'app-template-preview',
  imports: [MatButton, Busy],
  template: `
    @let next = written();
    <h3 id="modele-apercu" tabindex="-1">Avant de publier</h3>
    <dl>
      <dt>Pour</dt>
      <dd>{{ act() }}, {{ next.cafCode === null ? 'toutes les Caf' : 'Caf ' + next.cafCode }}</dd>
      @if (known(); as today) {
        <dt>Aujourd’hui</dt>
        <dd>
          <strong>{{ today.title }}</strong>
          <p class="typed-text">{{ today.text }}</p>
        </dd>
      }
      <dt>{{ known() === null ? 'Ce que le partenaire lira' : 'Une fois publié' }}</dt>
      <dd>
        <strong>{{ next.title }}</strong>
        <p class="typed-text">{{ next.text }}</p>
      </dd>
    </dl>
    <p class="secondary">Les agents le trouvent aussitôt. Les messages déjà envoyés ne changent pas.</p>
    <div class="acts">
      <button matButton="text" type="button" (click)="reworded.emit()">Revenir au texte</button>
      <button matButton="filled" type="button" [uiBusy]="busy()" (click)="published.emit()">Publier le modèle</button>
    </div>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: var(--column);
    }
    dt {
      color: var(--text-secondary);
      margin-block-start: var(--space-3);
    }
    dd {
      margin: 0;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: var(--space-3);
    }
  `,
})
export class TemplatePreview {
  readonly written = input.required<WrittenTemplate>();
  /** What is in service; null for a new template. */
  readonly known = input<MessageTemplate | null>(null);
  readonly busy = input(false);
  readonly published = output<void>();
  readonly reworded = output<void>();

  protected act(): string {
    return KINDS.find(({ value }) => value === this.written().kind)?.label ?? '';
  }
}
