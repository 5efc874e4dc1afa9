import { afterNextRender, Component, computed, DestroyRef, inject, Injector, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Busy } from '@ui/buttons/busy';
import { RouterLink } from '@angular/router';
import { SignIn } from '@api/session/sign-in';
import type { SectionKey, SectionView } from '@api/workflow/workflow.types';
import { ErrorSummary } from '@ui/errors/error-summary';
import { EstimateAccount } from '@ui/estimate/estimate-account';
import { lengthOf, TextAreaField } from '@ui/field/text-area-field';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Announcer } from '@ui/messages/announcer';
import { Notice } from '@ui/messages/notice';
import { PrintButton } from '@ui/print/print-button';
import { SectionTable } from '@ui/sections/section-table';
import { orderControls } from '../controls/control-order';
import { ControlsList } from '../controls/controls-list';
import { ExplanationDrafts } from '../controls/explanation-drafts';
import { DeclarationHeader } from '../declaration-header';
import { DeclarationStore, type Outcome } from '../declaration-store';
import { Presence } from '@ui/presence/presence';
import { PresenceNotice } from '@ui/presence/presence-notice';
import { stepLink } from '../step-links';
import { CommentDraft } from './comment-draft';
import { UnlockSection } from './unlock-section';

interface ReviewedSection {
  readonly key: SectionKey;
  readonly view: SectionView;
  readonly heading: string;
}

/** Control of the whole declaration (fiche 10): the estimate, both sections to read, points to explain, a comment. */
@Component({
  selector: 'app-declaration-controls-page',
  imports: [
    MatButton,
    Busy,
    RouterLink,
    ErrorSummary,
    EstimateAccount,
    TextAreaField,
    Notice,
    PresenceNotice,
    PrintButton,
    SectionTable,
    ControlsList,
    DeclarationHeader,
    UnlockSection,
  ],
  providers: [CommentDraft, ExplanationDrafts],
  templateUrl: './declaration-controls-page.html',
  styleUrl: './declaration-controls-page.scss',
  host: { '(window:beforeunload)': 'warnBeforeUnload($event)' },
})
export class DeclarationControlsPage {
  protected readonly store = inject(DeclarationStore);
  private readonly drafts = inject(ExplanationDrafts);
  private readonly announcer = inject(Announcer);
  private readonly injector = inject(Injector);
  private readonly focusSoon = inject(FocusSoon);
  private readonly signIn = inject(SignIn);
  private readonly summaryBox = viewChild(ErrorSummary);
  protected readonly refusal = signal('');
  protected readonly comment = inject(CommentDraft);

  protected readonly controls = computed(() => orderControls(this.store.declaration().controls, 'DECLARATION'));
  protected readonly sectionControls = computed(() => {
    const { controls } = this.store.declaration();
    return [...orderControls(controls, 'ACTIVITY'), ...orderControls(controls, 'FINANCIAL')].filter(
      (control) => control.severity !== 'INFO',
    );
  });
  protected readonly sections = computed<ReviewedSection[]>(() => {
    const { activity, financial } = this.store.declaration().sections;
    const reviewed: ReviewedSection[] = [{ key: 'activity', view: activity, heading: 'Données d’activité' }];
    if (financial) reviewed.push({ key: 'financial', view: financial, heading: 'Données financières' });
    return reviewed;
  });
  protected readonly step = computed(() =>
    this.store.declaration().steps.find((each) => each.key === 'DECLARATION_CONTROLS'),
  );
  protected readonly mayRun = computed(() => this.store.may('RUN_DECLARATION_CONTROLS'));
  protected readonly mayExplain = computed(() => this.store.may('EXPLAIN_DECLARATION'));
  protected readonly mayComment = computed(() => this.store.may('COMMENT'));
  /** The whole-declaration controls were run and hold. */
  protected readonly done = computed(
    () => !['NOT_YET', 'TO_DO', 'NOT_YOURS'].includes(this.step()?.state ?? 'NOT_YET'),
  );
  /** Sections that still keep the approver from controlling the whole. */
  protected readonly waitingFor = computed(() =>
    this.step()?.state === 'NOT_YET' ? this.sections().filter(({ view }) => view.state !== 'LOCKED') : [],
  );
  protected readonly transmissionLink = computed(() => {
    const { id, steps } = this.store.declaration();
    return steps.some((each) => each.key === 'TRANSMISSION' && each.open) ? stepLink(id, 'TRANSMISSION') : null;
  });
  /** The way to the transmission while it is still to be done. */
  protected readonly transmissionLeft = computed(() => {
    const { controls } = this;
    const asks = controls().some((control) => control.toExplain || control.severity === 'BLOCKING');
    return this.store.may('TRANSMIT') && !asks ? this.transmissionLink() : null;
  });
  protected readonly approver = computed(() => this.store.declaration().roles.includes('APPROVER'));
  protected readonly commentTooLong = computed(() => lengthOf(this.comment.text()) > 2000);

  answered(): Promise<void> {
    return this.store.answered();
  }

  constructor() {
    inject(Presence).stand('review', inject(DestroyRef));
  }

  unsaved(): boolean {
    return (this.mayComment() && this.comment.unsaved()) || this.drafts.unsaved(this.controls());
  }

  protected warnBeforeUnload(event: BeforeUnloadEvent): void {
    if (this.unsaved() && !this.signIn.leaving()) event.preventDefault();
  }

  protected async run(): Promise<void> {
    const outcome = await this.store.act((api, id, revision) => api.runDeclarationControls(id, revision));
    if (!this.answer(outcome)) return;
    this.announcer.say('La déclaration est contrôlée.');
    this.focusSoon.on('verdict');
  }

  protected async saveComment(): Promise<void> {
    if (this.commentTooLong()) return;
    const text = this.comment.text().trim();
    const outcome = await this.store.act((api, id, revision) => api.comment(id, revision, text), { repeatable: true });
    if (!this.answer(outcome)) return;
    this.comment.saved(text);
    this.announcer.say('Commentaire enregistré.');
  }

  /** Shows a refusal on top, or nothing. */
  protected refuse(message: string): void {
    this.refusal.set(message);
    if (message) afterNextRender(() => this.summaryBox()?.focus(), { injector: this.injector });
  }

  protected goTo(section: ReviewedSection): void {
    this.refuse('');
    this.focusSoon.on(`section-${section.key}`);
  }

  private answer(outcome: Outcome): boolean {
    this.refuse(outcome.ok ? '' : outcome.refusal.message);
    return outcome.ok;
  }
}
