import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { WorkflowApi } from '@api/workflow/workflow-api';
import type { VersionView } from '@api/workflow/workflow.types';
import { Loading } from '@ui/frame/loading';
import { Notice } from '@ui/messages/notice';
import { ComparedTable } from '@ui/versions/compared-table';
import { type ComparedRow, compareVersions } from '@ui/versions/version-diff';
import { countOf, sentence } from '@ui/words/count-of';

interface Part {
  readonly id: string;
  readonly heading: string;
  /** Null when this person does not read it in both versions. */
  readonly rows: readonly ComparedRow[] | null;
  readonly nothing: string;
}

/** Two versions line by line: only what differs, until all is asked for. */
@Component({
  selector: 'ui-version-comparison',
  imports: [ComparedTable, Loading, Notice],
  template: `
    @if (refusal(); as refused) {
      <ui-notice [tone]="refused.passing ? 'offline' : 'info'">
        <p>{{ refused.unknown ? 'Cette déclaration n’a pas la version demandée.' : refused.message }}</p>
        @if (refused.passing) {
          <button type="button" class="link-button" (click)="load()">Réessayer</button>
        }
      </ui-notice>
    } @else if (pair()) {
      @for (each of motives(); track each.number) {
        <ui-notice tone="refused" heading="Motif du rejet de la version {{ each.number }}">
          <p class="typed-text">{{ each.motive }}</p>
        </ui-notice>
      }
      <div class="head">
        <p aria-live="polite">{{ summary() }}</p>
        <button type="button" class="link-button" [attr.aria-pressed]="all()" (click)="all.set(!all())">
          {{ all() ? 'Voir seulement les différences' : 'Voir toutes les lignes' }}
        </button>
      </div>
      @for (part of parts(); track part.id) {
        <section [attr.aria-labelledby]="'comparaison-' + part.id">
          <h2 class="section-title" [id]="'comparaison-' + part.id">{{ part.heading }}</h2>
          @if (part.rows === null) {
            <p class="secondary">Vous ne lisez pas ces données dans les deux versions.</p>
          } @else if (part.rows.length === 0) {
            <p class="secondary">{{ part.nothing }}</p>
          } @else {
            <ui-compared-table
              [rows]="part.rows"
              [heading]="part.heading"
              before="Version {{ before() }}"
              after="Version {{ after() }}"
            />
          }
        </section>
      }
    } @else {
      <ui-loading label="Chargement des deux versions…" />
    }
  `,
  styles: `
    :host,
    section {
      display: grid;
      gap: var(--space-8);
      min-inline-size: 0;
    }
    section {
      gap: var(--space-4);
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: var(--space-2) var(--space-6);
    }
  `,
})
export class VersionComparison {
  readonly declarationId = input.required<string>();
  readonly before = input.required<number>();
  readonly after = input.required<number>();

  private readonly api = inject(WorkflowApi);
  private turn = 0;
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly pair = signal<readonly [VersionView, VersionView] | null>(null);
  protected readonly all = signal(false);

  private readonly comparison = computed(() => {
    const pair = this.pair();
    return pair && compareVersions(...pair);
  });
  protected readonly motives = computed(() => (this.pair() ?? []).filter(({ motive }) => motive !== null));
  private readonly compared = computed<readonly Part[]>(() => {
    const comparison = this.comparison();
    if (comparison === null) return [];
    const { sections, explanations, whole } = comparison;
    return [
      ...sections.map(({ key, heading, rows }) => ({
        id: key,
        heading,
        rows,
        nothing: 'Aucune donnée ne diffère dans cette section.',
      })),
      ...(explanations.length === 0
        ? []
        : [
            {
              id: 'explications',
              heading: 'Points signalés et explications',
              rows: explanations,
              nothing: 'Les points et leurs explications sont les mêmes.',
            },
          ]),
      ...(whole.length === 0
        ? []
        : [{ id: 'ensemble', heading: 'Ensemble de la déclaration', rows: whole, nothing: 'Rien ne diffère.' }]),
    ];
  });
  protected readonly parts = computed(() =>
    this.compared().map((part) => ({
      ...part,
      rows: this.all() ? part.rows : (part.rows?.filter((row) => row.differs) ?? null),
    })),
  );
  protected readonly summary = computed(() => {
    const count = this.compared()
      .flatMap(({ rows }) => rows ?? [])
      .filter((row) => row.differs).length;
    return `${sentence(countOf(count, 'différence', 'différences', 'aucune'))} entre la version ${this.before()} et la version ${this.after()}.`;
  });

  constructor() {
    effect(() => {
      this.declarationId();
      this.before();
      this.after();
      untracked(() => void this.load());
    });
  }

  protected async load(): Promise<void> {
    const turn = ++this.turn;
    this.refusal.set(null);
    this.pair.set(null);
    try {
      const read = (number: number) => this.api.version(this.declarationId(), number);
      const [before, after] = await Promise.all([read(this.before()), read(this.after())]);
      if (turn === this.turn) this.pair.set([before, after]);
    } catch (error) {
      const refusal = refusalOf(error);
      if (turn === this.turn) this.refusal.set(refusal);
    }
  }
}
