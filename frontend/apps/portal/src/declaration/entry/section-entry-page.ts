import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  Injector,
  input,
  type OnInit,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Busy } from '@ui/buttons/busy';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TypedDrafts } from '@api/drafts/typed-drafts';
import type { Refusal } from '@api/http/refusal';
import { SignIn } from '@api/session/sign-in';
import type { SectionKey } from '@api/workflow/workflow.types';
import { ErrorSummary, type FieldError, goToField } from '@ui/errors/error-summary';
import { GridKeys } from '@ui/field/grid-keys';
import { Announcer } from '@ui/messages/announcer';
import { RouteFocus } from '@ui/frame/route-focus';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { lockWords } from '@ui/sections/lock-words';
import { type SaveState, SaveStateIndicator } from '@ui/save-state/save-state';
import { DeclarationHeader } from '../declaration-header';
import { DeclarationStore } from '../declaration-store';
import { Presence } from '@ui/presence/presence';
import { PresenceNotice } from '@ui/presence/presence-notice';
import type { MayHoldUnsaved } from '../leave-guard';
import { SectionMessages } from '../section-messages';
import { SectionReading } from '../reading/section-reading';
import { controlsStep, entryStep, stepLink } from '../step-links';
import { ActivityEntryView } from './activity-entry-view';
import { Autosave } from './autosave';
import { FinancialEntryView } from './financial-entry-view';
import type { Period } from './form-rules';
import { fieldId } from './line-field';
import { type KeptEntries, SectionForm } from './section-form';
import { SectionSaver } from './section-saver';
import { AskStale } from './ask-stale';
import { blockingErrors, emptyWords, essentialMissing, refusedFields, toSummary } from './refused-fields';

interface Summary {
  readonly heading: string;
  readonly errors: readonly FieldError[];
}

/** Entry of one section (fiches 6 and 8): saved as one goes, then controlled; only read by who may not write it. */
@Component({
  selector: 'app-section-entry-page',
  imports: [
    MatButton,
    Busy,
    RouterLink,
    ErrorSummary,
    GridKeys,
    Notice,
    PresenceNotice,
    SaveStateIndicator,
    DeclarationHeader,
    SectionMessages,
    SectionReading,
    ActivityEntryView,
    FinancialEntryView,
  ],
  providers: [SectionSaver, Autosave],
  templateUrl: './section-entry-page.html',
  styleUrl: './section-entry-page.scss',
  host: { '(window:beforeunload)': 'warnBeforeUnload($event)' },
})
export class SectionEntryPage implements OnInit, MayHoldUnsaved {
  /** From the route. */
  readonly section = input.required<SectionKey>();

  protected readonly store = inject(DeclarationStore);
  protected readonly saver = inject(SectionSaver);
  private readonly presence = inject(Presence);
  protected readonly autosave = inject(Autosave);
  private readonly drafts = inject(TypedDrafts);
  private readonly signIn = inject(SignIn);
  private readonly announcer = inject(Announcer);
  private readonly messages = inject(Messages);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly stale = inject(AskStale);
  private readonly injector = inject(Injector);

  private readonly routeFocus = inject(RouteFocus);
  private wasEditable: boolean | null = null;
  /** When the person last asked for a save or a control. */
  private askedAt = 0;

  protected readonly form = signal<SectionForm | null>(null);
  protected readonly restored = signal(false);
  protected readonly previousShown = signal(false);
  private readonly refused = signal<Summary | null>(null);
  /** A missing essential datum is said once the person came back or saved herself, not while she fills the section. */
  private readonly judged = signal(false);
  private readonly summaryBox = viewChild(ErrorSummary);

