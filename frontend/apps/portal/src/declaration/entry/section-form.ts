import { computed, signal } from '@angular/core';
import type { FieldValue, FormLine, SectionView, Values } from '@api/workflow/workflow.types';
import { dateFault, figureFaults, type Period } from './form-rules';
import { type Entry, entryOf, isTyped, readEntry, type Reading } from './reading';

/** What is kept in the tab while unsaved; `base` is the saved state the person started from. */
export interface KeptEntries {
  readonly revision: number;
  readonly base: Values;
  readonly entries: Readonly<Record<string, Entry>>;
}

/** A field both people changed, or only the other one. Values as stored. */
export interface Difference {
  readonly line: FormLine;
  readonly mine: Reading;
  readonly theirs: FieldValue;
  /** This person changed it too, to something else: she chooses. */
  readonly contested: boolean;
}

/**
 * One section being typed. It knows three states of each field: `base` (saved when one began), what is typed, and what
 * the server holds now. Nothing typed is ever replaced without the person's choice.
 */
export class SectionForm {
  private readonly base = signal<Values>({});
  private readonly server = signal<Values>({});
  private readonly entries = signal<Readonly<Record<string, Entry>>>({});
  private readonly messages = signal<Readonly<Record<string, string>>>({});
  /** Values the service refused, by field: not sent again by themselves as long as they stand. */
  private readonly setAside = signal<Values>({});
  /** Revision the next save rests on; behind the server's when someone else saved this section. */
  private readonly baseRevision = signal(0);
  private readonly serverRevision = signal(0);
  /** Lines of the form; the same all along. */
  readonly lines: readonly FormLine[];

  /** Fields once filled or left: what the controls will refuse of them is said from then on. */
  private readonly seen = signal<ReadonlySet<string>>(new Set());

  constructor(
    section: SectionView,
    revision: number,
    kept: KeptEntries | null,
    /** What the declaration is about; null when nothing is judged by it. */
    private readonly period: Period | null = null,
  ) {
    this.lines = section.lines.filter(isTyped);
    this.start(section.values, revision);
    this.see(this.lines.filter((line) => (section.values[line.field] ?? null) !== null));
    if (kept) this.restore(kept);
  }

  /** What stands at the fields in red: refusals, then what the controls will refuse of a figure left. */
  readonly errors = computed<Readonly<Record<string, string>>>(() => {
    const faults = Object.entries(this.faults()).filter(([field]) => this.seen().has(field));
    return { ...Object.fromEntries(faults), ...this.messages() };
  });
  readonly revision = this.baseRevision.asReadonly();

  private readonly readings = computed(() => {
    const entries = this.entries();
    const readings = new Map(this.lines.map((line) => [line.field, readEntry(line, entries[line.field] ?? null)]));
    const { period } = this;
    if (!period) return readings;
    const values = Object.fromEntries([...readings].map(([field, each]) => [field, each.ok ? each.value : null]));
    for (const field of ['activeFrom', 'activeTo']) {
      const message = dateFault(field, values, period);
      if (message && readings.has(field)) readings.set(field, { ok: false, message });
    }
    return readings;
  });

  /** Lines whose entry is not what was saved, unreadable ones included. */
  readonly changed = computed(() =>
    this.lines.filter((line) => {
      const reading = this.readings().get(line.field);
      return !reading?.ok || reading.value !== (this.base()[line.field] ?? null);
    }),
  );
  readonly dirty = computed(() => this.changed().length > 0);

  /** Lines that cannot be read as typed. */
  readonly unreadable = computed(() => this.lines.filter((line) => !this.readings().get(line.field)?.ok));

  /** Changed lines that cannot be saved as they stand: judged unreadable when left, or refused by the service. */
  readonly toCorrect = computed(() =>
    this.changed().filter((line) => line.field in this.messages() || this.isAside(line.field)),
  );

  /** Values as typed so far, for live totals: what cannot be read counts as absent. */
  readonly values = computed<Values>(() => {
    const read = [...this.readings()].map(([field, reading]) => [field, reading.ok ? reading.value : null] as const);
    return { ...this.server(), ...Object.fromEntries(read) };
  });

