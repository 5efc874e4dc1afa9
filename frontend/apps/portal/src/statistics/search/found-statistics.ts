import { Component, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { FoundEquipment } from '@api/statistics/statistics.types';
import { Notice } from '@ui/messages/notice';

/** One line for each equipment: its table, or the sentence that says when there will be one. */
@Component({
  selector: 'app-found-statistics',
  imports: [MatButton, RouterLink, Notice],
  template: `
    @if (items().length === 0) {
      <ui-notice tone="info">
        <p>
          Aucun de vos équipements ne répond à ces critères. Retirez un critère ou vérifiez le nom et la commune. S’il
          vous manque un équipement, demandez à votre Caf de vous y habiliter.
        </p>
        <p><a [routerLink]="[]">Effacer les critères</a></p>
      </ui-notice>
    } @else {
      <div class="table-scroll">
        <table class="table table--phone-cards">
          <caption>
            {{
              caption()
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">Nom</th>
              <th scope="col">Code postal</th>
              <th scope="col">Commune</th>
              <th scope="col">Statistiques {{ exercise() }}</th>
            </tr>
          </thead>
          <tbody>
            @for (item of items(); track item.equipmentId) {
              <tr>
                <th scope="row">{{ item.name }}</th>
                <td data-label="Code postal">{{ item.postalCode }}</td>
                <td data-label="Commune">{{ item.commune }}</td>
                <td class="action">
                  @if (item.words) {
                    <span class="secondary">{{ item.words }}</span>
                  }
                  @if (item.availability === 'AVAILABLE' || item.availability === 'OWN_ONLY') {
                    <a
                      matButton="outlined"
                      [routerLink]="['/statistiques', item.equipmentId]"
                      [queryParams]="{ exercice: exercise() }"
                      >Voir les statistiques<span class="visually-hidden">
                        {{ exercise() }}, {{ item.name }}, {{ item.commune }}</span
                      ></a
                    >
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
  `,
  styleUrl: '../../search/found-rows.scss',
})
export class FoundStatistics {
  readonly items = input.required<readonly FoundEquipment[]>();
  readonly exercise = input.required<number | null>();
  /** How many were found, over all pages. */
  readonly caption = input.required<string>();
}
