import { Component, computed, inject, signal } from '@angular/core';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import { CampaignsApi, type TemplateDates } from '@api/workflow/campaigns-api';
import type { CampaignTemplate } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { formatDay } from '@ui/dates/french-date';
import { Ask } from '@ui/dialogs/ask';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { Messages } from '@ui/messages/message-bar';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { inExercise } from './day-of-exercise';
import { TemplateDatesForm } from './template-dates-form';

/** Dates that hold from it on hold since always. */
const FIRST_EXERCISE = 2000;

/** « Dates nationales des campagnes »: when each declaration opens and is expected; the Cnaf decides, the Caf read. */
@Component({
  selector: 'app-campaign-templates-page',
  imports: [FrenchDatePipe, Loading, PageHeader, TemplateDatesForm, UnavailablePage],
  template: `
    @if (refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="load()" />
    } @else {
      <ui-page-header heading="Dates nationales des campagnes" />
      @for (file of files(); track keyOf(file.last)) {
        @let template = file.last;
        <section [attr.aria-labelledby]="'modele-' + keyOf(template)">
          <h2 class="section-title" tabindex="-1" [id]="'modele-' + keyOf(template)">{{ template.typeLabel }}</h2>
          @if (writing() === keyOf(template)) {
            <app-template-dates-form
              [known]="template"
              [exercise]="exercise"
              [busy]="busy()"
              [refusal]="fault()"
              (written)="change(template, $event)"
              (closed)="stop(template)"
            />
          } @else {
            <p>{{ datesOf(template) }}</p>
            <p class="secondary">
              {{ template.source }}, par {{ template.publishedBy }} le {{ template.publishedAt | frDate: 'day' }}
            </p>
            @if (file.before.length > 0) {
              <details>
                <summary>
                  Dates publiées avant<span class="visually-hidden">, déclaration {{ template.typeLabel }}</span>
                </summary>
                <ul>
                  @for (past of file.before; track past.revision) {
                    <li>
                      {{ datesOf(past) }}
                      <span class="secondary"
                        >{{ past.source }}, par {{ past.publishedBy }} le {{ past.publishedAt | frDate: 'day' }}</span
                      >
                    </li>
                  }
                </ul>
              </details>
            }
            @if (decides) {
              <p>
                <button type="button" class="link-button" (click)="start(template)">
                  Modifier<span class="visually-hidden"> les dates de la déclaration {{ template.typeLabel }}</span>
                </button>
              </p>
            }
          }
        </section>
      } @empty {
        <ui-loading label="Chargement des dates…" />
      }
    }
  `,
  styles: `
    section {
      display: grid;
      gap: var(--space-2);
      max-inline-size: var(--column);
      margin-block-end: var(--space-8);
    }
  `,
})
export class CampaignTemplatesPage {
  private readonly api = inject(CampaignsApi);
  private readonly ask = inject(Ask);
  private readonly messages = inject(Messages);
  private readonly focusSoon = inject(FocusSoon);

  protected readonly decides = inject(CurrentUser).me().population === 'CNAF_ADMIN';
  /** The next exercise: the dates of the present one are known to everybody. */
  protected readonly exercise = new Date().getFullYear() + 1;
  private readonly loaded = signal<readonly CampaignTemplate[]>([]);
  /** By type and period, what was published last and what before. */
  protected readonly files = computed(() => {
    const files = new Map<string, CampaignTemplate[]>();
    for (const template of this.loaded()) {
      const key = this.keyOf(template);
      files.set(key, [...(files.get(key) ?? []), template]);
    }
    return [...files.values()].flatMap(([last, ...before]) => (last ? [{ last, before }] : []));
  });
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly writing = signal<string | null>(null);
  protected readonly fault = signal<Refusal | null>(null);
  protected readonly busy = signal(false);

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.refusal.set(null);
    try {
      this.loaded.set(await this.api.templates());
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  protected keyOf({ type, endsOn }: CampaignTemplate): string {
    return `${type}-${endsOn}`;
  }

  /** « À partir de l’exercice 2027 : ouverture le 15/12/2026, attendue le 13/02/2027. » */
  protected datesOf({ fromExercise, opens, due }: CampaignTemplate): string {
    // Those the product came with hold since always.
    const always = fromExercise <= FIRST_EXERCISE;
    const exercise = always ? this.exercise - 1 : fromExercise;
    const since = always ? `Pour l’exercice ${exercise}` : `À partir de l’exercice ${exercise}`;
    const day = (of: CampaignTemplate['opens']) => formatDay(inExercise(of, exercise));
    return `${since}\u202f: ouverture le ${day(opens)}, attendue le ${day(due)}.`;
  }

  protected start(template: CampaignTemplate): void {
    this.fault.set(null);
    this.writing.set(this.keyOf(template));
    this.focusSoon.on(`dates-${this.keyOf(template)}-opens`);
  }

  protected stop(template: CampaignTemplate): void {
    this.writing.set(null);
    this.focusSoon.on(`modele-${this.keyOf(template)}`);
  }

  /** What changes is shown before it is published; what was typed stays when it is refused. */
  protected async change(template: CampaignTemplate, dates: TemplateDates): Promise<void> {
    const { fromExercise } = dates;
    const known = this.files().find(({ last }) => this.keyOf(last) === this.keyOf(template));
    const all = known ? [known.last, ...known.before] : [];
    const now = all.find((each) => each.fromExercise <= fromExercise) ?? template;
    const day = (of: CampaignTemplate['opens']) => formatDay(inExercise(of, fromExercise));
    const sure = await this.ask.confirm({
      title: `Publier ces dates pour la déclaration ${template.typeLabel}\u202f?`,
      text: `À partir de l’exercice ${fromExercise}\u202f: ouverture le ${day(dates.opens)} au lieu du ${day(now.opens)}, attendue le ${day(dates.due)} au lieu du ${day(now.due)}. Les exercices d’avant et les campagnes déjà lancées gardent leurs dates.`,
      yes: 'Publier les dates',
      no: 'Revenir à la saisie',
    });
    if (!sure) return;
    this.busy.set(true);
    this.fault.set(null);
    try {
      await this.api.changeTemplate(template, dates);
      this.messages.tell({
        tone: 'done',
        text: `Les dates sont publiées à partir de l’exercice ${fromExercise}. Les campagnes déjà lancées gardent les leurs.`,
      });
      await this.load();
      this.stop(template);
    } catch (error) {
      this.fault.set(refusalOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
