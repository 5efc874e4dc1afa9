import { Component, computed, effect, inject, input, untracked, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { ReferenceApi } from '@api/controls/reference-api';
import type { ScaleContent, ScaleFile } from '@api/controls/reference.types';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { ErrorSummary } from '@ui/errors/error-summary';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { ChangesView } from './changes-view';
import { Desk } from './desk';
import { DraftPanel } from './draft-panel';
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
  private readonly summary = viewChild(ErrorSummary);
  protected readonly desk = new Desk<ScaleContent, ScaleFile, TypedScale>({
    api: this.api.scale,
    typedOf: typedScale,
    read: readScale,
    fieldOf,
    summary: this.summary,
  });
  protected readonly store = this.desk.store;

  protected readonly crumbs: readonly Crumb[] = [
    { label: 'Référentiel', link: ['/referentiel'] },
    { label: 'Barèmes', link: ['/referentiel/baremes'] },
  ];
  protected readonly current = computed(() => this.store.file()?.revisions[0] ?? null);
  protected readonly past = computed(() => this.store.file()?.revisions ?? []);
  protected readonly groups = computed(() => [
    { scope: `Barème ${this.exercice()}`, changes: this.desk.draft()?.changes ?? [] },
  ]);
  protected readonly errorHeading = computed(() => {
    if (this.store.mayPropose()) return 'La proposition n’est pas envoyée';
    return this.store.refused()?.code === 'SCALE_INCONSISTENT'
      ? 'Le barème n’est pas publié'
      : 'Le brouillon n’est pas enregistré';
  });

  constructor() {
    effect(() => {
      const exercise = this.exercice();
      untracked(() => void this.desk.arrive(exercise));
    });
  }

  protected async start(): Promise<void> {
    const current = this.current();
    const typed = current === null ? nextScale(await this.before()) : typedScale(current);
    this.desk.begin(typed, 'bareme-formulaire');
  }

  protected async propose(): Promise<void> {
    const id = await this.desk.propose();
    if (id !== null) await this.router.navigate(['/referentiel/propositions', id]);
  }

  /** The latest scale of an earlier exercise. */
  private async before(): Promise<ScaleContent | null> {
    const { scales } = await this.api.scales();
    return scales.find(({ exercise }) => exercise < Number(this.exercice())) ?? null;
  }
}
