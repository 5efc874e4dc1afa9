import {
  afterNextRender,
  Component,
  computed,
  effect,
  inject,
  Injector,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { ReferenceApi } from '@api/controls/reference-api';
import type { ScaleContent, ScaleFile } from '@api/controls/reference.types';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { errorsOf } from '@ui/errors/refusal-errors';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { ChangesView } from './changes-view';
import { DraftPanel } from './draft-panel';
import { DraftStore } from './draft-store';
import { ProposalFields } from './proposal-fields';
import { fieldIdOf } from './reference-words';
import { ScaleForm } from './scale-form';
import { nextScale, PREFIX, readScale, type TypedScale, typedScale } from './scale-form-values';
import { ScaleView } from './scale-view';

/** The control that a path of a refusal is about. */
const fieldOf = (path: string): string | null => (path === '/reason' ? 'proposition-reason' : fieldIdOf(PREFIX, path));

/** « Barème 2016 »: what is in force, the draft or the proposal, and the earlier revisions. */
@Component({
  selector: 'app-scale-page',
  imports: [
    MatButton,
    Busy,
    ChangesView,
    DraftPanel,
    ErrorSummary,
    FrenchDatePipe,
    Loading,
    Notice,
    PageHeader,
    ProposalFields,
    ScaleForm,
    ScaleView,
    UnavailablePage,
  ],
  templateUrl: './scale-page.html',
  styleUrl: './reference-file.scss',
})
export class ScalePage {
  /** From the address. */
  readonly exercice = input.required<string>();

  private readonly api = inject(ReferenceApi);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly focusSoon = inject(FocusSoon);
  private readonly summary = viewChild(ErrorSummary);
  protected readonly store = new DraftStore<ScaleContent, ScaleFile>(this.api.scale);

  protected readonly crumbs: readonly Crumb[] = [
    { label: 'Référentiel', link: ['/referentiel'] },
    { label: 'Barèmes', link: ['/referentiel/baremes'] },
  ];
  /** The form, once someone prepares or proposes something. */
  protected readonly typed = signal<TypedScale | null>(null);
  protected readonly reason = signal('');
  private readonly faults = signal<readonly FieldError[]>([]);

  protected readonly current = computed(() => this.store.file()?.revisions[0] ?? null);
  protected readonly past = computed(() => this.store.file()?.revisions ?? []);
  protected readonly draft = computed(() => this.store.file()?.draft ?? null);
  protected readonly groups = computed(() => [
    { scope: `Barème ${this.exercice()}`, changes: this.draft()?.changes ?? [] },
  ]);
  protected readonly draftFaults = computed<readonly FieldError[]>(() =>
    (this.draft()?.faults ?? []).map(({ path, message }) => ({ fieldId: fieldOf(path), message })),
  );
  /** What keeps the form from being saved, else what the service refused. */
  protected readonly errors = computed<readonly FieldError[]>(() => {
    if (this.faults().length > 0) return this.faults();
    const refused = this.store.refused();
    return refused === null ? [] : errorsOf(refused, fieldOf);
  });
  protected readonly errorHeading = computed(() => {
    if (this.store.mayPropose()) return 'La proposition n’est pas envoyée';
    return this.store.refused()?.code === 'SCALE_INCONSISTENT'
      ? 'Le barème n’est pas publié'
      : 'Le brouillon n’est pas enregistré';
  });
  /** Cells to mark: those refused now, and those that the draft lacks. */
  protected readonly marked = computed(() => [...this.errors(), ...this.draftFaults()]);
  protected readonly edited = computed(() => {
    const typed = this.typed();
    const draft = this.draft();
    return typed !== null && draft !== null && JSON.stringify(typed) !== JSON.stringify(typedScale(draft.content));
  });

  constructor() {
    effect(() => {
      const exercise = this.exercice();
      untracked(() => void this.arrive(exercise));
    });
  }

  protected async arrive(exercise: string): Promise<void> {
    this.typed.set(null);
    await this.store.load(exercise);
    const draft = this.draft();
    if (draft !== null) this.typed.set(typedScale(draft.content));
  }

  protected async start(): Promise<void> {
    const current = this.current();
    this.typed.set(current === null ? nextScale(await this.before()) : typedScale(current));
    this.focusSoon.on('bareme-formulaire');
  }

  protected leave(): void {
    this.typed.set(null);
    this.reason.set('');
    this.faults.set([]);
    this.store.refused.set(null);
  }

  protected async save(): Promise<void> {
    const content = this.read();
    if (content === null) return;
    if (await this.store.save(content)) this.show();
    else this.toSummary();
  }

  protected async propose(): Promise<void> {
    const content = this.read();
    if (content === null) return;
    const id = await this.store.propose(content, this.reason());
    if (id === null) this.toSummary();
    else await this.router.navigate(['/referentiel/propositions', id]);
  }

  protected async publish(): Promise<void> {
    if (await this.store.publish(`Le barème ${this.exercice()} est publié.`)) {
      this.leave();
      this.focusSoon.on('en-vigueur');
    } else this.toSummary();
  }

  protected async discard(): Promise<void> {
    if (await this.store.discard()) this.leave();
    else this.toSummary();
  }

  private show(): void {
    const draft = this.draft();
    if (draft !== null) this.typed.set(typedScale(draft.content));
    this.focusSoon.on('brouillon');
  }

  private read(): ScaleContent | null {
    const typed = this.typed();
    if (typed === null) return null;
    const read = readScale(typed);
    this.faults.set(read.ok ? [] : read.errors);
    this.store.refused.set(null);
    if (read.ok) return read.value;
    this.toSummary();
    return null;
  }

  private toSummary(): void {
    afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
  }

  /** The latest scale of an earlier exercise. */
  private async before(): Promise<ScaleContent | null> {
    const { scales } = await this.api.scales();
    return scales.find(({ exercise }) => exercise < Number(this.exercice())) ?? null;
  }
}
