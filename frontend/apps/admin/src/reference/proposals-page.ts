import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ReferenceApi } from '@api/controls/reference-api';
import { FormsApi } from '@api/workflow/forms-api';
import type { ProposalLine, ProposalState } from '@api/controls/reference.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { type Choice, SelectField } from '@ui/field/select-field';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { RowKeys } from '@ui/grid/row-keys';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { Pager } from '@ui/paging/pager';
import { AddressSearch } from '@ui/search/address-search';
import { StatusChip, type Tone } from '@ui/status/status-chip';
import { countOf } from '@ui/words/count-of';
import { PROPOSAL_STATES, PROPOSALS_ABOUT, subjectOf } from './reference-words';

interface Filters {
  /** `formulaires`, or empty for scales and rules. */
  readonly about: string;
  readonly state: string;
}

interface Line {
  readonly proposal: ProposalLine;
  readonly subject: string;
  readonly link: string;
  readonly state: { readonly label: string; readonly tone: Tone };
}

/** « Propositions des Caf »: a Caf reads its own, the Cnaf all of them. */
@Component({
  selector: 'app-proposals-page',
  imports: [RouterLink, FrenchDatePipe, Loading, PageHeader, Pager, RowKeys, SelectField, StatusChip, UnavailablePage],
  template: `
    @if (search.refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="search.search()" />
    } @else {
      <ui-page-header heading="Propositions des Caf" [crumbs]="crumbs" />
      <div class="filter">
        <ui-select-field
          fieldId="proposition-sujet"
          label="Au sujet de"
          [stacked]="true"
          [choices]="subjects"
          [chosen]="search.criteria().about"
          (chosenChange)="search.go({ about: $event, state: search.criteria().state })"
        />
        <ui-select-field
          fieldId="proposition-etat"
          label="État"
          [stacked]="true"
          [choices]="states"
          [chosen]="search.criteria().state"
          (chosenChange)="search.go({ about: search.criteria().about, state: $event })"
        />
      </div>
      @if (search.found(); as found) {
        @if (found.total === 0) {
          <p>
            Aucune proposition. Un administrateur de Caf en fait une depuis la page d’un barème, d’un contrôle ou des
            formulaires.
          </p>
        } @else if (found.items.length > 0) {
          <table class="table table--cards" uiRowKeys>
            <caption>
              {{
                found.caption
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">Proposition</th>
                <th scope="col">Caf</th>
                <th scope="col">Envoyée</th>
                <th scope="col">État</th>
              </tr>
            </thead>
            <tbody>
              @for (line of found.items; track line.proposal.id) {
                <tr>
                  <th scope="row">
                    <a [routerLink]="[line.link, line.proposal.id]">{{ line.subject }}</a>
                  </th>
                  <td data-label="Caf">{{ line.proposal.cafCodes.join(', ') }}</td>
                  <td data-label="Envoyée">
                    le {{ line.proposal.proposedAt | frDate: 'day' }} par {{ line.proposal.proposedByName }}
                  </td>
                  <td data-label="État">
                    <ui-status-chip [tone]="line.state.tone">{{ line.state.label }}</ui-status-chip>
                  </td>
                </tr>
              }
            </tbody>
          </table>
        }
        <ui-pager [page]="found.page" [total]="found.total" [pageSize]="50" />
      } @else {
        <ui-loading label="Chargement des propositions…" />
      }
    }
  `,
  styles: `
    .filter {
      --field-rule: 0;
      max-inline-size: 20rem;
    }
  `,
})
export class ProposalsPage {
  private readonly controls = inject(ReferenceApi).proposals;
  private readonly forms = inject(FormsApi).proposals;
  protected readonly crumbs: readonly Crumb[] = [{ label: 'Référentiel', link: ['/referentiel'] }];
  protected readonly subjects = PROPOSALS_ABOUT;
  protected readonly states: readonly Choice[] = [{ value: '', label: 'Toutes' }, ...PROPOSAL_STATES];
  protected readonly search = new AddressSearch<Filters, Line>({
    criteriaOf: (address) => ({
      about: aboutOf(address.get('sujet')).value,
      state: stateOf(address.get('etat')) ?? '',
    }),
    addressOf: ({ about, state }) => ({ sujet: about, etat: state }),
    ask: async ({ about, state }, page) => {
      const { list } = about === 'formulaires' ? this.forms : this.controls;
      const { items, total } = await list(stateOf(state), page);
      return {
        total,
        items: items.map((proposal) => ({
          proposal,
          subject: subjectOf(proposal.kind, proposal.subject).label,
          link: aboutOf(about).link,
          state: PROPOSAL_STATES.find(({ value }) => value === proposal.state)!,
        })),
      };
    },
    countWords: (total) => countOf(total, 'proposition', 'propositions', 'aucune'),
  });
}

function aboutOf(text: string | null) {
  return PROPOSALS_ABOUT.find(({ value }) => value === text) ?? PROPOSALS_ABOUT[0]!;
}

function stateOf(text: string | null): ProposalState | undefined {
  return PROPOSAL_STATES.find(({ value }) => value === text)?.value;
}
