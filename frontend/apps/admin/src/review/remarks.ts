import { computed, inject, Injectable, signal } from '@angular/core';
import { TypedDrafts } from '@api/drafts/typed-drafts';
import type { Remark, SectionKey } from '@api/workflow/workflow.types';

interface Kept {
  readonly remarks: readonly Remark[];
  readonly limited: boolean;
}

const NONE: Kept = { remarks: [], limited: false };

/** Remarks on lines of the forms that will go with a rejection (B5); what is written waits in this tab. */
@Injectable({ providedIn: 'root' })
export class Remarks {
  private readonly drafts = inject(TypedDrafts);
  private readonly place = signal<string | null>(null);
  private readonly kept = signal<Kept>(NONE);

  /** True while a rejection is being written: lines can be remarked. */
  readonly writing = computed(() => this.place() !== null);
  readonly all = computed(() => this.kept().remarks);
  /** Those that say something. */
  readonly written = computed(() => this.all().filter(({ text }) => text.trim() !== ''));
  readonly limited = computed(() => this.kept().limited && this.written().length > 0);

  /** @param place where the draft of this rejection waits */
  start(place: string): void {
    this.place.set(place);
    this.kept.set(this.drafts.read<Kept>(place) ?? NONE);
  }

  stop(): void {
    this.place.set(null);
    this.kept.set(NONE);
  }

  /** After the rejection: nothing of it stays in the tab. */
  forget(): void {
    const place = this.place();
    if (place !== null) this.drafts.forget(place);
    this.stop();
  }

  /** The remark on a line; undefined when it has none. */
  textOn(section: SectionKey, field: string): string | undefined {
    return this.all().find((remark) => remark.section === section && remark.field === field)?.text;
  }

  write(section: SectionKey, field: string, text: string): void {
    const remark = { section, field, text };
    const known = this.textOn(section, field) !== undefined;
    const remarks = known ? this.all().map((each) => (isOn(each, remark) ? remark : each)) : [...this.all(), remark];
    this.keep({ ...this.kept(), remarks });
  }

  remove(section: SectionKey, field: string): void {
    this.keep({ ...this.kept(), remarks: this.all().filter((each) => !isOn(each, { section, field })) });
  }

  limit(limited: boolean): void {
    this.keep({ ...this.kept(), limited });
  }

  private keep(kept: Kept): void {
    this.kept.set(kept);
    const place = this.place();
    if (place !== null) this.drafts.keep(place, kept);
  }
}

function isOn(remark: Remark, { section, field }: Pick<Remark, 'section' | 'field'>): boolean {
  return remark.section === section && remark.field === field;
}