  /** Readable figures the controls will refuse, by field: they are saved all the same. */
  readonly faults = computed(() => (this.period ? figureFaults(this.values(), this.period) : {}));

  /** Lines that may not stay empty and are. */
  readonly missing = computed(() =>
    this.lines.filter((line) => {
      const value = this.values()[line.field] ?? null;
      return (
        line.requirement === 'MANDATORY' && (value === null || value === '') && this.readings().get(line.field)?.ok
      );
    }),
  );

  /** Someone else saved this section after this person began. */
  readonly overtaken = computed(() => this.baseRevision() !== this.serverRevision());

  /** Both changed the same line, to different figures: this person has to choose. */
  readonly contested = computed(() => this.overtaken() && this.differences().some((each) => each.contested));

  entry(field: string): Entry {
    return this.entries()[field] ?? null;
  }

  text(field: string): string {
    const entry = this.entry(field);
    return typeof entry === 'string' ? entry : '';
  }

  answer(field: string): boolean | null {
    const entry = this.entry(field);
    return typeof entry === 'boolean' ? entry : null;
  }

  type(field: string, entry: Entry): void {
    this.entries.update((all) => ({ ...all, [field]: entry }));
    // A yes/no answer is complete at once; a figure is judged when one leaves it.
    if (typeof entry === 'boolean') this.clearError(field);
  }

  /** The person left the field: refuse it in a sentence, or tidy the figure. */
  leave(line: FormLine): void {
    const reading = this.readings().get(line.field) ?? readEntry(line, this.entry(line.field));
    this.see([line]);
    if (!reading.ok) {
      this.messages.update((all) => ({ ...all, [line.field]: reading.message }));
      return;
    }
    this.clearError(line.field);
    if (line.kind !== 'TEXT') this.type(line.field, entryOf(line, reading.value));
  }

  /** Esc: the line shows again what was last saved. Returns false when it already did. */
  undo(line: FormLine): boolean {
    const saved = entryOf(line, this.base()[line.field]);
    if (this.entry(line.field) === saved) return false;
    this.clearError(line.field);
    this.type(line.field, saved);
    return true;
  }

  /** Shows refusals of the service or of the controls at their fields. */
  refuse(errors: Readonly<Record<string, string>>): void {
    this.messages.set(errors);
  }

  /** Everything that keeps the section from being controlled, said at its field and returned in the order of the form. */
  judgeForControl(empty: (line: FormLine) => string): readonly { readonly line: FormLine; readonly message: string }[] {
    this.see(this.lines);
    this.judgeAll();
    const missing = Object.fromEntries(this.missing().map((line) => [line.field, empty(line)]));
    this.messages.update((all) => ({ ...missing, ...all }));
    const errors = this.errors();
    return this.lines.flatMap((line) => {
      const message = errors[line.field];
      return message === undefined ? [] : [{ line, message }];
    });
  }

  /** Marks each unreadable line; returns them in the order of the form. */
  judgeAll(): readonly FormLine[] {
    const unreadable = this.unreadable();
    const found = unreadable.map((line) => {
      const reading = this.readings().get(line.field);
      return [line.field, reading && !reading.ok ? reading.message : ''] as const;
    });
    this.messages.set(Object.fromEntries(found));
    return unreadable;
  }

  /** What is sent: the readable fields that changed, others are kept by the service. */
  patch(): Values {
    const sent = this.changed().flatMap((line) => {
      const reading = this.readings().get(line.field);
      return reading?.ok ? [[line.field, reading.value] as const] : [];
    });
    return Object.fromEntries(sent);
  }

  /** What is sent without being asked: not what the service has already refused. */
  sendable(): Values {
    return Object.fromEntries(Object.entries(this.patch()).filter(([field]) => !this.isAside(field)));
  }

  /** The service refused these fields as they stand. Returns false when nothing sent was among them. */
  refusedAsSent(fields: readonly string[], sent: Values): boolean {
    const refused = Object.entries(sent).filter(([field]) => fields.includes(field));
    this.setAside.update((all) => ({ ...all, ...Object.fromEntries(refused) }));
    return refused.length > 0;
  }

