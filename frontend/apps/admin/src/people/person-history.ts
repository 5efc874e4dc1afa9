import { Component, inject, input, resource } from '@angular/core';
import { refusalOf } from '@api/http/refusal';
import { PeopleApi } from '@api/identity/people-api';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Loading } from '@ui/frame/loading';
import { Notice } from '@ui/messages/notice';
import { Pager } from '@ui/paging/pager';
import { PEOPLE_PAGE_SIZE } from './people-filters';

/** Who did what to a person, newest first; read again after each act. */
@Component({
  selector: 'app-person-history',
  imports: [FrenchDatePipe, Loading, Notice, Pager],
  template: `
    <section class="stack" aria-labelledby="historique">
      <h2 id="historique" class="section-title">Historique</h2>
      @if (history.error(); as error) {
        <ui-notice tone="refused">
          <p>{{ reason(error) }}</p>
          <button type="button" class="link-button" (click)="history.reload()">Réessayer maintenant</button>
        </ui-notice>
      } @else if (history.hasValue()) {
        <div class="table-scroll table-scroll--sticky">
          <table class="table table--phone-cards">
            <caption class="visually-hidden">
              Ce qui a été fait, le plus récent d’abord
            </caption>
            <thead>
              <tr>
                <th scope="col">Le</th>
                <th scope="col">Quoi</th>
                <th scope="col">Par</th>
              </tr>
            </thead>
            <tbody>
              @for (item of history.value().items; track $index) {
                <tr>
                  <td class="nowrap" data-label="Le">{{ item.at | frDate: 'instant' }}</td>
                  <td data-label="Quoi">
                    <strong>{{ item.act }}</strong>
                    @if (item.details) {
                      <br />{{ item.details }}
                    }
                  </td>
                  <td data-label="Par">{{ item.by }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        <ui-pager [page]="page()" [total]="history.value().total" [pageSize]="pageSize" />
      } @else {
        <ui-loading label="Chargement de l’historique…" />
      }
    </section>
  `,
})
export class PersonHistoryList {
  readonly personId = input.required<string>();
  /** Grows with each act. */
  readonly revision = input.required<number>();
  readonly page = input.required<number>();

  private readonly api = inject(PeopleApi);
  protected readonly pageSize = PEOPLE_PAGE_SIZE;
  protected readonly history = resource({
    params: () => ({ id: this.personId(), page: this.page(), revision: this.revision() }),
    loader: ({ params: { id, page } }) => this.api.history(id, page),
  });

  protected reason(error: unknown): string {
    return refusalOf(error).message;
  }
}
