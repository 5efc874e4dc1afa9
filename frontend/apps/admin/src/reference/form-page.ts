import { Component, computed, effect, inject, input, untracked, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { FormsApi } from '@api/workflow/forms-api';
import type { FormContent, FormFile } from '@api/workflow/workflow.types';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { ErrorSummary } from '@ui/errors/error-summary';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { ChangesView } from './changes-view';
import { Desk } from './desk';
import { DraftPanel } from './draft-panel';
import { FormWordsForm } from './form-words';
import { FormWordsView } from './form-words-view';
import { FORM_PREFIX, heldIn, readForm, type TypedForm, typedForm } from './form-words-values';
import { ProposalFields } from './proposal-fields';
import { fieldIdOf } from './reference-words';

/** The control that a path of a refusal is about: a cell of a line, or the reason. */
const fieldOf = (path: string, code: string): string | null => {
  if (code === 'TOO_SHORT') return 'proposition-reason';
  return path === '/reason' || /^\/lines\/\d+\/\w+$/.test(path) ? fieldIdOf(FORM_PREFIX, path) : null;
};

/** « Formulaires à partir de l’exercice 2017 »: the words in force, the draft, and the versions from that exercise. */
@Component({
  selector: 'app-form-page',
  imports: [
    MatButton,
    Busy,
    ChangesView,
    DraftPanel,
    ErrorSummary,
    FormWordsForm,
    FormWordsView,
    FrenchDatePipe,
    Loading,
    PageHeader,
    ProposalFields,
    UnavailablePage,
  ],
  templateUrl: './form-page.html',
  styleUrl: './reference-file.scss',
})
export class FormPage {
  /** From the address. */
  readonly exercice = input.required<string>();

  private readonly router = inject(Router);
  private readonly summary = viewChild(ErrorSummary);
  protected readonly desk = new Desk<FormContent, FormFile, TypedForm>({
    api: inject(FormsApi).form,
    typedOf: (content, { lines }) => typedForm(content, lines),
    read: (typed, { lines }) => readForm(typed, lines),
    fieldOf,
    summary: this.summary,
  });
  protected readonly store = this.desk.store;

  protected readonly crumbs: readonly Crumb[] = [
    { label: 'Référentiel', link: ['/referentiel'] },
    { label: 'Formulaires', link: ['/referentiel/formulaires'] },
  ];
  protected readonly title = computed(() => `Formulaires à partir de l’exercice ${this.exercice()}`);
  protected readonly act = computed(() => `Publier à partir de l’exercice ${this.exercice()}`);
  protected readonly held = computed(() => {
    const file = this.store.file();
    return file === null ? '' : heldIn(file.inForce);
  });
  /** Whether this exercise has a version of its own. */
  protected readonly own = computed(() => (this.store.file()?.versions.length ?? 0) > 0);
  protected readonly groups = computed(() => [{ scope: 'Ligne par ligne', changes: this.desk.draft()?.changes ?? [] }]);
  protected readonly errorHeading = computed(() => {
    if (this.store.mayPropose()) return 'La proposition n’est pas envoyée';
    return this.store.refused()?.code === 'FORM_INCONSISTENT'
      ? 'Les formulaires ne sont pas publiés'
      : 'Le brouillon n’est pas enregistré';
  });
  protected readonly reasonError = computed(
    () => this.desk.errors().find(({ fieldId }) => fieldId === 'proposition-reason')?.message ?? null,
  );
  protected readonly consequence =
    'Les déclarations en cours de saisie prennent ces mots tout de suite\u202f; celles déjà transmises gardent les leurs.';

  constructor() {
    effect(() => {
      const exercise = this.exercice();
      untracked(() => void this.desk.arrive(exercise));
    });
  }

  protected start(): void {
    const file = this.store.file();
    if (file === null) return;
    const lines = file.lines.map(({ section, field, label, help, order }) => ({ section, field, label, help, order }));
    this.desk.begin(typedForm({ lines, reason: '' }, file.lines), 'formulaire-saisie');
  }

  protected async propose(): Promise<void> {
    const id = await this.desk.propose();
    if (id !== null) await this.router.navigate(['/referentiel/propositions/formulaires', id]);
  }
}
