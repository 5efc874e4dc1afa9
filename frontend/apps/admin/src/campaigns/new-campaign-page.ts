import { afterNextRender, Component, computed, inject, Injector, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, Router } from '@angular/router';
import { AttemptKey } from '@api/http/attempt-key';
import { refusalOf } from '@api/http/refusal';
import { type CampaignDemand, CampaignsApi } from '@api/workflow/campaigns-api';
import type { CampaignPreview, CampaignQuery } from '@api/workflow/workflow.types';
import { Busy } from '@ui/buttons/busy';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { ChoiceField } from '@ui/field/choice-field';
import { DateField } from '@ui/field/date-field';
import { TextField } from '@ui/field/text-field';
import { FocusSoon } from '@ui/frame/focus-soon';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { Announcer } from '@ui/messages/announcer';
import { countOf, sentence } from '@ui/words/count-of';
import { OPENING_FIELDS, OPENING_PERIODS, OPENING_TYPES, readDemand } from '../opening/opening-form';
import type { DeclarationType } from '@api/workflow/workflow.types';
import { CampaignForecast, type Outcome } from './campaign-forecast';

/** « Préparer une campagne »: what is asked, then who gets it and why others do not, then the opening. */
@Component({
  selector: 'app-new-campaign-page',
  imports: [MatButton, Busy, CampaignForecast, ChoiceField, DateField, ErrorSummary, PageHeader, TextField],
  templateUrl: './new-campaign-page.html',
  styles: `
    form {
      display: grid;
      max-inline-size: var(--column);
    }
  `,
})
export class NewCampaignPage {
  private readonly api = inject(CampaignsApi);
  private readonly router = inject(Router);
  private readonly announcer = inject(Announcer);
  private readonly injector = inject(Injector);
  private readonly focusSoon = inject(FocusSoon);
  private readonly summary = viewChild(ErrorSummary);
  private readonly attempt = new AttemptKey();

  protected readonly crumbs: readonly Crumb[] = [{ label: 'Campagnes', link: ['/campagnes'] }];
  protected readonly fields = { ...OPENING_FIELDS, name: 'campagne-nom', search: 'campagne-equipements' };
  protected readonly types = OPENING_TYPES;
  protected readonly periods = OPENING_PERIODS;
  /** What the calendar asks to prepare, in the address; each field can be changed. */
  private readonly prepared = inject(ActivatedRoute).snapshot.queryParamMap;
  protected readonly name = signal(this.prepared.get('nom') ?? '');
  protected readonly exercise = signal(this.prepared.get('exercice') ?? '');
  protected readonly type = signal(OPENING_TYPES.find(({ value }) => value === this.prepared.get('type'))?.value ?? '');
  protected readonly period = signal(
    OPENING_PERIODS.find(({ value }) => value === this.prepared.get('periode'))?.value ?? '',
  );
  protected readonly dueOn = signal(this.prepared.get('echeance') ?? '');
  protected readonly search = signal('');
  protected readonly busy = signal(false);
  protected readonly errors = signal<readonly FieldError[]>([]);
  /** What would be opened, for the demand as it was when it was asked. */
  private readonly foreseen = signal<{ readonly demand: CampaignDemand; readonly preview: CampaignPreview } | null>(
    null,
  );
  protected readonly outcome = signal<Outcome>('OPENED');
  protected readonly page = signal(1);

  /** The demand as typed now; null while a field is at fault. */
  private readonly demand = computed<CampaignDemand | null>(() => {
    const { demand } = this.read();
    const name = this.name().trim();
    const search = this.search().trim();
    return demand === null || name === '' ? null : { name, ...demand, ...(search === '' ? {} : { search }) };
  });
  /** Shown as long as nothing it depends on was typed since. */
  protected readonly preview = computed(() => {
    const foreseen = this.foreseen();
    return foreseen && JSON.stringify(foreseen.demand) === JSON.stringify(this.demand()) ? foreseen.preview : null;
  });
  protected readonly openWords = computed(() => {
    const count = this.preview()?.toOpen ?? 0;
    return `Ouvrir ${countOf(count, 'déclaration', 'déclarations')}`;
  });

  protected errorOf(fieldId: string): string | null {
    return this.errors().find((fault) => fault.fieldId === fieldId)?.message ?? null;
  }

  /** Looks at what would be opened. */
  protected async foresee(): Promise<void> {
    const faults = this.read().errors;
    const unnamed = {
      fieldId: this.fields.name,
      message: 'Donnez un nom à la campagne, par exemple « Réelles 2016 ».',
    };
    this.errors.set(this.name().trim() === '' ? [unnamed, ...faults] : faults);
    const demand = this.demand();
    if (demand === null) this.focusSummary();
    else if (await this.ask(demand, 'OPENED', 1)) this.focusSoon.on('apercu');
  }

  protected async show(outcome: Outcome, page: number): Promise<void> {
    const demand = this.demand();
    if (demand !== null) await this.ask(demand, outcome, page);
  }

  protected async start(): Promise<void> {
    const demand = this.demand();
    if (demand === null) return;
    this.busy.set(true);
    this.errors.set([]);
    try {
      const { id } = await this.api.start(demand, this.attempt.keyFor(JSON.stringify(demand)));
      this.attempt.settled();
      await this.router.navigate(['/campagnes', id]);
    } catch (error) {
      const refusal = refusalOf(error);
      // Without an answer the campaign may have begun: the same key makes the next press the same act.
      if (!refusal.passing) this.attempt.settled();
      this.refuse(refusal.message);
    } finally {
      this.busy.set(false);
    }
  }

  private async ask(demand: CampaignDemand, outcome: Outcome, page: number): Promise<boolean> {
    const { name: _name, dueOn: _dueOn, ...asked } = demand;
    const query: CampaignQuery = { ...asked, outcome, page };
    this.busy.set(true);
    try {
      const preview = await this.api.preview(query);
      this.outcome.set(outcome);
      this.page.set(page);
      this.foreseen.set({ demand, preview });
      const count = countOf(preview.toOpen, 'déclaration serait ouverte', 'déclarations seraient ouvertes', 'aucune');
      this.announcer.say(`${sentence(count)}.`);
      return true;
    } catch (error) {
      this.refuse(refusalOf(error).message);
      return false;
    } finally {
      this.busy.set(false);
    }
  }

  private read() {
    return readDemand({
      exercise: this.exercise(),
      type: this.type() as DeclarationType | '',
      periodEnd: this.period(),
      dueOn: this.dueOn(),
    });
  }

  private refuse(message: string): void {
    this.errors.set([{ fieldId: null, message }]);
    this.focusSummary();
  }

  private focusSummary(): void {
    afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
  }
}
