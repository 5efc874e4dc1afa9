import { Component, computed, inject, input } from '@angular/core';
import { StatisticsApi } from '@api/statistics/statistics-api';
import type { StatisticsLine, StatisticsTab, StatisticsTable } from '@api/statistics/statistics.types';
import { exerciseLinks, FIRST_INDICATOR, tabLinks } from '@ui/charts/statistics-views';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { ExportButtons } from '@ui/exports/export-buttons';
import { PageHeader } from '@ui/frame/page-header';
import { ViewLinks } from '@ui/frame/view-links';
import { Notice } from '@ui/messages/notice';
import { PrintButton } from '@ui/print/print-button';
import { EvolutionBlock } from './evolution-block';
import { IndicatorTable } from './indicator-table';
import { KindBlock } from './kind-block';
import { PeersBlock } from './peers-block';
import { QuestionBlock } from './question-block';

/** A question of a tab: the indicators that answer it, with a short name each. */
interface Question {
  readonly id: string;
  readonly question: string;
  readonly of: readonly (readonly [code: string, name: string])[];
}

const QUESTIONS: Readonly<Record<StatisticsTab, readonly Question[]>> = {
  ACTIVITY: [
    {
      id: 'occupation',
      question: 'Vos places sont-elles occupées\u202f?',
      of: [['actualOccupancyRate', 'Taux d’occupation réel']],
    },
    {
      id: 'facturation',
      question: 'Les familles paient-elles plus d’heures que leurs enfants n’en passent\u202f?',
      of: [['billingRate', 'Taux de facturation']],
    },
  ],
  FINANCIAL: [
    {
      id: 'prix-de-revient',
      question: 'Votre prix de revient est-il élevé\u202f?',
      of: [['costPerInvoicedHour', 'Prix de revient par heure facturée']],
    },
    {
      id: 'composition',
      question: 'De quoi votre prix de revient est-il fait\u202f?',
      of: [
        ['staffShare', 'Personnel'],
        ['otherShare', 'Autres charges'],
      ],
    },
    {
      id: 'financement',
      question: 'Qui paie\u202f?',
      of: [
        ['shareFamilies', 'Familles'],
        ['shareCaf', 'Caf'],
        ['shareLocal', 'Collectivités'],
        ['shareOthers', 'Autres'],
      ],
    },
  ],
};

/** The table of one exercise in two tabs, then a question, its answer and its chart at a time. */
@Component({
  selector: 'app-statistics-view',
  imports: [
    EvolutionBlock,
    ExportButtons,
    FrenchDatePipe,
    IndicatorTable,
    Notice,
    PageHeader,
    KindBlock,
    PeersBlock,
    PrintButton,
    QuestionBlock,
    ViewLinks,
  ],
  templateUrl: './statistics-view.html',
})
export class StatisticsView {
  readonly table = input.required<StatisticsTable>();
  readonly tab = input.required<StatisticsTab>();

  private readonly api = inject(StatisticsApi);
  protected readonly crumbs = [{ label: 'Statistiques', link: ['/statistiques'] }];

  protected readonly index = computed(() =>
    this.table().years.findIndex((one) => one.exercise === this.table().exercise),
  );
  protected readonly year = computed(() => this.table().years[this.index()] ?? null);
  protected readonly exercises = computed(() => this.table().years.map(({ exercise }) => exercise));
  protected readonly exerciseLinks = computed(() => exerciseLinks(this.exercises(), this.table().exercise));
  protected readonly tabLinks = computed(() => tabLinks(this.tab()));
  protected readonly heading = computed(() =>
    this.table().exercise === null ? 'Statistiques' : `Statistiques ${this.table().exercise}`,
  );
  protected readonly tabWords = computed(() => (this.tab() === 'ACTIVITY' ? 'activité' : 'finances'));
  protected readonly lines = computed(() => this.table().lines.filter(({ tab }) => tab === this.tab()));
  protected readonly who = computed(() => [
    this.table().equipment.name,
    this.year()?.department.name ?? 'Département',
    'France',
  ]);
  protected readonly questions = computed(() => {
    const known = [...this.lines(), ...otherShare(this.lines())];
    return QUESTIONS[this.tab()].map(({ id, question, of }) => ({
      ...{ id, question, names: of.map(([, name]) => name) },
      lines: of.flatMap(([code]) => known.filter((line) => line.code === code)),
    }));
  });
  protected readonly first = computed(() => FIRST_INDICATOR[this.tab()]);
  protected readonly exportPath = computed(() => this.api.exportPath(this.table().equipment.id));
  protected readonly exportQuery = computed(() => ({ exercise: this.table().exercise ?? undefined, tab: this.tab() }));

  /** Name of the picture of a block, without extension. */
  protected file(block: string): string {
    return `statistiques-${block}-${this.table().exercise ?? ''}`;
  }
}

/** What is left of the charges beside the staff, so that both parts of the picture make the whole. */
function otherShare(lines: readonly StatisticsLine[]): StatisticsLine[] {
  const staff = lines.find(({ code }) => code === 'staffShare');
  if (staff === undefined) return [];
  const rest = (values: readonly (number | null)[]) => values.map((value) => (value === null ? null : 10_000 - value));
  const { own, department, national } = staff;
  return [
    {
      ...{ ...staff, code: 'otherShare', label: 'Part des autres charges' },
      ...{ own: rest(own), department: rest(department), national: rest(national) },
    },
  ];
}
