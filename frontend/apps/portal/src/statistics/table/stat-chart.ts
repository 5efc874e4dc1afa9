import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { BarChartModule, LineChartModule, ScaleType } from '@swimlane/ngx-charts';
import { formatHundredths } from '@ui/figures/format-figure';

/** A point: where it stands and its value in hundredths. */
export interface ChartPoint {
  readonly name: string;
  readonly value: number;
}

/** Points of one thing; `series` tells which mark it has: 0 the equipment, 1 the département, 2 France. */
export interface ChartSeries {
  readonly name: string;
  readonly points: readonly ChartPoint[];
}

/** BARS: one bar each. GROUPS: bars side by side in each group. LINES: over the years. */
export type ChartKind = 'BARS' | 'GROUPS' | 'LINES';

/** Marks that are told apart without colour: plain, hatched, dotted. */
const FILLS = ['var(--series-own)', 'url(#trame-departement)', 'url(#trame-france)'];
const STROKES = ['var(--series-own)', 'var(--series-department)', 'var(--series-national)'];
const BAR = 34;

/**
 * The one place that knows ngx-charts. The chart is a picture with a name: who does not see it reads the table beside it,
 * and nothing in it takes the focus.
 */
@Component({
  selector: 'app-stat-chart',
  imports: [BarChartModule, LineChartModule],
  template: `
    <svg width="0" height="0" aria-hidden="true" class="marks">
      <defs>
        <pattern
          id="trame-departement"
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="8" height="8" class="ground-department" />
          <rect width="4" height="8" class="mark-department" />
        </pattern>
        <pattern id="trame-france" width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" class="ground-national" />
          <circle cx="4" cy="4" r="2.4" class="mark-national" />
        </pattern>
      </defs>
    </svg>
    <div #frame class="frame" role="img" [attr.aria-label]="label()">
      <div inert [class]="kind()">
        @if (width() > 0) {
          @switch (kind()) {
            @case ('BARS') {
              <ngx-charts-bar-horizontal
                [view]="view()"
                [results]="bars()"
                [customColors]="fills()"
                [scheme]="scheme"
                [animations]="false"
                [tooltipDisabled]="true"
                [xAxis]="false"
                [yAxis]="true"
                [showGridLines]="false"
                [showDataLabel]="true"
                [dataLabelFormatting]="words"
                [xScaleMin]="0"
                [roundEdges]="false"
                [barPadding]="8"
                [trimYAxisTicks]="true"
                [maxYAxisTickLength]="18"
              />
            }
            @case ('GROUPS') {
              <ngx-charts-bar-horizontal-2d
                [view]="view()"
                [results]="groups()"
                [customColors]="fills()"
                [scheme]="scheme"
                [animations]="false"
                [tooltipDisabled]="true"
                [xAxis]="false"
                [yAxis]="true"
                [showGridLines]="false"
                [showDataLabel]="true"
                [dataLabelFormatting]="words"
                [roundEdges]="false"
                [barPadding]="3"
                [groupPadding]="14"
                [trimYAxisTicks]="true"
                [maxYAxisTickLength]="18"
              />
            }
            @case ('LINES') {
              <ngx-charts-line-chart
                [view]="view()"
                [results]="lines()"
                [customColors]="strokes()"
                [scheme]="scheme"
                [animations]="false"
                [tooltipDisabled]="true"
                [xAxis]="true"
                [yAxis]="true"
                [autoScale]="true"
                [yAxisTickFormatting]="words"
              />
            }
          }
        }
      </div>
    </div>
    <ul class="plain-list legend" aria-hidden="true">
      @for (one of series(); track one.name; let place = $index) {
        <li>
          <svg width="28" height="14" viewBox="0 0 28 14">
            @if (kind() === 'LINES') {
              <line x1="0" y1="7" x2="28" y2="7" stroke-width="3" [attr.class]="'stroke-' + place" />
            } @else {
              <rect width="28" height="14" [attr.fill]="fillOf(place)" />
            }
          </svg>
          {{ one.name }}
        </li>
      }
    </ul>
  `,
  styleUrl: './stat-chart.scss',
})
export class StatChart {
  readonly kind = input.required<ChartKind>();
  /** The equipment first, then its département, then France. */
  readonly series = input.required<readonly ChartSeries[]>();
  /** What the picture says, in a sentence. */
  readonly label = input.required<string>();
  /** « % », « €/h »: after each figure. */
  readonly unit = input('');

  private readonly frame = viewChild.required<ElementRef<HTMLElement>>('frame');
  protected readonly width = signal(0);
  protected readonly scheme = { name: 'portail', selectable: false, group: ScaleType.Ordinal, domain: STROKES };
  protected readonly view = computed<[number, number]>(() => [this.width(), this.height()]);
  private readonly height = computed(() => {
    const bars = this.series().reduce((sum, one) => sum + one.points.length, 0);
    return this.kind() === 'LINES' ? 260 : Math.max(90, bars * BAR + 24);
  });

  protected readonly bars = computed(() =>
    this.series().map(({ name, points }) => ({ name, value: (points[0]?.value ?? 0) / 100 })),
  );
  protected readonly lines = computed(() =>
    this.series().map(({ name, points }) => ({
      name,
      series: points.map((point) => ({ name: point.name, value: point.value / 100 })),
    })),
  );
  /** The same figures the other way round: a group for each thing measured. */
  protected readonly groups = computed(() => {
    const [first] = this.series();
    return (first?.points ?? []).map(({ name }, index) => ({
      name,
      series: this.series().map((one) => ({ name: one.name, value: (one.points[index]?.value ?? 0) / 100 })),
    }));
  });
  protected readonly fills = computed(() =>
    this.series().map(({ name }, place) => ({ name, value: this.fillOf(place) })),
  );
  protected readonly strokes = computed(() =>
    this.series().map(({ name }, place) => ({ name, value: STROKES[place] ?? '' })),
  );
  /** ngx-charts calls it by itself. */
  protected readonly words = (value: number): string =>
    `${formatHundredths(Math.round(value * 100), { trim: true })}${this.unit() === '' ? '' : `\u00a0${this.unit()}`}`;

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const element = this.frame().nativeElement;
      const measure = () => this.width.set(Math.floor(element.clientWidth));
      measure();
      const observer = new ResizeObserver(measure);
      observer.observe(element);
      destroyed.onDestroy(() => observer.disconnect());
    });
  }

  protected fillOf(place: number): string {
    return FILLS[place] ?? '';
  }
}
