import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { DeclarationView } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { StatusChip } from '@ui/status/status-chip';
import { statusTone } from '../declaration/status-tone';

/** Versions and who did what, latest first. */
@Component({
  selector: 'app-declaration-trace',
  imports: [RouterLink, FrenchDatePipe, StatusChip],
  template: `
    <section aria-labelledby="versions">
      <h2 id="versions" class="section-title">Versions</h2>
      <ul class="plain-list">
        @for (version of versions(); track version.number) {
          <li>
            <strong>Version {{ version.number }}</strong>
            <ui-status-chip [tone]="tone(version.status)">{{ version.statusLabel }}</ui-status-chip>
            <span class="secondary">{{ version.at | frDate: 'instant' }}</span>
            <a [routerLink]="['/declarations', declaration().id, 'versions', version.number]"
              >Lire<span class="visually-hidden"> la version {{ version.number }}</span></a
            >
            @if (version.number > 1) {
              <a
                [routerLink]="['/declarations', declaration().id, 'comparaison']"
                [queryParams]="{ avant: version.number - 1, apres: version.number }"
                >Comparer à la version {{ version.number - 1 }}</a
              >
            }
          </li>
        }
      </ul>
    </section>
    <section aria-labelledby="historique">
      <h2 id="historique" class="section-title">Historique</h2>
      <ol class="plain-list">
        @for (entry of history(); track $index) {
          <li>
            <span class="secondary figure">{{ entry.at | frDate: 'instant' }}</span>
            <span>{{ entry.act }}</span>
            <span class="secondary">{{ entry.actor }}</span>
          </li>
        } @empty {
          <li>Rien n’a encore été fait sur cette déclaration.</li>
        }
      </ol>
    </section>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-6);
      margin-block-start: var(--space-8);
      font-size: 0.875rem;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-1) var(--space-4);
      padding-block: 0.375rem;
      border-block-end: 1px solid var(--hairline);
    }
    @media (min-width: 80rem) {
      :host {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: var(--space-8);
      }
    }
  `,
})
export class DeclarationTrace {
  readonly declaration = input.required<DeclarationView>();
  protected readonly tone = statusTone;
  protected readonly versions = computed(() => this.declaration().versions.toSorted((a, b) => b.number - a.number));
  protected readonly history = computed(() => this.declaration().history.toSorted((a, b) => b.at.localeCompare(a.at)));
}
