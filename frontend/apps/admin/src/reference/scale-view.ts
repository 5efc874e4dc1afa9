import { Component, computed, input } from '@angular/core';
import type { Scale } from '@api/controls/reference.types';
import { formatFigure } from '@ui/figures/format-figure';
import { StatusChip } from '@ui/status/status-chip';
import { statusOf } from './reference-words';
import { levelWords } from './scale-form-values';

const price = (value: number | null) => (value === null ? 'non connu' : formatFigure({ value, unit: 'EURO_PER_HOUR' }));
const percent = (value: number | null) => (value === null ? '—' : formatFigure({ value, unit: 'PERCENT' }));

/** A published scale, read: its parameters and its price caps. */
@Component({
  selector: 'app-scale-view',
  imports: [StatusChip],
  template: `
    <dl class="facts">
      @for (fact of facts(); track fact.term) {
        <div>
          <dt>{{ fact.term }}</dt>
          <dd>{{ fact.value }}</dd>
        </div>
      }
    </dl>
    <table class="table table--cards">
      <caption>
        Prix plafonds
      </caption>
      <thead>
        <tr>
          <th scope="col">Palier</th>
          <th scope="col">Taux de facturation</th>
          <th scope="col" class="figure">Prix plafond</th>
          <th scope="col" class="figure">Montant Psu publié</th>
          <th scope="col">Statut</th>
          <th scope="col">Source</th>
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track row.name) {
          <tr>
            <th scope="row">{{ row.name }}</th>
            <td data-label="Taux de facturation">{{ row.bound }}</td>
            <td class="figure" data-label="Prix plafond">{{ row.cap }}</td>
            <td class="figure" data-label="Montant Psu publié">{{ row.amount }}</td>
            <td data-label="Statut">
              <ui-status-chip [tone]="row.status.tone">{{ row.status.label }}</ui-status-chip>
            </td>
            <td data-label="Source">{{ row.sourceNote }}</td>
          </tr>
        }
      </tbody>
    </table>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
    }
    .facts {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
      gap: var(--space-3) var(--space-6);
      margin: 0;
    }
    dt {
      color: var(--text-secondary);
      font-size: 0.875rem;
    }
    dd {
      margin: 0;
    }
  `,
})
export class ScaleView {
  readonly scale = input.required<Scale>();

  protected readonly facts = computed(() => {
    const { parameters: p } = this.scale();
    const linear = p.mode === 'LINEAR';
    return [
      { term: 'Taux de la Psu', value: percent(p.rate) },
      {
        term: 'Heures de concertation par place',
        value: formatFigure({ value: p.meetingHoursPerPlace, unit: 'HOURS' }),
      },
      {
        term: 'Heures qui divisent les charges',
        value: p.costBasis === 'INVOICED' ? 'Heures facturées' : 'Heures réalisées',
      },
      {
        term: 'Taux du régime général appliqué',
        value: p.rgApplication === 'ON_NET' ? 'Après les participations' : 'Avant les participations',
      },
      {
        term: 'Prix plafond',
        value: linear ? `Diminue de ${percent(p.linearFrom)} à ${percent(p.linearTo)}` : 'Par palier',
      },
      { term: 'Taux d’acompte', value: percent(p.advanceRate) },
      { term: 'Heures exceptionnelles', value: p.exceptionalHoursDecision ? 'Ouvertes par la Cnaf' : 'Non ouvertes' },
    ];
  });
  protected readonly rows = computed(() =>
    this.scale().rows.map((row) => ({
      name: `Palier ${row.bandIndex}, ${levelWords(row.suppliesBoth ? 'both' : 'without')}`,
      bound:
        row.bandUpperBound === null
          ? 'au-delà'
          : `${row.upperBoundInclusive ? 'jusqu’à' : 'moins de'} ${percent(row.bandUpperBound)}`,
      cap: price(row.priceCap),
      amount: row.psuAmount === null ? '—' : price(row.psuAmount),
      status: statusOf(row.status),
      sourceNote: row.sourceNote,
    })),
  );
}
