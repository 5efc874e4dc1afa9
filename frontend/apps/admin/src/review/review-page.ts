import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { Subscription } from 'rxjs';
import { TypedDrafts } from '@api/drafts/typed-drafts';
import { InstructionApi } from '@api/workflow/instruction-api';
import type { MessageTemplate } from '@api/workflow/workflow.types';
import { CorrectionRequestNotice } from '@ui/corrections/correction-request-notice';
import { SummaryButton } from '@ui/documents/summary-button';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { RowPlaces } from '@ui/grid/row-place';
import { Announcer } from '@ui/messages/announcer';
import { Notice } from '@ui/messages/notice';
import { NotFoundPage } from '@ui/pages/not-found-page';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { Presence } from '@ui/presence/presence';
import { PresenceNotice } from '@ui/presence/presence-notice';
import { PersonNews } from '@ui/session/person-news';
import { StatusChip } from '@ui/status/status-chip';
import { messagesOf } from '@ui/file-messages/messages-words';
import { nameOf } from '@ui/words/declaration-name';
import { statusTone } from '../declaration/status-tone';
import { QueueStore } from '../queue/queue-store';
import { AssignmentLine } from './assignment-line';
import { DecisionPanel } from './decision-panel';
import { type Decision, decisionWords, motiveOfRequest } from './decision-words';
import { DeclarationFacts } from './declaration-facts';
import { DeclarationTrace } from './declaration-trace';
import { ProgressView } from './progress-view';
import { Remarks } from './remarks';
import { ReviewStore } from './review-store';
import { ReviewView } from './review-view';

/** Keys that act from anywhere on the page, with Alt + Maj; by place on the keyboard, the same on every French layout. */
const DECISION_KEYS: Readonly<Record<string, Decision>> = { KeyV: 'VALIDATE', KeyR: 'REJECT' };

/** The instruction of a declaration: read, judge, decide, go to the next one. */
@Component({
  selector: 'app-review-page',
  imports: [
    MatButton,
    RouterLink,
    Loading,
    PageHeader,
    Notice,
    NotFoundPage,
    UnavailablePage,
    StatusChip,
    SummaryButton,
    CorrectionRequestNotice,
    DecisionPanel,
    DeclarationFacts,
    DeclarationTrace,
    PresenceNotice,
    ProgressView,
    ReviewView,
    AssignmentLine,
  ],
  providers: [ReviewStore, Presence],
  templateUrl: './review-page.html',
  styleUrl: './review-page.scss',
  host: { '(document:keydown)': 'onKey($event)' },
})
export class ReviewPage {
  readonly declarationId = input.required<string>();

  protected readonly store = inject(ReviewStore);
  private readonly queue = inject(QueueStore);
  private readonly drafts = inject(TypedDrafts);
  private readonly instruction = inject(InstructionApi);
  private readonly presence = inject(Presence);
  private readonly remarks = inject(Remarks);
  private readonly news = inject(PersonNews);
  private readonly announcer = inject(Announcer);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly destroyed = inject(DestroyRef);
  private readonly done = viewChild('done', { read: ElementRef<HTMLElement> });

  /** Of the queue as it was left, so that the way back leads to the same rows. */
  protected readonly queueCriteria = inject(RowPlaces).criteriaOf('/a-instruire');
  protected readonly crumbs: readonly Crumb[] = [
    { label: 'Déclarations à instruire', link: ['/a-instruire'], criteria: this.queueCriteria },
  ];
  protected readonly tone = statusTone;
  protected readonly heading = computed(() => {
    const shown = this.store.declaration();
    return shown ? nameOf(shown) : '';
  });
  protected readonly context = computed(() => {
    const equipment = this.store.declaration()?.equipment;
    return equipment ? `${equipment.name}, ${equipment.commune} – ${equipment.partnerName}` : '';
  });
  protected readonly messagesWords = computed(() => messagesOf(this.store.declaration()?.unreadMessages ?? 0));
  /** The decision being written; the text of each one waits in this tab. */
  protected readonly panel = signal<Decision | null>(null);
  protected readonly text = linkedSignal(() => {
    const decision = this.panel();
    return decision === null
      ? ''
      : untracked(() => this.drafts.read<string>(this.place(decision)) ?? this.begun(decision));
  });
  protected readonly impossible = computed(() => {
    const decision = this.panel();
    return decision !== null && !this.store.may(decision);
  });
  protected readonly templates = signal<readonly MessageTemplate[]>([]);
  /** Acts beside « valider » and « rejeter », which have their own place. */
  protected readonly rareActs = computed(() => (['REOPEN', 'CANCEL'] as const).filter((act) => this.store.may(act)));
  protected readonly neighbours = computed(() => this.queue.neighbours(this.declarationId()));
  protected readonly words = decisionWords;

  constructor() {
    this.presence.stand('review', this.destroyed);
    let following: Subscription | undefined;
    effect(() => {
      const id = this.declarationId();
      untracked(() => {
        following?.unsubscribe();
        this.panel.set(null);
        this.remarks.stop();
        void this.store.load(id);
        void this.queue.loadOnce();
        this.presence.alone();
        following = this.news
          .of(id, 'review')
          .pipe(takeUntilDestroyed(this.destroyed))
          .subscribe((news) => {
            if (news.kind === 'present') this.presence.told(news.people);
            else if (news.kind === 'changed') void this.store.follow(news.change);
            else if (news.kind === 'back') void this.store.refresh();
          });
      });
    });
  }

  protected open(decision: Decision): void {
    this.store.decisionRefusal.set(null);
    this.store.confirmation.set(null);
    this.panel.set(decision);
    // Without them the text is written by hand: the panel does not wait for them.
    this.instruction.templates().then(
      (templates) => this.templates.set(templates),
      () => this.templates.set([]),
    );
    if (decision === 'REJECT') this.remarks.start(`${this.place(decision)}.remarques`);
    else this.remarks.stop();
  }

  protected close(): void {
    const decision = this.panel();
    this.panel.set(null);
    this.remarks.stop();
    if (decision !== null) this.focusLater(() => document.getElementById(`decider-${decision}`));
  }

  protected type(text: string): void {
    const decision = this.panel();
    this.text.set(text);
    if (decision !== null) this.drafts.keep(this.place(decision), text);
  }

  protected async confirm(decision: Decision, text: string): Promise<void> {
    const place = this.place(decision);
    if (await this.store.decide(decision, text)) {
      this.drafts.forget(place);
      this.remarks.forget();
      this.panel.set(null);
      this.announcer.say(this.store.confirmation() ?? '');
      this.focusLater(() => this.done()?.nativeElement);
    } else {
      this.announcer.say(this.store.decisionRefusal() ?? '', 'assertive');
    }
  }

  protected onKey(event: KeyboardEvent): void {
    if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
    const decision = DECISION_KEYS[event.code];
    const { previous, next } = this.neighbours();
    const neighbour = event.code === 'KeyS' ? next : event.code === 'KeyP' ? previous : null;
    if (decision && this.store.may(decision)) this.open(decision);
    else if (neighbour !== null) void this.router.navigate(['/declarations', neighbour]);
    else return;
    event.preventDefault();
  }

  /** What a decision starts with when nothing was typed. */
  private begun(decision: Decision): string {
    return decision === 'REJECT' ? motiveOfRequest(this.store.declaration()?.correctionRequest ?? null) : '';
  }

  private place(decision: Decision): string {
    return `${this.declarationId()}.${decision}`;
  }

  private focusLater(target: () => HTMLElement | null | undefined): void {
    afterNextRender(() => target()?.focus(), { injector: this.injector });
  }
}
