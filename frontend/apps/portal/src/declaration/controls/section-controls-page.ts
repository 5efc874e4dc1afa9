import { afterNextRender, Component, computed, inject, Injector, input, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Busy } from '@ui/buttons/busy';
import { Router, RouterLink } from '@angular/router';
import { SignIn } from '@api/session/sign-in';
import type { SectionKey } from '@api/workflow/workflow.types';
import { ErrorSummary } from '@ui/errors/error-summary';
import { FocusSoon } from '@ui/frame/focus-soon';
import { RouteFocus } from '@ui/frame/route-focus';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { lockWords } from '@ui/sections/lock-words';
import { DeclarationHeader } from '../declaration-header';
import { DeclarationStore } from '../declaration-store';
import { SectionMessages } from '../section-messages';
import { controlsStep, entryStep, stepAfter, stepLink } from '../step-links';
import { UnlockSection } from '../review/unlock-section';
import { orderControls } from './control-order';
import { ControlsList } from './controls-list';
import { ExplanationDrafts } from './explanation-drafts';

/** Control of one section (fiches 7 and 9): mandatory; one goes on only when clean or explained. */
@Component({
  selector: 'app-section-controls-page',
  imports: [
    MatButton,
    Busy,
    RouterLink,
    ErrorSummary,
    Notice,
    DeclarationHeader,
    ControlsList,
    SectionMessages,
    UnlockSection,
  ],
  providers: [ExplanationDrafts],
  templateUrl: './section-controls-page.html',
  styles: `
    .column {
      max-inline-size: var(--column);
      display: grid;
      gap: var(--space-4);
      margin-block-end: var(--space-4);
    }
  `,
  host: { '(window:beforeunload)': 'warnBeforeUnload($event)' },
})
export class SectionControlsPage {
  /** From the route. */
  readonly section = input.required<SectionKey>();

  protected readonly store = inject(DeclarationStore);
  private readonly drafts = inject(ExplanationDrafts);
  private readonly messages = inject(Messages);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly focusSoon = inject(FocusSoon);
  private readonly routeFocus = inject(RouteFocus);
  private readonly signIn = inject(SignIn);
  protected readonly refusal = signal('');
  protected readonly lockWords = lockWords;
  private readonly summaryBox = viewChild(ErrorSummary);

  private readonly activity = computed(() => this.section() === 'activity');
  protected readonly step = computed(() => controlsStep(this.section()));
  protected readonly heading = computed(() =>
    this.activity() ? 'Contrôle des données d’activité' : 'Contrôle des données financières',
  );
  protected readonly view = computed(() => this.store.section(this.section()));
  protected readonly controls = computed(() =>
    orderControls(this.store.declaration().controls, this.activity() ? 'ACTIVITY' : 'FINANCIAL'),
  );
  protected readonly pending = computed(() => this.store.declaration().evaluation.status === 'PENDING');
  protected readonly mayExplain = computed(() =>
    this.store.may(this.activity() ? 'EXPLAIN_ACTIVITY' : 'EXPLAIN_FINANCIAL'),
  );
  protected readonly mayEdit = computed(() => this.store.may(this.activity() ? 'SAVE_ACTIVITY' : 'SAVE_FINANCIAL'));
  protected readonly mayRun = computed(() =>
    this.store.may(this.activity() ? 'RUN_ACTIVITY_CONTROLS' : 'RUN_FINANCIAL_CONTROLS'),
  );
  protected readonly mayLock = computed(() => this.store.may(this.activity() ? 'LOCK_ACTIVITY' : 'LOCK_FINANCIAL'));
  protected readonly mayUnlock = computed(() =>
    this.store.may(this.activity() ? 'UNLOCK_ACTIVITY' : 'UNLOCK_FINANCIAL'),
  );
  /** Nothing is left to correct or explain, and the verdict is about the figures as they are. */
  protected readonly settled = computed(
    () => !this.pending() && this.controls().every((control) => control.severity !== 'BLOCKING' && !control.toExplain),
  );
  /** An approver who also fills the section does not tick « fin de saisie »: going on locks it (decision 9.3). */
  protected readonly locksByGoingOn = computed(() => this.store.declaration().roles.includes('APPROVER'));
  /** What stands between a settled control and the end of the section. */
  protected readonly left = computed(() => {
    if (this.view()?.state === 'LOCKED') return '';
    if (this.mayLock()) {
      return this.locksByGoingOn()
        ? 'Continuez pour terminer la saisie de cette section.'
        : 'Il reste à terminer la saisie\u202f: tant que ce n’est pas fait, rien n’est remis à l’approbateur.';
    }
    return 'La saisie de cette section n’est pas encore terminée.';
  });
  protected readonly entryLink = computed(() => stepLink(this.store.declaration().id, entryStep(this.section())));
  protected readonly nextLink = computed(() => {
    const declaration = this.store.declaration();
    const next = stepAfter(this.section(), declaration);
    return next ? stepLink(declaration.id, next) : null;
  });

  answered(): Promise<void> {
    return this.store.answered();
  }

  unsaved(): boolean {
    return this.mayExplain() && this.drafts.unsaved(this.controls());
  }

  protected warnBeforeUnload(event: BeforeUnloadEvent): void {
    if (this.unsaved() && !this.signIn.leaving()) event.preventDefault();
  }

  protected async run(): Promise<void> {
    const section = this.section();
    const outcome = await this.store.act((api, id, revision) => api.runSectionControls(id, revision, section));
    this.answer(outcome.ok ? '' : outcome.refusal.message);
    if (outcome.ok) this.focusSoon.on('verdict');
  }

  protected async lock(): Promise<void> {
    const section = this.section();
    const outcome = await this.store.act((api, id, revision) => api.lock(id, revision, section));
    if (!outcome.ok) {
      this.answer(outcome.refusal.message);
      return;
    }
    const data = section === 'activity' ? 'd’activité' : 'financières';
    this.messages.tell({ tone: 'done', text: `La saisie des données ${data} est terminée.` });
    await this.router.navigate(this.nextLink() ?? ['/']);
  }

  protected reopened(): void {
    this.answer('');
    this.routeFocus.arrive();
  }

  protected answer(refusal: string): void {
    this.refusal.set(refusal);
    if (refusal) afterNextRender(() => this.summaryBox()?.focus(), { injector: this.injector });
  }
}
