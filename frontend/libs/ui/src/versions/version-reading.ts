import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { WorkflowApi } from '@api/workflow/workflow-api';
import type { VersionView } from '@api/workflow/workflow.types';
import { ControlCard } from '@ui/controls/control-card';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { SummaryButton } from '@ui/documents/summary-button';
import { EstimateAccount } from '@ui/estimate/estimate-account';
import { Loading } from '@ui/frame/loading';
import { Notice } from '@ui/messages/notice';
import { SectionTable } from '@ui/sections/section-table';

/** A version to read: what became of it, then its data, its estimate, its points with their explanations. */
@Component({
  selector: 'ui-version-reading',
  imports: [ControlCard, FrenchDatePipe, EstimateAccount, Loading, Notice, SectionTable, SummaryButton],
  templateUrl: './version-reading.html',
  styles: `
    :host,
    section {
      display: grid;
      gap: var(--space-8);
      max-inline-size: var(--column);
      min-inline-size: 0;
    }
    section,
    ul {
      display: grid;
      gap: var(--space-4);
    }
    .print {
      font-family: ui-monospace, monospace;
      font-size: 0.875rem;
      overflow-wrap: anywhere;
    }
  `,
})
export class VersionReading {
  readonly declarationId = input.required<string>();
  readonly number = input.required<number>();

  private readonly api = inject(WorkflowApi);
  private turn = 0;
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly version = signal<VersionView | null>(null);
  protected readonly sections = computed(() => {
    const { activity, financial } = this.version()?.sections ?? {};
    return [
      ...(activity ? [{ heading: 'Données d’activité', view: activity }] : []),
      ...(financial ? [{ heading: 'Données financières', view: financial }] : []),
    ];
  });
  /** Something is saved, and this person reads some of it. */
  protected readonly printable = computed(
    () => this.version()?.status !== 'TO_ENTER' && this.sections().some(({ view }) => view.readable),
  );
  protected readonly controls = computed(
    () => this.version()?.controls.filter((control) => control.severity !== 'INFO') ?? [],
  );

  constructor() {
    effect(() => {
      this.declarationId();
      this.number();
      untracked(() => void this.load());
    });
  }

  protected async load(): Promise<void> {
    const turn = ++this.turn;
    this.refusal.set(null);
    this.version.set(null);
    try {
      const version = await this.api.version(this.declarationId(), this.number());
      if (turn === this.turn) this.version.set(version);
    } catch (error) {
      const refusal = refusalOf(error);
      if (turn === this.turn) this.refusal.set(refusal);
    }
  }
}
