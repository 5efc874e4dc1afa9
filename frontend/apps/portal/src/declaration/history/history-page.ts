import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { StatusChip } from '@ui/status/status-chip';
import { DeclarationHeader } from '../declaration-header';
import { DeclarationStore } from '../declaration-store';
import { statusTone } from '../status-tone';
import { declarationLink, startLink } from '../step-links';

/** Versions of the declaration, and who did what, latest first. */
@Component({
  selector: 'app-history-page',
  imports: [MatButton, RouterLink, FrenchDatePipe, StatusChip, DeclarationHeader],
  template: `
    <app-declaration-header heading="Versions et historique" [hideRejection]="true" />
    <div class="column">
      <section aria-labelledby="versions">
        <h2 id="versions" class="section-title">Versions</h2>
        <ul class="plain-list">
          @for (version of versions(); track version.number) {
            <li>
              <strong>Version {{ version.number }}</strong>
              <ui-status-chip [tone]="tone(version.status)">{{ version.statusLabel }}</ui-status-chip>
              <span class="secondary">{{ version.at | frDate: 'instant' }}</span>
              <a [routerLink]="link('versions', '' + version.number)"
                >Lire<span class="visually-hidden"> la version {{ version.number }}</span></a
              >
              @if (version.number > 1) {
                <a
                  [routerLink]="link('comparaison')"
                  [queryParams]="{ avant: version.number - 1, apres: version.number }"
                  >Comparer à la version {{ version.number - 1 }}</a
                >
              }
            </li>
          }
        </ul>
      </section>
      <section aria-labelledby="historique">
        <h2 id="historique" class="section-title">Ce qui a été fait</h2>
        <ol class="plain-list">
          @for (entry of history(); track $index) {
            <li class="entry">
              <span class="secondary figure">{{ entry.at | frDate: 'instant' }}</span>
              <span>{{ entry.act }}</span>
              <span class="secondary">{{ entry.actor }}</span>
            </li>
          } @empty {
            <li>Rien n’a encore été fait sur cette déclaration.</li>
          }
        </ol>
      </section>
    </div>
    <div class="action-bar">
      <a matButton="text" class="action-bar__back action-bar__back--wide" [routerLink]="equipmentLink()"
        >Revenir à l’équipement</a
      >
      <a matButton="outlined" [routerLink]="start()">Ouvrir la déclaration</a>
    </div>
  `,
  styleUrl: './history-page.scss',
})
export class HistoryPage {
  protected readonly store = inject(DeclarationStore);
  protected readonly versions = computed(() =>
    this.store.declaration().versions.toSorted((a, b) => b.number - a.number),
  );
  protected readonly history = computed(() =>
    this.store.declaration().history.toSorted((a, b) => b.at.localeCompare(a.at)),
  );
  protected readonly equipmentLink = computed(() => ['/equipements', this.store.declaration().equipment.id]);
  protected readonly start = computed(() => startLink(this.store.declaration()));
  protected readonly tone = statusTone;

  protected link(...rest: string[]): string[] {
    return declarationLink(this.store.declaration().id, ...rest);
  }
}
