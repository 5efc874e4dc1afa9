import { Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { CampaignPreview, CampaignQuery } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { formatWhole } from '@ui/figures/format-figure';
import { countOf, sentence } from '@ui/words/count-of';

/** What becomes of an equipment in a campaign. */
export type Outcome = NonNullable<CampaignQuery['outcome']>;

const PAGE = 50;

/** Who would get a declaration, and why others would not. */
@Component({
  selector: 'app-campaign-forecast',
  imports: [MatButton, FrenchDatePipe],
  template: `
    @let foreseen = preview();
    <section aria-labelledby="apercu">
      <h2 id="apercu" class="section-title" tabindex="-1">{{ words() }}</h2>
      <p>
        {{ foreseen.typeLabel }}, du {{ foreseen.periodStart | frDate }} au {{ foreseen.periodEnd | frDate }}.
        {{ askedWords() }}
      </p>
      <ul class="plain-list reasons">
        @for (part of parts(); track part.outcome) {
          <li>
            <button
              type="button"
              class="link-button"
              [attr.aria-pressed]="part.outcome === outcome()"
              (click)="shown.emit({ outcome: part.outcome, page: 1 })"
            >
              {{ part.label }}
            </button>
            @if (part.detail) {
              <span class="secondary">{{ part.detail }}</span>
            }
          </li>
        }
      </ul>
      @if (foreseen.items.length > 0) {
        <table class="table table--phone-cards">
          <caption>
            {{
              rangeWords()
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">Équipement</th>
              <th scope="col">Commune</th>
              <th scope="col">Gestionnaire</th>
            </tr>
          </thead>
          <tbody>
            @for (item of foreseen.items; track item.equipmentId) {
              <tr>
                <th scope="row">{{ item.name }}</th>
                <td data-label="Commune">{{ item.commune }}</td>
                <td data-label="Gestionnaire">{{ item.partnerName }}</td>
              </tr>
            }
          </tbody>
        </table>
        @if (last() > 1) {
          <div class="pages">
            <button
              matButton="text"
              type="button"
              [disabled]="page() === 1"
              (click)="shown.emit({ outcome: outcome(), page: page() - 1 })"
            >
              Équipements précédents
            </button>
            <button
              matButton="text"
              type="button"
              [disabled]="page() === last()"
              (click)="shown.emit({ outcome: outcome(), page: page() + 1 })"
            >
              Équipements suivants
            </button>
          </div>
        }
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: var(--space-3);
      max-inline-size: 60rem;
      margin-block: var(--space-6);
    }
    .reasons {
      display: grid;
      gap: var(--space-2);
    }
    [aria-pressed='true'] {
      font-weight: 600;
    }
    .pages {
      display: flex;
      gap: var(--space-4);
    }
  `,
})
export class CampaignForecast {
  readonly preview = input.required<CampaignPreview>();
  readonly outcome = input.required<Outcome>();
  readonly page = input.required<number>();
  readonly shown = output<{ readonly outcome: Outcome; readonly page: number }>();

  protected readonly last = computed(() => Math.max(1, Math.ceil(this.preview().total / PAGE)));
  protected readonly words = computed(() =>
    sentence(countOf(this.preview().toOpen, 'déclaration sera ouverte', 'déclarations seront ouvertes', 'aucune')),
  );
  protected readonly askedWords = computed(
    () => `${sentence(countOf(this.preview().asked, 'équipement répond', 'équipements répondent'))} au choix.`,
  );
  protected readonly parts = computed(() => [
    { outcome: 'OPENED' as const, label: `À ouvrir\u202f: ${formatWhole(this.preview().toOpen)}`, detail: '' },
    ...this.preview().leftOut.map(({ code, detail, count }) => ({
      outcome: code as Outcome,
      label: `Laissés de côté\u202f: ${formatWhole(count)}`,
      detail,
    })),
  ]);
  protected readonly rangeWords = computed(() => {
    const { total, items } = this.preview();
    const first = (this.page() - 1) * PAGE + 1;
    return `Équipements ${formatWhole(first)} à ${formatWhole(first + items.length - 1)} sur ${formatWhole(total)}`;
  });
}