  protected readonly view = computed(() => this.store.section(this.section()));
  protected readonly step = computed(() => entryStep(this.section()));
  protected readonly heading = computed(() =>
    this.section() === 'activity' ? 'Données d’activité' : 'Données financières',
  );
  protected readonly editable = computed(() =>
    this.store.may(this.section() === 'activity' ? 'SAVE_ACTIVITY' : 'SAVE_FINANCIAL'),
  );
  protected readonly equipmentLink = computed(() => ['/equipements', this.store.declaration().equipment.id]);
  protected readonly controlsLink = computed(() => {
    const key = controlsStep(this.section());
    const { id, steps } = this.store.declaration();
    return steps.some((step) => step.key === key && step.open) ? stepLink(id, key) : null;
  });
  protected readonly saveState = computed<SaveState>(() => {
    const state = this.saver.state();
    const form = this.form();
    if (this.saver.sending()) return state;
    if (form?.contested()) return { kind: 'overtaken', byYou: this.view()?.savedByYou ?? false };
    if (form?.dirty()) {
      if (state.kind !== 'saved' && state.kind !== 'none') return state;
      const toCorrect = form.toCorrect();
      if (toCorrect.length < form.changed().length) return { kind: 'unsaved' };
      const except = toCorrect.map((line) => line.label);
      return state.kind === 'saved' ? { kind: 'saved', at: state.at, except } : { kind: 'unsaved', except };
    }
    const savedAt = this.view()?.savedAt;
    if (state.kind === 'saved') return state;
    return savedAt ? { kind: 'saved', at: new Date(savedAt) } : { kind: 'none' };
  });
  /** Decision 9.3: who is also approver ends the section by controlling it, when nothing is to be explained. */
  protected readonly endsBySelf = computed(() => this.store.declaration().roles.includes('APPROVER'));
  /** Why the buttons wait. */
  protected readonly held = computed(() => {
    if (!this.saver.asked()) return '';
    switch (this.saver.state().kind) {
      case 'offline':
        return 'Hors connexion\u202f: l’enregistrement se fera dès que le réseau reviendra.';
      case 'retrying':
        return 'Le service ne répond pas\u202f: nouvel essai dans quelques secondes.';
      default:
        return '';
    }
  });
  protected readonly busy = computed(() => this.store.busy() || this.saver.asked());
  /** What stands in red on top: the last refusal, or the essential datum still missing (fiche 8). */
  protected readonly summary = computed<Summary | null>(() => this.refused() ?? this.standing());
  /** Figures typed and never saved in a section one may no longer write. */
  protected readonly stranded = computed(() => {
    const form = this.form();
    if (!form || this.editable()) return [];
    return form
      .changed()
      .map((line) => ({ line, typed: form.text(line.field) || String(form.answer(line.field) ?? '') }));
  });

  ngOnInit(): void {
    const declaration = this.store.declaration();
    const view = this.view();
    if (!view) return;
    const kept = this.drafts.read<KeptEntries>(this.draftKey());
    const form = new SectionForm(view, declaration.revision, kept, this.period());
    this.form.set(form);
    this.restored.set(kept !== null && form.dirty());
    this.judged.set(view.state !== 'EMPTY');
    this.autosave.start(this.section(), () => (this.editable() ? this.form() : null));
    if (this.restored()) this.announcer.say('Ce que vous aviez tapé a été retrouvé. Ce n’est pas encore enregistré.');

    effect(() => this.followServer(), { injector: this.injector });
    effect(() => this.keepDraft(), { injector: this.injector });
    effect(() => this.tellOpening(this.editable()), { injector: this.injector });
    const destroyed = this.injector.get(DestroyRef);
    destroyed.onDestroy(() => this.saver.close());
    if (this.editable()) this.presence.stand(this.section(), destroyed);
    const target = this.route.snapshot.fragment;
    if (target) afterNextRender(() => goToField(document, target), { injector: this.injector });
  }

  /** Leaving: what is typed is saved first, what was asked has its answer. */
  async answered(): Promise<void> {
    void this.autosave.save();
    await this.saver.answered();
    await this.store.answered();
  }

  unsaved(): boolean {
    return this.editable() && (this.form()?.dirty() ?? false);
  }

  protected warnBeforeUnload(event: BeforeUnloadEvent): void {
    if (this.unsaved() && !this.signIn.leaving()) event.preventDefault();
  }

  protected async save(): Promise<boolean> {
    this.askedAt = Date.now();
    const form = this.form();
    if (!form || !this.readable(form)) return false;
    this.refused.set(null);
    if (!form.dirty()) {
      const saved = this.saveState().kind === 'saved';
      this.announcer.say(saved ? 'Tout est enregistré.' : 'Aucune modification à enregistrer.');
      this.judged.set(true);
      return true;
    }
    const outcome = await this.saver.save(this.section(), form);
    switch (outcome.kind) {
      case 'saved':
        this.restored.set(false);
        this.judged.set(true);
        this.announcer.say('Enregistré.');
        return true;
      case 'overtaken':
        return (await this.settleWithOther(form)) && (await this.save());
      case 'refused':
        this.showRefusal(outcome.refusal, 'Vos données ne sont pas enregistrées');
        return false;
      case 'abandoned':
        return false;
    }
  }

  protected async saveAndControl(): Promise<void> {
    this.askedAt = Date.now();
    // What cannot be read, or nothing at all, keeps the rest from being controlled: everything there is to correct is said at once.
    const form = this.form();
    if (form && (form.unreadable().length > 0 || this.view()?.state === 'EMPTY')) {
      const found = form.judgeForControl(emptyWords(this.section()));
      if (found.length > 0) {
        this.show({ heading: '', errors: found.map(toSummary) });
        return;
      }
    }
    if (!(await this.save())) return;
    const section = this.section();
    const outcome = await this.store.act((api, id, revision) => api.runSectionControls(id, revision, section), {
      repeatable: true,
    });
    if (!outcome.ok) {
      this.showRefusal(outcome.refusal, 'Le contrôle n’a pas pu être fait');
      return;
    }
    const blocking = blockingErrors(this.store.declaration(), section);
    if (blocking.length > 0) {
      this.form()?.refuse(
        Object.fromEntries(blocking.flatMap((each) => (each.field ? [[each.field, each.message]] : []))),
      );
      this.show({ heading: '', errors: blocking });
      return;
    }
    if (this.view()?.state === 'LOCKED') {
      this.messages.tell({ tone: 'done', text: 'Contrôle sans écart\u202f: la saisie de cette section est terminée.' });
    }
    // What follows is told here, not as the act of another person.
    this.wasEditable = null;
    await this.router.navigate(stepLink(this.store.declaration().id, controlsStep(section)));
  }

