import { Component, computed, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { PeopleApi } from '@api/identity/people-api';
import type { ImportFilter, ListImport, ListLine } from '@api/identity/people.types';
import { Busy } from '@ui/buttons/busy';
import { formatDay, formatInstant } from '@ui/dates/french-date';
import { Ask } from '@ui/dialogs/ask';
import { SelectField } from '@ui/field/select-field';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { Announcer } from '@ui/messages/announcer';
import { Notice } from '@ui/messages/notice';
import { NotFoundPage } from '@ui/pages/not-found-page';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { pageNumber } from '@ui/paging/page-number';
import { Pager } from '@ui/paging/pager';
import { StatusChip, type Tone } from '@ui/status/status-chip';
import { countOf } from '@ui/words/count-of';
import { FILTERS, filterOf, lineState, tally } from './import-words';
import { PEOPLE_PAGE_SIZE } from './people-filters';
import { rolesWords } from './people-words';

/** How often a list under way is looked at, milliseconds. */
const LOOK_AGAIN = 1_000;

/** A list: what each line will do, then what it did. The address keeps the page and the filter. */
@Component({
  selector: 'app-import-report-page',
  imports: [
    MatButton,
    RouterLink,
    Busy,
    SelectField,
    Loading,
    PageHeader,
    Notice,
    NotFoundPage,
    UnavailablePage,
    Pager,
    StatusChip,
  ],
  template: `
    @if (list(); as shown) {
      <ui-page-header [heading]="heading()" [context]="shown.fileName" [crumbs]="crumbs" />
      <div class="stack">
        <ui-notice [tone]="tone()" [heading]="tally()">
          <p>{{ told() }}</p>
          @if (refusal(); as refused) {
            <p role="alert">{{ refused.message }}</p>
          }
        </ui-notice>
        <ui-select-field
          fieldId="lignes"
          label="Lignes montrées"
          [stacked]="true"
          [choices]="filters"
          [chosen]="only() ?? ''"
          (chosenChange)="filter($event)"
        />
        <div class="table-scroll table-scroll--sticky">
          <table class="table table--cards">
            <caption id="lignes-titre" tabindex="-1">
              {{
                caption()
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">Ligne</th>
                <th scope="col">Personne</th>
                <th scope="col">Équipement</th>
                <th scope="col">Rôles</th>
                <th scope="col">Date d’effet</th>
                <th scope="col">{{ shown.state === 'PREVIEWED' ? 'Ce qui sera fait' : 'Ce qui a été fait' }}</th>
              </tr>
            </thead>
            <tbody>
              @for (row of rows(); track row.line.line) {
                <tr>
                  <th scope="row" class="nowrap">Ligne {{ row.line.line }}</th>
                  <td data-label="Personne">{{ row.line.name || row.line.email }}<br />{{ row.email }}</td>
                  <td data-label="Équipement">{{ row.line.equipment }}</td>
                  <td data-label="Rôles">{{ row.roles }}</td>
                  <td data-label="Date d’effet">{{ row.day }}</td>
                  <td [attr.data-label]="shown.state === 'PREVIEWED' ? 'Ce qui sera fait' : 'Ce qui a été fait'">
                    <ui-status-chip [tone]="row.state.tone">{{ row.state.label }}</ui-status-chip>
                    {{ row.line.reason }}
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        <ui-pager [page]="number()" [total]="shown.found" [pageSize]="pageSize" />
        <div class="action-bar">
          <a matButton="outlined" class="action-bar__back" routerLink="/habilitations/import"
            >Choisir un autre fichier</a
          >
          @if (shown.state === 'PREVIEWED' && toApply() > 0) {
            <button matButton="filled" type="button" [uiBusy]="busy()" (click)="apply()">Appliquer la liste</button>
          }
        </div>
      </div>
    } @else if (refusal(); as refused) {
      @if (refused.unknown) {
        <ui-not-found-page />
      } @else {
        <ui-unavailable-page [refusal]="refused" (retry)="read()" />
      }
    } @else {
      <ui-loading page label="Lecture de la liste…" />
    }
  `,
  styles: `
    ui-select-field {
      max-inline-size: 20rem;
    }
  `,
})
export class ImportReportPage {
  readonly importId = input.required<string>();
  /** `?page=&lignes=`. */
  readonly page = input<string>();
  readonly lignes = input<string>();

  private readonly api = inject(PeopleApi);
  private readonly ask = inject(Ask);
  private readonly router = inject(Router);
  private readonly announcer = inject(Announcer);
  private readonly focus = inject(FocusSoon);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  protected readonly crumbs = [
    { label: 'Personnes', link: ['/personnes'] },
    { label: 'Importer une liste', link: ['/habilitations/import'] },
  ];
  protected readonly filters = FILTERS;
  protected readonly pageSize = PEOPLE_PAGE_SIZE;
  protected readonly list = signal<ListImport | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly busy = signal(false);

  protected readonly number = computed(() => pageNumber(this.page()));
  protected readonly only = computed<ImportFilter | undefined>(() => filterOf(this.lignes()));
  protected readonly heading = computed(() =>
    this.list()?.state === 'PREVIEWED' ? 'Aperçu de la liste' : 'Liste importée',
  );
  protected readonly tone = computed(() => (this.list()?.state === 'DONE' ? 'done' : 'info'));
  protected readonly tally = computed(() => {
    const list = this.list();
    return list ? tally(list) : '';
  });
  protected readonly toApply = computed(() => {
    const planned = this.list()?.planned;
    return planned ? planned.CREATE + planned.GRANT : 0;
  });
  protected readonly told = computed(() => {
    const list = this.list();
    if (list === null) return '';
    switch (list.state) {
      case 'PREVIEWED':
        return this.toApply() > 0
          ? 'Rien n’est encore enregistré. Les lignes refusées seront laissées de côté.'
          : 'Aucune ligne n’est à appliquer.';
      case 'APPLYING':
        return `En cours\u202f: ${countOf(list.settled, 'ligne traitée', 'lignes traitées', 'aucune')} sur ${list.total}. Vous pouvez quitter cette page, la liste continue.`;
      case 'DONE':
        return `Appliquée par ${list.appliedBy ?? ''}, terminée le ${formatInstant(list.finishedAt ?? list.previewedAt)}.`;
    }
  });
  protected readonly caption = computed(() =>
    countOf(this.list()?.found ?? 0, 'ligne', 'lignes', 'aucune').replace(/^a/, 'A'),
  );
  protected readonly rows = computed(() =>
    (this.list()?.lines ?? []).map(
      (line): { line: ListLine; state: { label: string; tone: Tone }; roles: string; day: string; email: string } => ({
        line,
        state: lineState(line),
        roles: rolesWords(line.roles),
        day: /^\d{4}-\d{2}-\d{2}$/.test(line.effectiveFrom) ? formatDay(line.effectiveFrom) : line.effectiveFrom,
        email: line.name ? line.email : '',
      }),
    ),
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
    effect(() => {
      this.importId();
      this.number();
      this.only();
      untracked(() => void this.read());
    });
  }

  protected async read(): Promise<void> {
    const turn = ++this.asked;
    clearTimeout(this.timer);
    const before = this.list()?.state;
    const only = this.only();
    try {
      const list = await this.api.list(this.importId(), { page: this.number(), ...(only ? { only } : {}) });
      if (turn !== this.asked) return;
      this.refusal.set(null);
      this.list.set(list);
      if (list.state === 'APPLYING') this.timer = setTimeout(() => void this.read(), LOOK_AGAIN);
      if (list.state === 'DONE' && before === 'APPLYING') this.announcer.say(`La liste est appliquée. ${tally(list)}`);
    } catch (error) {
      const refusal = refusalOf(error);
      if (turn !== this.asked) return;
      this.refusal.set(refusal);
      if (this.list()?.state === 'APPLYING' && refusal.passing) {
        this.timer = setTimeout(() => void this.read(), 5 * LOOK_AGAIN);
      }
    }
  }

  protected filter(only: string): void {
    void this.router.navigate([], { queryParams: { lignes: only.toLowerCase() || null } });
  }

  protected async apply(): Promise<void> {
    const list = this.list();
    if (list === null) return;
    const sure = await this.ask.confirm({
      title: 'Appliquer la liste\u202f?',
      text: `${tally(list)} Les personnes créées reçoivent un courriel pour choisir leur mot de passe.`,
      yes: 'Appliquer la liste',
      no: 'Ne rien appliquer',
    });
    if (!sure) return;
    this.busy.set(true);
    try {
      await this.api.applyList(list.id);
      this.list.set({ ...list, state: 'APPLYING' });
      this.focus.on('lignes-titre');
      await this.read();
    } catch (error) {
      this.refusal.set(refusalOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
