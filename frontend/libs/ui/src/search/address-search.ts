import { computed, effect, inject, signal, type Signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, type ParamMap, Router } from '@angular/router';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { Announcer } from '@ui/messages/announcer';
import { pageNumber } from '@ui/paging/page-number';
import { PersonNews } from '@ui/session/person-news';
import { sentence } from '@ui/words/count-of';

/** Rows the services give at once. */
export const SEARCH_PAGE_SIZE = 25;

/** What a search asks, how, and how its result is said. */
export interface Searched<Criteria extends object, Item> {
  /** The criteria of the address; what it says wrongly is left out. */
  readonly criteriaOf: (address: ParamMap) => Criteria;
  /** The same criteria as the address writes them; '' leaves it. */
  readonly addressOf: (criteria: Criteria) => Readonly<Record<string, string>>;
  readonly ask: (criteria: Criteria, page: number) => Promise<{ items: readonly Item[]; total: number }>;
  /** « 3 déclarations trouvées ». */
  readonly countWords: (total: number) => string;
}

/** One page of what was found. */
export interface Found<Item> {
  readonly items: readonly Item[];
  /** Over all pages. */
  readonly total: number;
  /** Upper-case count, for a caption. */
  readonly caption: string;
  readonly page: number;
}

/**
 * A search whose criteria and page are held by the address, so that it can be kept, sent, reloaded and come back to.
 * Made in an injection context; it searches again each time the address changes.
 */
export class AddressSearch<Criteria extends object, Item> {
  private readonly router = inject(Router);
  private readonly announcer = inject(Announcer);
  private readonly address: Signal<ParamMap> = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });
  private readonly searched: Searched<Criteria, Item>;
  private asked = 0;

  readonly criteria = computed(() => this.searched.criteriaOf(this.address()));
  readonly found = signal<Found<Item> | null>(null);
  readonly refusal = signal<Refusal | null>(null);

  constructor(searched: Searched<Criteria, Item>) {
    this.searched = searched;
    inject(PersonNews).onRights(() => void this.search());
    effect(() => {
      this.address();
      untracked(() => void this.search());
    });
  }

  /** Asks what the address says; the last search asked wins, whichever answers last. */
  async search(): Promise<void> {
    const turn = ++this.asked;
    const { countWords, ask } = this.searched;
    const page = pageNumber(this.address().get('page') ?? undefined);
    this.refusal.set(null);
    try {
      const { items, total } = await ask(this.criteria(), page);
      if (turn !== this.asked) return;
      const caption = sentence(countWords(total));
      this.found.set({ items, total, caption, page });
      this.announcer.say(`${caption}.`);
    } catch (error) {
      const refusal = refusalOf(error);
      if (turn === this.asked) this.refusal.set(refusal);
    }
  }

  /** Puts other criteria in the address, from the first page on. */
  go(criteria: Criteria): void {
    const given = Object.entries(this.searched.addressOf(criteria)).filter(([, value]) => value !== '');
    void this.router.navigate([], { queryParams: Object.fromEntries(given) });
  }
}
