import { Component, inject, input, signal } from '@angular/core';
import { CurrentUser } from '@api/identity/current-user';
import { Disclosure } from '@ui/frame/disclosure';
import { Icon } from '@ui/icon/icon';

/** A column one may hide; those that name the row are not among them. */
export interface Column {
  readonly key: string;
  readonly label: string;
}

/** The columns of a table that this person hides, kept in this browser for them alone. Made in an injection context. */
export class ColumnChoice {
  private readonly place: string;
  private readonly hidden = signal<ReadonlySet<string>>(new Set());
  readonly columns: readonly Column[];

  /** @param table name of the table, for its place in the browser’s storage */
  constructor(table: string, columns: readonly Column[]) {
    const user = inject(CurrentUser);
    // Two agents may share a browser.
    this.place = `portail.colonnes.${user.known() ? user.me().id : 'inconnu'}.${table}`;
    this.columns = columns;
    const kept = localStorage.getItem(this.place);
    if (kept !== null) this.hidden.set(new Set(kept.split(',')));
  }

  shows(key: string): boolean {
    return !this.hidden().has(key);
  }

  toggle(key: string): void {
    const hidden = new Set(this.hidden());
    if (!hidden.delete(key)) hidden.add(key);
    this.hidden.set(hidden);
    if (hidden.size === 0) localStorage.removeItem(this.place);
    else localStorage.setItem(this.place, [...hidden].join());
  }
}

/** « Colonnes »: which of them are shown. */
@Component({
  selector: 'ui-column-choice',
  imports: [Disclosure, Icon],
  template: `
    <div class="choice" uiDisclosure #panel="uiDisclosure">
      <button
        type="button"
        class="opener"
        aria-controls="choix-colonnes"
        [attr.aria-expanded]="panel.open()"
        (click)="panel.toggle()"
      >
        Colonnes <ui-icon name="chevron-down" />
      </button>
      <fieldset id="choix-colonnes" class="panel" [hidden]="!panel.open()">
        <legend>Colonnes affichées</legend>
        @for (column of choice().columns; track column.key) {
          <label>
            <input type="checkbox" [checked]="choice().shows(column.key)" (change)="choice().toggle(column.key)" />
            {{ column.label }}
          </label>
        }
      </fieldset>
    </div>
  `,
  styles: `
    :host {
      display: flex;
      justify-content: flex-end;
    }
    .choice {
      position: relative;
    }
    .opener {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-block-size: var(--target);
      padding-inline: var(--space-3);
      border: 1px solid var(--control-border);
      border-radius: var(--radius);
      background: var(--surface);
      cursor: pointer;
      ui-icon {
        font-size: 0.8em;
      }
    }
    .panel {
      position: absolute;
      inset-inline-end: 0;
      z-index: 6;
      inline-size: max-content;
      max-inline-size: calc(100vw - 2rem);
      margin: var(--space-1) 0 0;
      padding: var(--space-3) var(--space-4);
      background: var(--surface);
      border: 1px solid var(--hairline);
      border-radius: var(--radius);
      box-shadow: var(--shadow);
    }
    /* In the panel, not across its border. */
    legend {
      float: inline-start;
      inline-size: 100%;
      padding: 0 0 var(--space-2);
      font-weight: 600;
    }
    label {
      clear: both;
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-block-size: 2rem;
    }
    input {
      inline-size: 1.25rem;
      block-size: 1.25rem;
      accent-color: var(--action);
    }
  `,
})
export class ColumnChoiceButton {
  readonly choice = input.required<ColumnChoice>();
}
