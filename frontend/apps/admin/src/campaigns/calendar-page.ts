import { Component, computed, effect, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { map } from 'rxjs';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { CampaignsApi } from '@api/workflow/campaigns-api';
import type { CalendarItem } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { StatusChip } from '@ui/status/status-chip';
import { CALENDAR_STATES, monthsOf, preparedFor } from './calendar-words';

/** « Calendrier »: what opens when in a year, until when it is expected, and what was started (B11). */
@Component({
  selector: 'app-calendar-page',
  imports: [MatButton, RouterLink, FrenchDatePipe, Loading, Notice, PageHeader, StatusChip, UnavailablePage],
  templateUrl: './calendar-page.html',
  styles: `
    nav {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-4);
      align-items: baseline;
      margin-block-end: var(--space-4);
    }
    section {
      margin-block-end: var(--space-8);
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
  `,
})
export class CalendarPage {
  private readonly api = inject(CampaignsApi);

  protected readonly crumbs: readonly Crumb[] = [{ label: 'Campagnes', link: ['/campagnes'] }];
  protected readonly states = CALENDAR_STATES;
  protected readonly preparedFor = preparedFor;
  /** The year of the address; the current one when it says none. */
  protected readonly year = toSignal(
    inject(ActivatedRoute).queryParamMap.pipe(
      map((address) => Number(/^20[1-9]\d$/.exec(address.get('annee') ?? '')?.[0] ?? new Date().getFullYear())),
    ),
    { requireSync: true },
  );
  private readonly loaded = signal<{ readonly year: number; readonly items: readonly CalendarItem[] } | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  /** Null while the year of the address is on its way. */
  protected readonly months = computed(() => {
    const loaded = this.loaded();
    return loaded?.year === this.year() ? monthsOf(loaded.items) : null;
  });

  constructor() {
    effect(() => void this.load(this.year()));
  }

  protected async load(year: number): Promise<void> {
    this.refusal.set(null);
    try {
      this.loaded.set({ year, items: await this.api.calendar(year) });
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }
}
