import { Component, computed, inject, signal } from '@angular/core';
import type { ParamMap } from '@angular/router';
import { RouterLink } from '@angular/router';
import { MatButton } from '@angular/material/button';
import { refusalOf } from '@api/http/refusal';
import { NotificationsApi } from '@api/notifications/notifications-api';
import type { MailItem, MailPage, MailState } from '@api/notifications/notifications.types';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { RowKeys } from '@ui/grid/row-keys';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { Pager } from '@ui/paging/pager';
import { AddressSearch } from '@ui/search/address-search';
import { StatusChip, type Tone } from '@ui/status/status-chip';
import { countOf } from '@ui/words/count-of';

/** As the address writes them; '' shows all. */
const STATES: Readonly<Record<string, MailState>> = { 'en-attente': 'WAITING', 'en-echec': 'FAILED', envoyes: 'SENT' };

const WORDS: Readonly<Record<MailState, { readonly label: string; readonly tone: Tone }>> = {
  WAITING: { label: 'En attente', tone: 'progress' },
  FAILED: { label: 'En échec', tone: 'refused' },
  SENT: { label: 'Envoyé', tone: 'done' },
  DROPPED: { label: 'Abandonné', tone: 'muted' },
};

interface Criteria {
  readonly state: string;
}

/** « Envois »: the mails of the people of one’s Caf; those that wait or failed, why, and how to send one again. */
@Component({
  selector: 'app-mails-page',
  imports: [
    RouterLink,
    MatButton,
    Busy,
    FrenchDatePipe,
    Loading,
    Notice,
    PageHeader,
    Pager,
    RowKeys,
    StatusChip,
    UnavailablePage,
  ],
  templateUrl: './mails-page.html',
  styleUrl: './mails-page.scss',
})
export class MailsPage {
  private readonly api = inject(NotificationsApi);
  private readonly messages = inject(Messages);
  private readonly focus = inject(FocusSoon);
  private readonly counts = signal<MailPage['counts'] | null>(null);

  protected readonly words = WORDS;
  protected readonly busy = signal<string | null>(null);
  protected readonly search = new AddressSearch<Criteria, MailItem>({
    criteriaOf: (address: ParamMap) => ({ state: address.get('etat') ?? '' }),
    addressOf: ({ state }) => ({ etat: state }),
    ask: async ({ state }, page) => {
      const wanted = STATES[state];
      const found = await this.api.mails({ ...(wanted ? { state: wanted } : {}), page });
      this.counts.set(found.counts);
      return found;
    },
    countWords: (total) => countOf(total, 'courriel', 'courriels'),
  });
  protected readonly views = computed(() => {
    const counts = this.counts();
    const view = (label: string, etat: string, count?: number) => ({
      label: count === undefined ? label : `${label} (${count})`,
      etat,
      here: (STATES[this.search.criteria().state] ? this.search.criteria().state : '') === etat,
    });
    return [
      view('Tous', ''),
      view('En attente', 'en-attente', counts?.waiting),
      view('En échec', 'en-echec', counts?.failed),
      view('Envoyés', 'envoyes', counts?.sent),
    ];
  });

  protected async sendAgain(mail: MailItem): Promise<void> {
    this.busy.set(mail.id);
    try {
      await this.api.sendAgain(mail);
      this.messages.tell({ tone: 'done', text: `Le courriel à ${mail.person} est remis dans la file.` });
    } catch (error) {
      this.messages.tell({ tone: 'refused', text: refusalOf(error).message });
    } finally {
      this.busy.set(null);
    }
    await this.search.search();
    this.focus.on('envois');
  }
}