  /** A save was accepted and is the new base. The cells stay as typed: a person may be typing in one of them. */
  saved(stored: Values, revision: number): void {
    this.rest(stored, revision);
  }

  /** The server's state was read again. Untouched forms follow it; typed ones keep their base until one chooses. */
  follow(stored: Values, revision: number): void {
    this.server.set(stored);
    this.serverRevision.set(revision);
    if (this.sameAsBase(stored)) this.baseRevision.set(revision);
    else if (!this.dirty()) this.start(stored, revision);
    else this.agree();
  }

  /** Fields that differ from what the other person saved, contested ones first. */
  differences(): Difference[] {
    const server = this.server();
    const found = this.lines.flatMap((line) => {
      const theirs = server[line.field] ?? null;
      const before = this.base()[line.field] ?? null;
      const mine = this.readings().get(line.field) ?? { ok: true as const, value: null };
      const same = mine.ok && mine.value === theirs;
      const iChanged = !mine.ok || mine.value !== before;
      if (same || theirs === before) return [];
      return [{ line, mine, theirs, contested: iChanged }];
    });
    return found.toSorted((a, b) => Number(b.contested) - Number(a.contested));
  }

  /**
   * Takes the other person's save for the lines this person left alone: as for an untouched form, nothing typed is
   * replaced. False when both changed the same line, which is for her to choose.
   */
  unite(): boolean {
    if (this.contested()) return false;
    this.settle(new Set(this.changed().map((line) => line.field)));
    return true;
  }

  /** The person chose, field by field: the other's save is the new base, her own choices stay to be saved. */
  settle(keepMine: ReadonlySet<string>): void {
    const mine = Object.fromEntries(
      this.changed()
        .filter((line) => keepMine.has(line.field) || !this.differs(line.field))
        .map((line) => [line.field, this.entry(line.field)]),
    );
    this.start(this.server(), this.serverRevision());
    this.entries.update((all) => ({ ...all, ...mine }));
  }

  /** Everything typed and not saved, to be kept in the tab. */
  kept(): KeptEntries | null {
    if (!this.dirty()) return null;
    const entries = Object.fromEntries(this.changed().map((line) => [line.field, this.entry(line.field)]));
    return { revision: this.baseRevision(), base: this.base(), entries };
  }

  private differs(field: string): boolean {
    return (this.server()[field] ?? null) !== (this.base()[field] ?? null);
  }

  private sameAsBase(stored: Values): boolean {
    return this.lines.every((line) => (stored[line.field] ?? null) === (this.base()[line.field] ?? null));
  }

  /** What the server holds is what is on screen (a lost answer, another tab): there is nothing to choose. */
  private agree(): void {
    if (this.differences().length === 0) this.settle(new Set(this.changed().map((line) => line.field)));
  }

  private isAside(field: string): boolean {
    const reading = this.readings().get(field);
    return field in this.setAside() && reading?.ok === true && reading.value === this.setAside()[field];
  }

  private rest(values: Values, revision: number): void {
    this.base.set(values);
    this.server.set(values);
    this.baseRevision.set(revision);
    this.serverRevision.set(revision);
  }

  private start(values: Values, revision: number): void {
    this.rest(values, revision);
    this.entries.set(Object.fromEntries(this.lines.map((line) => [line.field, entryOf(line, values[line.field])])));
  }

  private restore(kept: KeptEntries): void {
    const known = Object.entries(kept.entries).filter(([field]) => this.lines.some((line) => line.field === field));
    if (!this.sameAsBase(kept.base)) {
      this.base.set(kept.base);
      this.baseRevision.set(kept.revision);
    }
    this.entries.update((all) => ({ ...all, ...Object.fromEntries(known) }));
    if (this.overtaken()) this.agree();
  }

  private see(lines: readonly FormLine[]): void {
    this.seen.update((all) => new Set([...all, ...lines.map((line) => line.field)]));
  }

  private clearError(field: string): void {
    if (!(field in this.messages())) return;
    this.messages.update((all) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== field)));
  }
}
