import { booleanAttribute, Component, input } from '@angular/core';

/** Grey lines of about the size of what comes, after 300 ms: a fast answer shows nothing at all. */
@Component({
  selector: 'ui-loading',
  template: `
    @if (page()) {
      <p class="visually-hidden" role="heading" aria-level="1">{{ label() }}</p>
    }
    <p class="visually-hidden" role="status">{{ label() }}</p>
    <div class="bones" aria-hidden="true">
      <span class="bone bone--title"></span>
      <span class="bone"></span>
      <span class="bone"></span>
      <span class="bone bone--short"></span>
    </div>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: var(--column);
    }
    .bones {
      display: grid;
      gap: var(--space-4);
      padding-block: var(--space-4);
      opacity: 0;
      animation: appear 1ms linear 300ms forwards;
    }
    .bone {
      block-size: 2.75rem;
      border-radius: var(--radius);
      background: var(--sunken);
    }
    .bone--title {
      inline-size: 50%;
      block-size: 2rem;
    }
    .bone--short {
      inline-size: 70%;
    }
    @keyframes appear {
      to {
        opacity: 1;
      }
    }
  `,
})
export class Loading {
  readonly label = input('Chargement de la page…');
  /** In the place of the whole page, title included: then what is awaited is the title, until the page has one. */
  readonly page = input(false, { transform: booleanAttribute });
}
