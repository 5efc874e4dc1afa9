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
import type { RuleContent, RuleFile } from '@api/controls/reference.types';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { formatFigure } from '@ui/figures/format-figure';
import { errorsOf } from '@ui/errors/refusal-errors';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { StatusChip } from '@ui/status/status-chip';
import { DraftPanel } from './draft-panel';
import { DraftStore } from './draft-store';
import { ProposalFields } from './proposal-fields';
import { exercisesWords, fieldIdOf, labelOf, SEVERITY_CHOICES, typesWords } from './reference-words';
import { RuleForm } from './rule-form';
import { readRule, RULE_PREFIX, type TypedRule, typedRule } from './rule-form-values';
import { RuleTrial } from './rule-trial';

/** The control that a path of a refusal is about. */
const fieldOf = (path: string, code: string): string | null =>
  code === 'TOO_SHORT' ? 'proposition-reason' : path === '' ? null : fieldIdOf(RULE_PREFIX, path);

/** « Contrôle ACT-12 »: its versions, the draft or the proposal, and the trial before publishing. */
@Component({
  selector: 'app-rule-page',
  imports: [
    MatButton,
    Busy,
    DraftPanel,
    ErrorSummary,
    FrenchDatePipe,
    Loading,
    PageHeader,
    ProposalFields,
    RuleForm,
    RuleTrial,
    StatusChip,
    UnavailablePage,
  ],
  templateUrl: './rule-page.html',
  styleUrl: './reference-file.scss',
})
export class RulePage {
  /** From the address. */
  readonly code = input.required<string>();

  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly focusSoon = inject(FocusSoon);
  private readonly summary = viewChild(ErrorSummary);
  protected readonly store = new DraftStore<RuleContent, RuleFile>(inject(ReferenceApi).rule);

  protected readonly crumbs: readonly Crumb[] = [
    { label: 'Référentiel', link: ['/referentiel'] },
    { label: 'Contrôles', link: ['/referentiel/controles'] },
  ];
  protected readonly typed = signal<TypedRule | null>(null);
  protected readonly proposalReason = signal('');
  private readonly faults = signal<readonly FieldError[]>([]);

  protected readonly draft = computed(() => this.store.file()?.draft ?? null);
  protected readonly label = computed(() => this.store.file()?.versions[0]?.label ?? '');
  protected readonly versions = computed(() =>
    (this.store.file()?.versions ?? []).map((rule) => ({
      rule,
      scope: `${typesWords(rule.declarationTypes)}, ${exercisesWords(rule.fromExercise, rule.toExercise)}`,
      severity: labelOf(SEVERITY_CHOICES, rule.severity),
      thresholds: rule.thresholds.map(formatFigure).join(' · ') || 'sans seuil',
    })),
  );
  protected readonly draftFaults = computed<readonly FieldError[]>(() =>
    (this.draft()?.faults ?? []).map(({ path, code, message }) => ({ fieldId: fieldOf(path, code), message })),
  );
  protected readonly errors = computed<readonly FieldError[]>(() => {
    if (this.faults().length > 0) return this.faults();
    const refused = this.store.refused();
    return refused === null ? [] : errorsOf(refused, fieldOf);
  });
  protected readonly marked = computed(() => [...this.errors(), ...this.draftFaults()]);
  protected readonly errorHeading = computed(() => {
    if (this.store.mayPropose()) return 'La proposition n’est pas envoyée';
    return this.store.refused()?.code === 'RULE_INCONSISTENT'
      ? 'Le contrôle n’est pas publié'
      : 'Le brouillon n’est pas enregistré';
  });
  protected readonly edited = computed(() => {
    const typed = this.typed();
    const draft = this.draft();
    return typed !== null && draft !== null && JSON.stringify(typed) !== JSON.stringify(typedRule(draft.content));
  });

  constructor() {
    effect(() => {
      const code = this.code();
      untracked(() => void this.arrive(code));
    });
  }

  protected async arrive(code: string): Promise<void> {
    this.typed.set(null);
    await this.store.load(code);
    const draft = this.draft();
    if (draft !== null) this.typed.set(typedRule(draft.content));
  }

  protected start(): void {
    const start = this.store.file()?.start;
    if (start === undefined) return;
    this.typed.set(typedRule(start));
    this.focusSoon.on('controle-formulaire');
  }

  protected leave(): void {
    this.typed.set(null);
    this.proposalReason.set('');
    this.faults.set([]);
    this.store.refused.set(null);
  }

  protected async save(): Promise<void> {
    const content = this.read();
    if (content === null) return;
    if (await this.store.save(content)) {
      this.typed.set(typedRule(this.draft()!.content));
      this.focusSoon.on('brouillon');
    } else this.toSummary();
  }

  protected async propose(): Promise<void> {
    const content = this.read();
    if (content === null) return;
    const id = await this.store.propose(content, this.proposalReason());
    if (id === null) this.toSummary();
    else await this.router.navigate(['/referentiel/propositions', id]);
  }

  protected async publish(): Promise<void> {
    if (await this.store.publish(`Le contrôle ${this.code()} est publié.`)) {
      this.leave();
      this.focusSoon.on('versions');
    } else this.toSummary();
  }

  protected async discard(): Promise<void> {
    if (await this.store.discard()) this.leave();
    else this.toSummary();
  }

  /** What the form says now, for the draft, the proposal and the trial alike. */
  protected readonly read = (): RuleContent | null => {
    const typed = this.typed();
    const file = this.store.file();
    if (typed === null || file === null) return null;
    const read = readRule(typed, file.thresholds);
    this.faults.set(read.ok ? [] : read.errors);
    this.store.refused.set(null);
    if (read.ok) return read.value;
    this.toSummary();
    return null;
  };

  private toSummary(): void {
    afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
  }
}
