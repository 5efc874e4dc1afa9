import { Component, input } from '@angular/core';
import { RouterLink, type Params } from '@angular/router';

/** One way to see the page; the rest of the address stays. */
export interface ViewLink {
  readonly label: string;
  /** Read out before the label, where it says too little alone. */
  readonly before?: string;
  readonly query: Params;
  readonly current: boolean;
}

/** The same page seen in another way, one beside the other: an exercise, a part of the figures. */
@Component({
  selector: 'ui-view-links',
  imports: [RouterLink],
  template: `
    <nav [class.tabs]="tabs()" [attr.aria-label]="label()">
      <ul class="plain-list">
        @for (link of links(); track link.label) {
          <li>
            <a
              [routerLink]="[]"
              [queryParams]="link.query"
              queryParamsHandling="merge"
              [attr.aria-current]="link.current ? 'page' : null"
            >
              @if (link.before; as words) {
                <span class="visually-hidden">{{ words }}</span>
              }
              {{ link.label }}
            </a>
          </li>
        }
      </ul>
    </nav>
  `,
  styles: `
    :host {
      display: block;
      margin-block: var(--space-4);
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1) var(--space-2);
    }
    a {
      display: inline-flex;
      align-items: center;
      min-block-size: var(--target);
      padding-inline: var(--space-3);
      border-radius: var(--radius);
    }
    [aria-current] {
      background: var(--action-tint);
      color: var(--text);
      font-weight: 650;
      text-decoration: none;
    }
    .tabs {
      border-block-end: 1px solid var(--control-border);
      [aria-current] {
        border-end-start-radius: 0;
        border-end-end-radius: 0;
        box-shadow: inset 0 -3px 0 var(--action);
      }
    }
  `,
})
export class ViewLinks {
  /** What is chosen. */
  readonly label = input.required<string>();
  readonly links = input.required<readonly ViewLink[]>();
  /** Over what they show. */
  readonly tabs = input(false);
}
