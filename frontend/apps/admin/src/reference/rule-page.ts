import { Component, computed, effect, inject, input, untracked, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { ReferenceApi } from '@api/controls/reference-api';
import type { RuleContent, RuleFile } from '@api/controls/reference.types';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { ErrorSummary } from '@ui/errors/error-summary';
import { formatFigure } from '@ui/figures/format-figure';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { StatusChip } from '@ui/status/status-chip';
import { Desk } from './desk';
import { DraftPanel } from './draft-panel';
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
  private readonly summary = viewChild(ErrorSummary);
  protected readonly desk = new Desk<RuleContent, RuleFile, TypedRule>({
    api: inject(ReferenceApi).rule,
    typedOf: typedRule,
    read: (typed, { thresholds }) => readRule(typed, thresholds),
    fieldOf,
    summary: this.summary,
  });
  protected readonly store = this.desk.store;

  protected readonly crumbs: readonly Crumb[] = [
    { label: 'Référentiel', link: ['/referentiel'] },
    { label: 'Contrôles', link: ['/referentiel/controles'] },
  ];
  protected readonly label = computed(() => this.store.file()?.versions[0]?.label ?? '');
  protected readonly versions = computed(() =>
    (this.store.file()?.versions ?? []).map((rule) => ({
      rule,
      scope: `${typesWords(rule.declarationTypes)}, ${exercisesWords(rule.fromExercise, rule.toExercise)}`,
      severity: labelOf(SEVERITY_CHOICES, rule.severity),
      thresholds: rule.thresholds.map(formatFigure).join(' · ') || 'sans seuil',
    })),
  );
  protected readonly errorHeading = computed(() => {
    if (this.store.mayPropose()) return 'La proposition n’est pas envoyée';
    return this.store.refused()?.code === 'RULE_INCONSISTENT'
      ? 'Le contrôle n’est pas publié'
      : 'Le brouillon n’est pas enregistré';
  });

  constructor() {
    effect(() => {
      const code = this.code();
      untracked(() => void this.desk.arrive(code));
    });
  }

  protected start(): void {
    const start = this.store.file()?.start;
    if (start !== undefined) this.desk.begin(typedRule(start), 'controle-formulaire');
  }

  protected async propose(): Promise<void> {
    const id = await this.desk.propose();
    if (id !== null) await this.router.navigate(['/referentiel/propositions', id]);
  }
}
