import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import { FormsApi } from '@api/workflow/forms-api';
import type { FormList } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { TextField } from '@ui/field/text-field';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { RowKeys } from '@ui/grid/row-keys';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { StatusChip } from '@ui/status/status-chip';
import { countOf, sentence } from '@ui/words/count-of';
import { heldIn } from './form-words-values';

/** « Formulaires »: which words are in force from which exercise on, and what is prepared. */
@Component({
  selector: 'app-forms-page',
  imports: [
    MatButton,
    RouterLink,
    FrenchDatePipe,
    Loading,
    PageHeader,
    RowKeys,
    StatusChip,
    TextField,
    UnavailablePage,
  ],
  templateUrl: './forms-page.html',
  styles: `
    form {
      --field-rule: 0;
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-4);
      align-items: end;
      margin-block: var(--space-4);
    }
    button {
      margin-block-end: var(--space-3);
    }
  `,
})
export class FormsPage {
  private readonly api = inject(FormsApi);
  private readonly user = inject(CurrentUser);
  private readonly router = inject(Router);
  protected readonly crumbs: readonly Crumb[] = [{ label: 'Référentiel', link: ['/referentiel'] }];
  protected readonly loaded = signal<FormList | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly exercise = signal('');
  protected readonly fault = signal<string | null>(null);
  protected readonly mayPrepare = computed(() => this.user.known() && this.user.me().population === 'CNAF_ADMIN');
  protected readonly rows = computed(() =>
    (this.loaded()?.versions ?? []).map((version) => ({
      version,
      held: sentence(heldIn(version)),
      draft: this.loaded()?.drafts.includes(version.fromExercise) ?? false,
    })),
  );
  /** Drafts from exercises that have no version yet. */
  protected readonly drafts = computed(() => {
    const { versions = [], drafts = [] } = this.loaded() ?? {};
    return drafts.filter((exercise) => !versions.some(({ fromExercise }) => fromExercise === exercise));
  });
  protected readonly caption = computed(() => sentence(countOf(this.rows().length, 'version', 'versions')));

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.refusal.set(null);
    try {
      this.loaded.set(await this.api.list());
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  protected prepare(): void {
    const exercise = this.exercise().trim();
    const known = /^\d{4}$/.test(exercise) && Number(exercise) >= 2010 && Number(exercise) <= 2100;
    this.fault.set(known ? null : 'Écrivez l’exercice sur quatre chiffres, à partir de 2010.');
    if (known) void this.router.navigate(['/referentiel/formulaires', exercise]);
    else document.getElementById('formulaires-exercice')?.focus();
  }
}
