import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ListedPerson } from '@api/identity/people.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { ColumnChoice, ColumnChoiceButton } from '@ui/grid/column-choice';
import { RowKeys } from '@ui/grid/row-keys';
import { Notice } from '@ui/messages/notice';
import { StatusChip } from '@ui/status/status-chip';
import { countOf } from '@ui/words/count-of';
import { POPULATIONS, STATUSES } from './people-words';

/** One row a person; the name leads to them, the gestionnaire to its people. */
@Component({
  selector: 'app-people-list',
  imports: [RouterLink, ColumnChoiceButton, FrenchDatePipe, Notice, RowKeys, StatusChip],
  template: `
    @if (rows().length === 0) {
      <ui-notice tone="info">
        <p>Aucune personne ne répond à ces mots. Retirez un mot, ou ajoutez la personne.</p>
        @if (ofACaf()) {
          <p>
            Un gestionnaire dont personne n’a encore de compte se trouve parmi les
            <a routerLink="/gestionnaires">gestionnaires</a>.
          </p>
        }
      </ui-notice>
    } @else {
      <ui-column-choice [choice]="columns" />
      <div class="table-scroll table-scroll--sticky">
        <table class="table table--cards" uiRowKeys>
          <caption>
            {{
              caption()
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">Nom</th>
              @if (columns.shows('courriel')) {
                <th scope="col">Courriel</th>
              }
              @if (columns.shows('gestionnaire')) {
                <th scope="col">{{ ofACaf() ? 'Gestionnaire' : 'Caf' }}</th>
              }
              @if (columns.shows('roles')) {
                <th scope="col">{{ ofACaf() ? 'Rôles' : 'Compte' }}</th>
              }
              @if (columns.shows('acces')) {
                <th scope="col">Accès</th>
              }
              @if (columns.shows('connexion')) {
                <th scope="col">Dernière connexion</th>
              }
            </tr>
          </thead>
          <tbody>
            @for (row of rows(); track row.item.id) {
              <tr>
                <th scope="row">
                  <a [routerLink]="['/personnes', row.item.id]">{{ row.item.familyName }} {{ row.item.givenName }}</a>
                </th>
                @if (columns.shows('courriel')) {
                  <td data-label="Courriel">{{ row.item.email }}</td>
                }
                @if (columns.shows('gestionnaire')) {
                  <td [attr.data-label]="ofACaf() ? 'Gestionnaire' : 'Caf'">
                    @if (row.item.partner; as partner) {
                      <a [routerLink]="['/gestionnaires', partner.id]">{{ partner.name }}</a>
                    } @else {
                      {{ row.item.cafCodes.join(', ') || 'national' }}
                    }
                  </td>
                }
                @if (columns.shows('roles')) {
                  <td [attr.data-label]="ofACaf() ? 'Rôles' : 'Compte'">{{ row.roles }}</td>
                }
                @if (columns.shows('acces')) {
                  <td data-label="Accès">
                    <ui-status-chip [tone]="row.status.tone">{{ row.status.label }}</ui-status-chip>
                  </td>
                }
                @if (columns.shows('connexion')) {
                  <td class="nowrap" data-label="Dernière connexion">
                    @if (row.item.lastSignInAt; as instant) {
                      {{ instant | frDate: 'instant' }}
                    } @else {
                      jamais
                    }
                  </td>
                }
              </tr>
            }
          </tbody>
        </table>
      </div>
    }
  `,
})
export class PeopleList {
  readonly items = input.required<readonly ListedPerson[]>();
  /** How many were found, over all pages. */
  readonly caption = input.required<string>();
  readonly ofACaf = input.required<boolean>();

  protected readonly columns = new ColumnChoice('personnes', [
    { key: 'courriel', label: 'Courriel' },
    { key: 'gestionnaire', label: 'Gestionnaire ou Caf' },
    { key: 'roles', label: 'Rôles ou compte' },
    { key: 'acces', label: 'Accès' },
    { key: 'connexion', label: 'Dernière connexion' },
  ]);
  protected readonly rows = computed(() =>
    this.items().map((item) => ({ item, status: STATUSES[item.status], roles: rolesOf(item) })),
  );
}

function rolesOf({ population, roleCount, equipmentCount }: ListedPerson): string {
  if (population !== 'PARTNER') return POPULATIONS[population];
  if (roleCount === 0) return 'aucun rôle en vigueur';
  return `${countOf(roleCount, 'rôle', 'rôles')} sur ${countOf(equipmentCount, 'équipement', 'équipements')}`;
}
