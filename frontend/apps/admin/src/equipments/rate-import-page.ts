import {
  afterNextRender,
  Component,
  computed,
  effect,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { DomSanitizer } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { EquipmentAdminApi } from '@api/equipment/equipment-admin-api';
import type { RateLine, RatePreview } from '@api/equipment/equipment.types';
import { AttemptKey } from '@api/http/attempt-key';
import { refusalOf } from '@api/http/refusal';
import { Busy } from '@ui/buttons/busy';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { contentOf } from '@ui/field/file-content';
import { FileField } from '@ui/field/file-field';
import { type Choice, SelectField } from '@ui/field/select-field';
import { PageHeader } from '@ui/frame/page-header';
import { Announcer } from '@ui/messages/announcer';
import { Notice } from '@ui/messages/notice';
import { StatusChip, type Tone } from '@ui/status/status-chip';
import { countOf } from '@ui/words/count-of';
import { countWords, lineWords, TEMPLATE } from './rate-import-words';

const FILE_FIELD = 'fichier';
/** Lines shown at once. */
const PART = 50;

const OUTCOMES: readonly (Choice & { value: RateLine['outcome'] | '' })[] = [
  { value: '', label: 'Toutes les lignes' },
  { value: 'SET', label: 'À enregistrer' },
  { value: 'UNCHANGED', label: 'Inchangées' },
  { value: 'REFUSED', label: 'Refusées' },
];
const STATE: Readonly<Record<RateLine['outcome'], { tone: Tone; label: string }>> = {
  SET: { tone: 'todo', label: 'À enregistrer' },
  UNCHANGED: { tone: 'muted', label: 'Inchangé' },
  REFUSED: { tone: 'refused', label: 'Refusé' },
};

/** « Importer des taux »: a list is read, shown line by line, then recorded as it was shown. */
@Component({
  selector: 'app-rate-import-page',
  imports: [MatButton, RouterLink, Busy, ErrorSummary, FileField, SelectField, PageHeader, Notice, StatusChip],
  templateUrl: './rate-import-page.html',
  styleUrl: './rate-import-page.scss',
})
export class RateImportPage {
  private readonly api = inject(EquipmentAdminApi);
  private readonly announcer = inject(Announcer);
  private readonly injector = inject(Injector);
  private readonly attempt = new AttemptKey();
  private readonly summary = viewChild(ErrorSummary);
  private content = '';

  protected readonly crumbs = [{ label: 'Équipements', link: ['/equipements'] }];
  protected readonly fileField = FILE_FIELD;
  protected readonly outcomes = OUTCOMES;
  protected readonly state = STATE;
  protected readonly words = lineWords;
  // A constant of ours, in a scheme that Angular does not let through by itself.
  protected readonly template = inject(DomSanitizer).bypassSecurityTrustUrl(TEMPLATE);

  protected readonly fileName = signal('');
  protected readonly preview = signal<RatePreview | null>(null);
  protected readonly busy = signal(false);
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly done = signal('');
  protected readonly only = signal<string>('');
  protected readonly shown = signal(PART);
  protected readonly kept = computed(() => {
    const lines = this.preview()?.lines ?? [];
    return this.only() === '' ? lines : lines.filter(({ outcome }) => outcome === this.only());
  });
  protected readonly lines = computed(() => this.kept().slice(0, this.shown()));
  protected readonly rest = computed(() => Math.min(PART, this.kept().length - this.lines().length));
  protected readonly counts = computed(() => {
    const preview = this.preview();
    return preview ? countWords(preview.counts) : '';
  });
  protected readonly fault = computed(
    () => this.errors().find(({ fieldId }) => fieldId === FILE_FIELD)?.message ?? null,
  );
  protected readonly apply = computed(() => {
    const set = this.preview()?.counts.set ?? 0;
    return set > 0 ? `Enregistrer ${countOf(set, 'taux', 'taux')}` : '';
  });

  constructor() {
    effect(() => {
      if (this.errors().length > 0) {
        untracked(() => afterNextRender(() => this.summary()?.focus(), { injector: this.injector }));
      }
    });
  }

  protected async choose(file: File): Promise<void> {
    if (this.busy()) return;
    this.done.set('');
    this.preview.set(null);
    this.fileName.set(file.name);
    const read = await contentOf(file);
    if (read.ok) {
      this.content = read.content;
      await this.look();
    } else {
      this.errors.set([{ fieldId: FILE_FIELD, message: read.message }]);
    }
  }

  protected narrow(outcome: string): void {
    this.only.set(outcome);
    this.shown.set(PART);
  }

  protected async record(): Promise<void> {
    const preview = this.preview();
    if (preview === null || this.busy()) return;
    const { fingerprint } = preview;
    this.busy.set(true);
    this.errors.set([]);
    try {
      const { set } = await this.api.applyRates(this.content, fingerprint, this.attempt.keyFor(fingerprint));
      this.attempt.settled();
      this.done.set(`${countOf(set, 'taux est enregistré', 'taux sont enregistrés')}.`);
      this.busy.set(false);
      await this.look();
    } catch (error) {
      const refusal = refusalOf(error);
      // Without an answer they may be recorded: the same key makes the next press the same act.
      if (!refusal.passing) this.attempt.settled();
      this.busy.set(false);
      if (refusal.status === 409) await this.look();
      this.errors.set([{ fieldId: null, message: refusal.message }]);
    } finally {
      this.busy.set(false);
    }
  }

  /** What each line would do now. */
  private async look(): Promise<void> {
    this.busy.set(true);
    this.errors.set([]);
    this.narrow('');
    try {
      const preview = await this.api.previewRates(this.content);
      this.preview.set(preview);
      this.announcer.say(`${this.done()} ${countWords(preview.counts)}`.trim());
    } catch (error) {
      this.preview.set(null);
      this.errors.set([{ fieldId: FILE_FIELD, message: refusalOf(error).message }]);
    } finally {
      this.busy.set(false);
    }
  }
}
