import { Component, computed, input } from '@angular/core';

export type IconName =
  | 'pencil'
  | 'check'
  | 'lock'
  | 'warning'
  | 'blocked'
  | 'info'
  | 'clock'
  | 'dash'
  | 'arrow-right'
  | 'chevron-left'
  | 'chevron-down'
  | 'person'
  | 'help'
  | 'phone'
  | 'mail'
  | 'bell'
  | 'undo'
  | 'eye'
  | 'offline'
  | 'print'
  | 'menu'
  | 'close';

// Strokes drawn on a 24 × 24 grid; ours, so that nothing is downloaded and the content security policy stays closed.
const STROKES: Readonly<Record<IconName, string>> = {
  pencil: 'M4 20l1-5L16.5 3.5a2.1 2.1 0 0 1 3 0l1 1a2.1 2.1 0 0 1 0 3L9 19l-5 1zM14 6l4 4',
  check: 'M4 12.5l5.5 5.5L20 6.5',
  lock: 'M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11M12 14.5v2',
  warning: 'M12 4L2.5 20h19zM12 10v5M12 17.2v.3',
  blocked: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.8 5.8l12.4 12.4',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.3v.4',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2',
  dash: 'M6 12h12',
  'arrow-right': 'M4 12h15M13 6l6 6-6 6',
  'chevron-left': 'M15 5l-7 7 7 7',
  'chevron-down': 'M5 9l7 7 7-7',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c.5-4.5 3.5-6.5 8-6.5s7.5 2 8 6.5',
  help: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.3 9.3a2.8 2.8 0 1 1 4.2 2.5c-1 .6-1.5 1.1-1.5 2.2M12 16.8v.3',
  phone:
    'M5 4h4l1.5 5-2.3 1.6a12 12 0 0 0 5.2 5.2L15 13.5l5 1.5v4a1.5 1.5 0 0 1-1.6 1.5A16 16 0 0 1 3.5 5.6 1.5 1.5 0 0 1 5 4z',
  mail: 'M3 6h18v12H3zM3.5 6.5L12 13l8.5-6.5',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21.5h4M12 3v2',
  undo: 'M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3',
  eye: 'M2 12c3-5 6.5-7 10-7s7 2 10 7c-3 5-6.5 7-10 7s-7-2-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  offline: 'M3 3l18 18M5 12.5A10 10 0 0 1 9 10M19 12.5a10 10 0 0 0-5-3M8.5 16a5 5 0 0 1 7 0M12 19.5v.3',
  print: 'M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
};

/** A decorative drawing: the word beside it says the same, so it is hidden from screen readers. */
@Component({
  selector: 'ui-icon',
  template: `<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path [attr.d]="strokes()" /></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      inline-size: 1.25em;
      block-size: 1.25em;
      vertical-align: -0.25em;
    }
    svg {
      inline-size: 100%;
      block-size: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly strokes = computed(() => STROKES[this.name()]);
}