  /** Esc in a line: what was last saved comes back. */
  protected undo(event: Event): void {
    const target = event.target;
    const name = target instanceof HTMLInputElement ? target.name : '';
    const form = this.form();
    const line = form?.lines.find((each) => fieldId(each.field) === name);
    if (form && line && form.undo(line)) event.preventDefault();
  }

  protected togglePrevious(): void {
    this.previousShown.update((shown) => !shown);
  }

  protected forgetStranded(): void {
    const view = this.view();
    this.drafts.forget(this.draftKey());
    if (view) this.form.set(new SectionForm(view, this.store.declaration().revision, null, this.period()));
  }

  private readable(form: SectionForm): boolean {
    const unreadable = form.judgeAll();
    if (unreadable.length === 0) return true;
    const errors = unreadable.map((line) => ({ line, message: form.errors()[line.field] ?? '' }));
    this.show({ heading: '', errors: errors.map(toSummary) });
    return false;
  }

  private showRefusal(refusal: Refusal, heading: string): void {
    const form = this.form();
    if (!form) return;
    const fields = refusedFields(refusal, form.lines);
    form.refuse(Object.fromEntries(fields.map((each) => [each.field, each.message])));
    const errors = fields.length > 0 ? fields : [{ fieldId: null, message: refusal.message }];
    this.show({ heading, errors });
  }

  private show(summary: Summary): void {
    this.refused.set(summary);
    // Who has gone on typing meanwhile is told, and keeps her line: a focus that leaves takes the rest of the figure with it.
    if (this.autosave.typedSince(this.askedAt)) {
      this.announcer.say([summary.heading, ...summary.errors.map(({ message }) => message)].join(' '), 'assertive');
    } else afterNextRender(() => this.summaryBox()?.focus(), { injector: this.injector });
  }

  /** Both values side by side; true once the person chose and a new save may be tried. */
  private async settleWithOther(form: SectionForm): Promise<boolean> {
    const view = this.view();
    const keepMine = await this.stale.ask({
      by: view?.savedByYou ? 'you' : (view?.savedBy ?? null),
      differences: form.differences(),
      typed: (field) => form.text(field),
    });
    if (!keepMine) {
      const who = view?.savedByYou
        ? 'Vous avez enregistré cette section dans une autre fenêtre'
        : `${view?.savedBy ?? 'Une autre personne'} a enregistré cette section entre-temps`;
      this.show({
        heading: 'Vos données ne sont pas enregistrées',
        errors: [
          {
            fieldId: null,
            message: `${who}. Enregistrez de nouveau pour choisir.`,
          },
        ],
      });
      return false;
    }
    form.settle(keepMine);
    return true;
  }

  private standing(): Summary | null {
    if (!this.editable() || !this.judged()) return null;
    const errors = essentialMissing(this.store.declaration(), this.section(), this.form()?.values() ?? {});
    return errors.length > 0 ? { heading: 'Une donnée indispensable manque', errors } : null;
  }

  /** The form became a page to read, or a form again, by another person's act: said, and the lost focus goes to the title. */
  private tellOpening(editable: boolean): void {
    const before = this.wasEditable;
    this.wasEditable = editable;
    if (before === null || before === editable) return;
    untracked(() => {
      if (editable) {
        this.announcer.say('La saisie de cette section est de nouveau ouverte.');
        return;
      }
      this.routeFocus.arrive();
      const view = this.view();
      this.announcer.say(view?.state === 'LOCKED' ? lockWords(view) : 'Cette section ne peut plus être modifiée.');
    });
  }

  private followServer(): void {
    const { revision } = this.store.declaration();
    const values = this.view()?.values ?? {};
    // Our own save may be told by the live stream before its answer comes: that answer is followed first.
    if (this.saver.sending()) return;
    untracked(() => this.form()?.follow(values, revision));
  }

  private keepDraft(): void {
    const kept = this.form()?.kept();
    if (kept) this.drafts.keep(this.draftKey(), kept);
    else this.drafts.forget(this.draftKey());
  }

  private period(): Period {
    const { periodStart, periodEnd } = this.store.declaration();
    return { start: periodStart, end: periodEnd };
  }

  private draftKey(): string {
    const { id, version } = this.store.declaration();
    return `${id}.${version}.${this.section()}`;
  }
}
