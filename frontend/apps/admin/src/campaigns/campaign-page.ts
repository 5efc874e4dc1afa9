import { Component, computed, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { CampaignsApi } from '@api/workflow/campaigns-api';
import type { Campaign } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { ExportButtons } from '@ui/exports/export-buttons';
import { SelectField } from '@ui/field/select-field';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { Announcer } from '@ui/messages/announcer';
import { Notice } from '@ui/messages/notice';
import { NotFoundPage } from '@ui/pages/not-found-page';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { countOf } from '@ui/words/count-of';
import { answeredShare, CAMPAIGN_STATES, FOLLOW_UP_PARTS } from './campaign-words';

/** Pause between two looks while declarations are being opened, in milliseconds. */
const LOOK_AGAIN = 1_000;

/** A campaign: its opening while it runs, then how far the partners are. It can be left and found again. */
@Component({
  selector: 'app-campaign-page',
  imports: [
    RouterLink,
    ExportButtons,
    FrenchDatePipe,
    Loading,
    Notice,
    NotFoundPage,
    PageHeader,
    SelectField,
    UnavailablePage,
  ],
  templateUrl: './campaign-page.html',
  styles: `
    progress {
      inline-size: 100%;
      max-inline-size: 30rem;
      accent-color: var(--action);
    }
    .export {
      --field-rule: 0;
      margin-block-start: var(--space-4);
    }
    .export ui-select-field {
      display: block;
      max-inline-size: 20rem;
    }
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-8);
      margin: 0 0 var(--space-6);
      padding-block: var(--space-3);
      border-block: 1px solid var(--hairline);
      font-size: 0.875rem;
    }
    dt {
      color: var(--text-secondary);
    }
    dd {
      margin: 0;
    }
    section {
      max-inline-size: var(--column);
      margin-block-end: var(--space-8);
    }
  `,
})
export class CampaignPage {
  readonly campaignId = input.required<string>();
  /** Part of the follow-up to export, from the address. */
  readonly suivi = input<string>();

  private readonly api = inject(CampaignsApi);
  private readonly announcer = inject(Announcer);
  private readonly router = inject(Router);
  private timer: ReturnType<typeof setTimeout> | undefined;
  protected readonly crumbs: readonly Crumb[] = [{ label: 'Campagnes', link: ['/campagnes'] }];
  protected readonly campaign = signal<Campaign | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);

  protected readonly parts = FOLLOW_UP_PARTS;
  protected readonly part = computed(() => {
    const [all] = FOLLOW_UP_PARTS;
    return FOLLOW_UP_PARTS.find(({ value }) => value === this.suivi()) ?? (all as (typeof FOLLOW_UP_PARTS)[number]);
  });

  protected readonly done = computed(() => {
    const campaign = this.campaign();
    return campaign ? campaign.asked - campaign.left : 0;
  });
  protected readonly openedWords = computed(() =>
    countOf(this.campaign()?.opened ?? 0, 'déclaration ouverte', 'déclarations ouvertes', 'aucune'),
  );
  protected readonly answered = computed(() => {
    const campaign = this.campaign();
    const share = campaign && answeredShare(campaign);
    return share === null || share === undefined ? null : `${share}\u202f% des partenaires ont répondu.`;
  });
  protected readonly states = computed(() => {
    const campaign = this.campaign();
    if (campaign === null) return [];
    const { exercise: exercice, type, search: recherche } = campaign;
    return CAMPAIGN_STATES.map(({ key, label, searched }) => ({
      label,
      count: campaign.states[key],
      link: searched && { ...(recherche ? { recherche } : {}), exercice, type, etat: searched },
    }));
  });

  constructor() {
    effect(() => {
      const id = this.campaignId();
      untracked(() => void this.load(id));
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected narrow(part: string): void {
    void this.router.navigate([], { queryParams: part === '' ? {} : { suivi: part }, replaceUrl: true });
  }

  protected async load(id = this.campaignId()): Promise<void> {
    clearTimeout(this.timer);
    this.refusal.set(null);
    const running = this.campaign()?.finishedAt === null;
    try {
      const campaign = await this.api.read(id);
      if (id !== this.campaignId()) return;
      this.campaign.set(campaign);
      if (campaign.finishedAt === null) this.timer = setTimeout(() => void this.load(id), LOOK_AGAIN);
      else if (running) this.announcer.say(`La campagne est ouverte\u202f: ${this.openedWords()}.`);
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }
}
