import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { AttemptKey } from '@api/http/attempt-key';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { InstructionApi } from '@api/workflow/instruction-api';
import type { Validated, ValidationPreview } from '@api/workflow/workflow.types';
import { Busy } from '@ui/buttons/busy';
import { ErrorSummary } from '@ui/errors/error-summary';
import { lengthOf, TextAreaField } from '@ui/field/text-area-field';
import { formatGap } from '@ui/figures/format-figure';
import { FigurePipe } from '@ui/figures/figure.pipe';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { Announcer } from '@ui/messages/announcer';
import { RowKeys } from '@ui/grid/row-keys';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { percentOf } from '@ui/sections/gap-words';
import { countOf } from '@ui/words/count-of';
import { nameOf } from '@ui/words/declaration-name';
import { LONGEST_TEXT } from '../review/decision-words';

/** What a declaration holds, in words, and why it is not validated with the others. */
interface Line {
  readonly item: ValidationPreview;
  readonly name: string;
  readonly gap: string;
  readonly why: string;
}

/** « Valider ensemble » (B22): what each declaration holds, before validating those with nothing to read twice. */
@Component({
  selector: 'app-validation-page',
  imports: [
    MatButton,
    Busy,
    RouterLink,
    ErrorSummary,
    FigurePipe,
    Loading,
    Notice,
    PageHeader,
    RowKeys,
    TextAreaField,
    UnavailablePage,
  ],
  templateUrl: './validation-page.html',
  styles: `
    .others,
    .result {
      margin-block: var(--space-6);
      max-inline-size: var(--column);
    }
    form {
      max-inline-size: var(--column);
      margin-block-start: var(--space-6);
    }
  `,
})
export class ValidationPage {
  /** `?declarations=`: ids, by commas. */
  readonly declarations = input<string>();

  private readonly api = inject(InstructionApi);
  private readonly announcer = inject(Announcer);
  private readonly injector = inject(Injector);
  private readonly attempt = new AttemptKey();
  private readonly done = viewChild('done', { read: ElementRef<HTMLElement> });
  private readonly summaryBox = viewChild(ErrorSummary);

  protected readonly crumbs: readonly Crumb[] = [{ label: 'Déclarations à instruire', link: ['/a-instruire'] }];
  protected readonly longest = LONGEST_TEXT;
  protected readonly loaded = signal<readonly ValidationPreview[] | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  /** Why nothing was sent, or answered. */
  protected readonly fault = signal<string | null>(null);
  protected readonly noteError = signal<string | null>(null);
  protected readonly note = signal('');
  protected readonly busy = signal(false);
  protected readonly outcomes = signal<readonly Validated[] | null>(null);

  private readonly asked = computed(() => (this.declarations() ?? '').split(',').filter((id) => id !== ''));
  protected readonly missing = computed(() => this.asked().length - (this.loaded()?.length ?? 0));
  private readonly lines = computed(() => (this.loaded() ?? []).map(lineOf));
  protected readonly clean = computed(() => this.lines().filter(({ why }) => why === ''));
  protected readonly others = computed(() => this.lines().filter(({ why }) => why !== ''));
  protected readonly submit = computed(() =>
    this.clean().length === 1 ? 'Valider cette déclaration' : `Valider ces ${this.clean().length} déclarations`,
  );
  protected readonly validatedWords = computed(() => {
    const count = this.outcomes()?.filter(({ refusal }) => refusal === null).length ?? 0;
    return `${countOf(count, 'déclaration validée', 'déclarations validées', 'aucune')}.`;
  });
  protected readonly refused = computed(() =>
    (this.outcomes() ?? []).flatMap(({ id, refusal }) => {
      const line = this.lines().find(({ item }) => item.declarationId === id);
      return refusal && line ? [{ id, name: `${line.name} de ${line.item.equipmentName}`, why: refusal.detail }] : [];
    }),
  );

  constructor() {
    afterNextRender(() => void this.load());
  }

  protected async load(): Promise<void> {
    this.refusal.set(null);
    if (this.asked().length === 0) {
      this.loaded.set([]);
      return;
    }
    try {
      this.loaded.set(await this.api.previewValidations(this.asked()));
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  protected async validate(): Promise<void> {
    this.noteError.set(
      lengthOf(this.note()) > this.longest ? 'Le texte dépasse 2\u202f000 caractères. Raccourcissez-le.' : null,
    );
    this.fault.set(null);
    if (this.noteError() !== null) {
      this.focusLater(() => document.getElementById('note'));
      return;
    }
    const declarations = this.clean().map(({ item }) => ({ id: item.declarationId, revision: item.revision }));
    const key = this.attempt.keyFor(JSON.stringify([declarations, this.note()]));
    this.busy.set(true);
    try {
      this.outcomes.set(await this.api.validate(declarations, this.note(), key));
      this.attempt.settled();
      this.announcer.say(this.validatedWords());
      this.focusLater(() => this.done()?.nativeElement);
    } catch (error) {
      const refusal = refusalOf(error);
      // Without an answer some may be validated: the same key makes the next press the same act.
      if (!refusal.passing) this.attempt.settled();
      this.fault.set(refusal.message);
      afterNextRender(() => this.summaryBox()?.focus(), { injector: this.injector });
    } finally {
      this.busy.set(false);
    }
  }

  private focusLater(target: () => HTMLElement | null | undefined): void {
    afterNextRender(() => target()?.focus(), { injector: this.injector });
  }
}

function lineOf(item: ValidationPreview): Line {
  const { entitlement, previousEntitlement, explainedGaps, correctionRequested } = item;
  const gap = entitlement === null || previousEntitlement === null ? null : entitlement - previousEntitlement;
  const percent = gap === null || previousEntitlement === null ? null : percentOf(gap, previousEntitlement);
  const reasons = [
    explainedGaps > 0 ? countOf(explainedGaps, 'écart expliqué', 'écarts expliqués') : '',
    correctionRequested ? 'correction demandée' : '',
  ].filter((reason) => reason !== '');
  return {
    item,
    name: nameOf(item),
    gap: gap === null ? '' : formatGap({ value: gap, unit: 'EURO' }) + (percent === null ? '' : ` (${percent})`),
    why: reasons.join(', '),
  };
}
