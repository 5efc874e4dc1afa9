import { Component, inject, signal } from '@angular/core';
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

/** « Dates nationales des campagnes »: when each declaration opens and is expected; the Cnaf decides, the Caf read. */
@Component({
  selector: 'app-campaign-templates-page',
  imports: [FrenchDatePipe, Loading, PageHeader, TemplateDatesForm, UnavailablePage],
  template: `
    @if (refusal(); as refused) {
      <ui-unavailable-page [reason]="refused.message" (retry)="load()" />
    } @else {
      <ui-page-header heading="Dates nationales des campagnes" />
      @for (template of loaded(); track keyOf(template)) {
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
            <p>
              Pour l’exercice {{ exercise }}&#8239;: ouverture le {{ day(template.opens) }}, attendue le
              {{ day(template.due) }}.
            </p>
            <p class="secondary">
              {{ template.source }}, par {{ template.updatedBy }} le {{ template.updatedAt | frDate: 'day' }}
            </p>
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
  /** The exercise the dates are written for, as an example of every other. */
  protected readonly exercise = new Date().getFullYear();
  protected readonly loaded = signal<readonly CampaignTemplate[]>([]);
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

  protected day(of: CampaignTemplate['opens']): string {
    return formatDay(inExercise(of, this.exercise));
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
    const sure = await this.ask.confirm({
      title: `Publier ces dates pour la déclaration ${template.typeLabel}\u202f?`,
      text: `Pour l’exercice ${this.exercise}\u202f: ouverture le ${this.day(dates.opens)} au lieu du ${this.day(template.opens)}, attendue le ${this.day(dates.due)} au lieu du ${this.day(template.due)}. Les campagnes déjà lancées gardent leurs dates.`,
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
        text: 'Les dates sont publiées. Les campagnes déjà lancées gardent les leurs.',
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
