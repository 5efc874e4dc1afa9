import { Component, computed, input } from '@angular/core';

/** A group on the scale: its name, its quartiles, and whether its box is hatched (a part) or dotted (the whole). */
export interface QuartileRow {
  readonly name: string;
  readonly quartiles: { readonly first: number; readonly median: number; readonly third: number };
  readonly mark: 'hatched' | 'dotted';
}

const ROW = 54;
const BOX = { from: 24, height: 22 };
/** Room left on both sides of the scale, percent of the picture. */
const MARGIN = 4;

/** A box for each group, from its first quartile to its third, a bar at its median; a line through all where an equipment stands. */
@Component({
  selector: 'ui-quartile-chart',
  template: `
    <div class="frame" role="img" [attr.aria-label]="label()">
      <svg width="100%" [attr.height]="height()" aria-hidden="true">
        <defs>
          <pattern
            id="quartiles-hatched"
            width="8"
            height="8"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="8" height="8" class="ground" />
            <rect width="3" height="8" class="hatch" />
          </pattern>
          <pattern id="quartiles-dotted" width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" class="ground" />
            <circle cx="4" cy="4" r="1.8" class="dot" />
          </pattern>
        </defs>
        @for (row of drawn(); track row.name) {
          <text x="0" [attr.y]="row.top + 15">{{ row.name }}</text>
          <line x1="0" x2="100%" [attr.y1]="row.middle" [attr.y2]="row.middle" class="axis" />
          <rect
            class="box"
            [attr.x]="row.from"
            [attr.width]="row.width"
            [attr.y]="row.box"
            [attr.height]="boxHeight"
            [attr.fill]="row.fill"
          />
          <line
            class="median"
            [attr.x1]="row.median"
            [attr.x2]="row.median"
            [attr.y1]="row.box"
            [attr.y2]="row.box + boxHeight"
          />
        }
        @if (ownAt(); as at) {
          <line class="own" y1="0" [attr.x1]="at" [attr.x2]="at" [attr.y2]="height()" />
        }
      </svg>
    </div>
    <ul class="plain-list legend" aria-hidden="true">
      @if (ownAt()) {
        <li>
          <svg width="14" height="16"><line class="own" x1="7" x2="7" y1="0" y2="16" /></svg>{{ name() }}
        </li>
      }
      <li>
        <svg width="28" height="16">
          <rect class="box plain" x="1" y="1" width="26" height="14" />
          <line class="median" x1="14" x2="14" y1="1" y2="15" />
        </svg>
        la moitié centrale du groupe, et sa médiane
      </li>
    </ul>
  `,
  styles: `
    // Series of docs/design.md section 2; on paper the marks alone tell them apart.
    :host {
      --series-own: light-dark(#0b5c58, #7fd1c7);
      display: block;
      min-inline-size: 0;
    }
    @media print {
      :host {
        --series-own: #000;
      }
    }
    .hatch {
      fill: light-dark(#b8500b, #f0a15f);
    }
    .dot {
      fill: light-dark(#2f6fa7, #8fbfe8);
    }
    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1) var(--space-4);
      font-size: 0.875rem;
      li {
        display: inline-flex;
        gap: var(--space-2);
        align-items: center;
      }
    }
    text {
      fill: var(--text);
      font-size: 0.8125rem;
    }
    .axis {
      stroke: var(--hairline);
    }
    .box {
      stroke: var(--control-border);
    }
    .plain,
    .ground {
      fill: var(--surface);
    }
    .median {
      stroke: var(--text);
      stroke-width: 3px;
    }
    .own {
      stroke: var(--series-own);
      stroke-width: 4px;
    }
  `,
})
export class QuartileChart {
  readonly rows = input.required<readonly QuartileRow[]>();
  /** Value of one equipment; null when there is none to show. */
  readonly own = input<number | null>(null);
  /** Name of that equipment. */
  readonly name = input('');
  /** What the picture says, in a sentence. */
  readonly label = input.required<string>();

  protected readonly boxHeight = BOX.height;
  protected readonly height = computed(() => this.rows().length * ROW);
  private readonly scale = computed(() => {
    const own = this.own();
    const values = this.rows().flatMap(({ quartiles }) => [quartiles.first, quartiles.third]);
    const all = own === null ? values : [...values, own];
    const [least, most] = [Math.min(...all), Math.max(...all)];
    // Everybody alike: in the middle of the picture.
    return (value: number) => (most === least ? 50 : MARGIN + ((value - least) * (100 - 2 * MARGIN)) / (most - least));
  });
  protected readonly ownAt = computed(() => {
    const own = this.own();
    return own === null ? null : percent(this.scale()(own));
  });
  protected readonly drawn = computed(() =>
    this.rows().map(({ name, quartiles, mark }, place) => {
      const at = this.scale();
      const top = place * ROW;
      const box = top + BOX.from;
      return {
        ...{ name, top, box, middle: box + BOX.height / 2 },
        from: percent(at(quartiles.first)),
        width: percent(Math.max(0.5, at(quartiles.third) - at(quartiles.first))),
        median: percent(at(quartiles.median)),
        fill: mark === 'hatched' ? 'url(#quartiles-hatched)' : 'url(#quartiles-dotted)',
      };
    }),
  );
}

function percent(value: number): string {
  return `${value.toFixed(2)}%`;
}
