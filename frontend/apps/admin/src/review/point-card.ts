import { Component, computed, input } from '@angular/core';
import type { ControlView } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { MeasurePipe } from '@ui/figures/figure.pipe';
import { StatusChip } from '@ui/status/status-chip';

/** A point as an agent judges it: what is compared, and the partner's explanation always in sight. */
@Component({
  selector: 'app-point-card',
  imports: [FrenchDatePipe, MeasurePipe, StatusChip],
  template: `
    @let shown = point();
    <article [id]="'point-' + shown.code" tabindex="-1" [attr.aria-labelledby]="'titre-' + shown.code">
      <h3 [id]="'titre-' + shown.code">
        <span class="secondary code">{{ shown.code }}</span> {{ shown.label }}
      </h3>
      <ui-status-chip [tone]="explained() ? 'done' : 'explain'">{{ state() }}</ui-status-chip>
      <p>{{ shown.message }}</p>
      @if (shown.measured || shown.reference || shown.gap || shown.threshold) {
        <dl>
          @if (shown.measured) {
            <div>
              <dt>Déclaré</dt>
              <dd class="figure">{{ shown.measured | measure }}</dd>
            </div>
          }
          @if (shown.reference) {
            <div>
              <dt>{{ shown.referenceExercise ? 'En ' + shown.referenceExercise : 'Référence' }}</dt>
              <dd class="figure">{{ shown.reference | measure }}</dd>
            </div>
          }
          @if (shown.gap) {
            <div>
              <dt>Écart</dt>
              <dd class="figure">{{ shown.gap | measure: 'gap' }}</dd>
            </div>
          }
          @if (shown.threshold) {
            <div>
              <dt>Seuil</dt>
              <dd class="figure">{{ shown.threshold | measure }}</dd>
            </div>
          }
        </dl>
      }
      @if (shown.explanation; as explanation) {
        <blockquote>
          <p class="typed-text">{{ explanation.text }}</p>
          <footer class="secondary">{{ explanation.by }}, le {{ explanation.at | frDate: 'instant' }}</footer>
        </blockquote>
      }
    </article>
  `,
  styles: `
    article {
      display: grid;
      justify-items: start;
      gap: var(--space-2);
      padding: var(--space-3) 0;
      border-block-end: 1px solid var(--hairline);
      scroll-margin-block: var(--space-4);
      font-size: 0.875rem;
      line-height: 1.375rem;
      &:focus {
        background: var(--info-tint);
      }
    }
    h3 {
      font-size: 1rem;
    }
    .code {
      font-variant-numeric: tabular-nums;
      font-weight: 400;
    }
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1) var(--space-6);
      margin: 0;
    }
    dt {
      color: var(--text-secondary);
    }
    dd {
      margin: 0;
      font-weight: 600;
    }
    blockquote {
      margin: 0;
      padding-inline-start: var(--space-3);
      border-inline-start: 3px solid var(--done);
    }
  `,
})
export class PointCard {
  readonly point = input.required<ControlView>();
  protected readonly explained = computed(() => this.point().explanation?.confirmed === true);
  protected readonly state = computed(() => {
    const anomaly = this.point().severity !== 'ALERT';
    if (this.explained()) return anomaly ? 'Anomalie expliquée' : 'Écart expliqué';
    return anomaly ? 'Anomalie sans explication' : 'Écart sans explication';
  });
}
