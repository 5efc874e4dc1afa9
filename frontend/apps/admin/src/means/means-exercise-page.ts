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
import { AttemptKey } from '@api/http/attempt-key';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { type PublicationReasons, StatisticsApi } from '@api/statistics/statistics-api';
import type { MeansPreview, SentMeansList } from '@api/statistics/statistics.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Ask } from '@ui/dialogs/ask';
import { ErrorSummary } from '@ui/errors/error-summary';
import { errorsOf } from '@ui/errors/refusal-errors';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { Announcer } from '@ui/messages/announcer';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { NotFoundPage } from '@ui/pages/not-found-page';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { countOf } from '@ui/words/count-of';
import { changesWords, completeWords } from './means-words';
import { DepartmentsTable } from './departments-table';
import { MeansListField, type ReadList } from './means-list-field';
import { NationalTable } from './national-table';
import { PublicationForm } from './publication-form';

const FIELDS: Readonly<Record<string, string>> = {
  '/forcedReason': 'raison-avance',
  '/correction': 'raison-correction',
};

/** « Moyennes 2014 »: what would be published, what changed, what looks odd, and the act. */
@Component({
  selector: 'app-means-exercise-page',
  imports: [
    DepartmentsTable,
    ErrorSummary,
    FrenchDatePipe,
    Loading,
    MeansListField,
    NationalTable,
    NotFoundPage,
    Notice,
    PageHeader,
    PublicationForm,
    UnavailablePage,
  ],
  templateUrl: './means-exercise-page.html',
  styles: `
    section {
      display: grid;
      gap: var(--space-3);
      margin-block: var(--space-6);
    }
  `,
})
export class MeansExercisePage {
  /** From the address. */
  readonly exercice = input.required<string>();

  private readonly api = inject(StatisticsApi);
  private readonly ask = inject(Ask);
  private readonly announcer = inject(Announcer);
  private readonly messages = inject(Messages);
  private readonly focusSoon = inject(FocusSoon);
  private readonly injector = inject(Injector);
  private readonly attempt = new AttemptKey();
  private readonly summary = viewChild(ErrorSummary);

  protected readonly crumbs: readonly Crumb[] = [{ label: 'Moyennes', link: ['/moyennes'] }];
  protected readonly preview = signal<MeansPreview | null>(null);
  /** The list whose means are previewed; null when they are those of the réelles. */
  protected readonly list = signal<SentMeansList | null>(null);
  protected readonly unavailable = signal<Refusal | null>(null);
  protected readonly refused = signal<Refusal | null>(null);
  protected readonly reasons = signal<PublicationReasons>({ forcedReason: '', correction: '' });
  protected readonly busy = signal(false);
  protected readonly known = computed(() => /^20\d{2}$/.test(this.exercice()));
  protected readonly errors = computed(() => {
    const refused = this.refused();
    return refused === null ? [] : errorsOf(refused, (path) => FIELDS[path] ?? null);
  });
  protected readonly complete = computed(() => {
    const preview = this.preview();
    return preview === null ? '' : completeWords({ validated: preview.count, expected: preview.expected });
  });
  protected readonly changes = computed(() => {
    const preview = this.preview();
    return preview === null ? '' : changesWords(preview);
  });

  constructor() {
    effect(() => {
      this.exercice();
      untracked(() => {
        this.preview.set(null);
        this.list.set(null);
        this.refused.set(null);
        void this.load();
      });
    });
  }

  protected async load(): Promise<void> {
    if (!this.known()) return;
    this.unavailable.set(null);
    try {
      const preview = await this.api.preview(Number(this.exercice()));
      // Together: until the figures of the réelles are there, those of the list are on the screen, under its name.
      this.list.set(null);
      this.preview.set(preview);
    } catch (error) {
      this.unavailable.set(refusalOf(error));
    }
  }

  protected look({ list, preview }: ReadList): void {
    this.refused.set(null);
    this.list.set(list);
    this.preview.set(preview);
    this.announcer.say(`Aperçu des moyennes de ${list.fileName}.`);
    this.focusSoon.on('publication');
  }

  protected async leaveList(): Promise<void> {
    // What is on the screen meanwhile is not what is about to be published.
    this.busy.set(true);
    await this.load();
    this.busy.set(false);
    this.focusSoon.on('publication');
  }

  /** What was typed stays when it is refused; when the figures are others, they are shown. */
  protected async publish(): Promise<void> {
    const [preview, list] = [this.preview(), this.list()];
    if (preview === null || this.busy()) return;
    const sure = await this.ask.confirm({
      title: `Publier les moyennes ${preview.exercise}\u202f?`,
      text:
        `Elles portent sur ${countOf(preview.count, 'équipement', 'équipements')}. Chaque partenaire les verra à côté de ses chiffres. ` +
        'Une publication ne se modifie plus\u202f: une nouvelle version la corrige.',
      yes: 'Publier les moyennes',
      no: 'Ne pas publier',
    });
    if (!sure) return;
    this.busy.set(true);
    this.refused.set(null);
    try {
      const key = this.attempt.keyFor(JSON.stringify([preview.exercise, preview.digest, this.reasons()]));
      this.preview.set(await this.api.publish(preview, this.reasons(), list, key));
      this.list.set(null);
      this.attempt.settled();
      this.reasons.set({ forcedReason: '', correction: '' });
      this.messages.tell({ tone: 'done', text: `Les moyennes ${preview.exercise} sont publiées.` });
      this.focusSoon.on('publication');
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal.passing) this.attempt.settled();
      if (refusal.status === 409) await this.load();
      this.refused.set(refusal);
      afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
    } finally {
      this.busy.set(false);
    }
  }
}
