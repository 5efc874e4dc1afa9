import { Component, inject, signal } from '@angular/core';
import { CafSettingsApi, type CafDecisions } from '@api/workflow/caf-settings-api';
import type { CafSettings } from '@api/workflow/workflow.types';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { SettingsForm } from './settings-form';

/** « Réglages de la Caf »: the four-eyes rule and the closed exercises; its administrators decide, its agents read. */
@Component({
  selector: 'app-settings-page',
  imports: [FrenchDatePipe, Loading, Notice, PageHeader, SettingsForm, UnavailablePage],
  template: `
    @if (refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="load()" />
    } @else {
      <ui-page-header heading="Réglages de la Caf" />
      @for (each of loaded(); track each.cafCode) {
        <section [attr.aria-labelledby]="'caf-' + each.cafCode">
          <h2 class="section-title" tabindex="-1" [id]="'caf-' + each.cafCode">Caf {{ each.cafCode }}</h2>
          @if (!decides) {
            <ui-notice tone="info"><p>Ces réglages sont décidés par les administrateurs de votre Caf.</p></ui-notice>
          }
          <app-settings-form
            [known]="each"
            [decides]="decides"
            [busy]="busy() === each.cafCode"
            [refusal]="faulty() === each.cafCode ? fault() : null"
            (decided)="decide(each, $event)"
          />
          @if (each.updatedAt; as at) {
            <p class="secondary">Décidé par {{ each.updatedBy }} le {{ at | frDate: 'day' }}.</p>
          }
        </section>
      } @empty {
        <ui-loading label="Chargement des réglages…" />
      }
    }
  `,
  styles: `
    section {
      display: grid;
      gap: var(--space-4);
      max-inline-size: var(--column);
      margin-block-end: var(--space-8);
    }
  `,
})
export class SettingsPage {
  private readonly api = inject(CafSettingsApi);
  private readonly messages = inject(Messages);
  private readonly focusSoon = inject(FocusSoon);

  protected readonly decides = inject(CurrentUser).me().population === 'CAF_ADMIN';
  protected readonly loaded = signal<readonly CafSettings[]>([]);
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly busy = signal<string | null>(null);
  /** The Caf whose settings were refused, and why. */
  protected readonly faulty = signal<string | null>(null);
  protected readonly fault = signal<Refusal | null>(null);

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.refusal.set(null);
    try {
      this.loaded.set(await this.api.settings());
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  /** What was ticked stays when it is refused. */
  protected async decide({ cafCode, revision }: CafSettings, decisions: CafDecisions): Promise<void> {
    this.busy.set(cafCode);
    this.faulty.set(null);
    try {
      await this.api.decide(cafCode, revision, decisions);
      this.messages.tell({ tone: 'done', text: `Les réglages de la Caf ${cafCode} sont enregistrés.` });
      await this.load();
      this.focusSoon.on(`caf-${cafCode}`);
    } catch (error) {
      this.fault.set(refusalOf(error));
      this.faulty.set(cafCode);
    } finally {
      this.busy.set(null);
    }
  }
}
