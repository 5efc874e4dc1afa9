import { afterNextRender, Component, computed, inject, Injector, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Busy } from '@ui/buttons/busy';
import { RouterLink } from '@angular/router';
import type { Act, SectionKey } from '@api/workflow/workflow.types';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { ErrorSummary } from '@ui/errors/error-summary';
import { lengthOf, TextAreaField } from '@ui/field/text-area-field';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { StatusChip } from '@ui/status/status-chip';
import { DeclarationHeader } from '../declaration-header';
import { DeclarationStore } from '../declaration-store';
import { RemarksList } from './remarks-list';
import { entryStep, startLink, stepLink } from '../step-links';

interface CorrectedSection {
  readonly key: SectionKey;
  readonly heading: string;
  /** « à Claire Roux »: who fills the section. */
  readonly provider: string;
  readonly delegated: boolean;
  readonly mayEdit: boolean;
  readonly mayDelegate: boolean;
  readonly mayRevoke: boolean;
  readonly link: readonly string[];
}

/** After a rejection (fiche 2): the approver corrects each section, or entrusts it to whoever fills it. */
@Component({
  selector: 'app-correction-page',
  imports: [
    MatButton,
    Busy,
    RouterLink,
    FrenchDatePipe,
    ErrorSummary,
    TextAreaField,
    Notice,
    StatusChip,
    DeclarationHeader,
    RemarksList,
  ],
  templateUrl: './correction-page.html',
  styles: `
    .column,
    section {
      display: grid;
      gap: var(--space-4);
      max-inline-size: var(--column);
    }
    .column {
      gap: var(--space-8);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3);
      align-items: center;
    }
  `,
})
export class CorrectionPage {
  protected readonly store = inject(DeclarationStore);
  private readonly messages = inject(Messages);
  private readonly injector = inject(Injector);
  private readonly focusSoon = inject(FocusSoon);
  private readonly summaryBox = viewChild(ErrorSummary);
  protected readonly refusal = signal('');
  protected readonly texts = signal<Readonly<Record<SectionKey, string>>>({ activity: '', financial: '' });
  protected readonly writing = signal<SectionKey | null>(null);

  protected readonly sections = computed<CorrectedSection[]>(() => {
    const { id, correction, sections } = this.store.declaration();
    const keys: SectionKey[] = sections.financial ? ['activity', 'financial'] : ['activity'];
    return keys.map((key) => {
      const suffix = key === 'activity' ? 'ACTIVITY' : 'FINANCIAL';
      const may = (act: Act) => this.store.may(act);
      return {
        key,
        heading: key === 'activity' ? 'Données d’activité' : 'Données financières',
        provider: `à ${(correction?.providers[key] ?? []).join(' ou à ')}`,
        delegated: correction?.delegated.includes(key) ?? false,
        mayEdit: may(`SAVE_${suffix}`),
        // Nobody else fills the section: there is nobody to entrust it to.
        mayDelegate: may(`DELEGATE_${suffix}`) && (correction?.providers[key] ?? []).length > 0,
        mayRevoke: may(`REVOKE_DELEGATION_${suffix}`),
        link: stepLink(id, entryStep(key)),
      };
    });
  });
  protected readonly someoneElse = computed(() =>
    this.sections().some((section) => section.mayDelegate || section.delegated),
  );
  /** Each section then has its own way on: a second one beside would be one too many. */
  protected readonly hasCorrection = computed(() => this.sections().some((section) => section.mayEdit));
  protected readonly start = computed(() => startLink(this.store.declaration()));

  protected write(section: SectionKey, text: string): void {
    this.texts.update((all) => ({ ...all, [section]: text }));
  }

  protected startWriting(section: SectionKey): void {
    this.writing.set(section);
    this.focusSoon.on(`message-${section}`);
  }

  protected stopWriting(section: SectionKey): void {
    this.writing.set(null);
    this.focusSoon.on(`correction-${section}`);
  }

  protected async delegate(section: CorrectedSection): Promise<void> {
    const message = this.texts()[section.key];
    if (lengthOf(message) > 2000) return;
    const outcome = await this.store.act((api, id, revision) => api.delegate(id, revision, section.key, message));
    if (!outcome.ok) {
      this.refuse(outcome.refusal.message);
      return;
    }
    this.refusal.set('');
    this.writing.set(null);
    this.write(section.key, '');
    this.focusSoon.on(`correction-${section.key}`);
    this.messages.tell({ tone: 'done', text: `La correction est confiée ${section.provider}.` });
  }

  protected async revoke(section: CorrectedSection): Promise<void> {
    const outcome = await this.store.act((api, id, revision) => api.revokeDelegation(id, revision, section.key));
    if (!outcome.ok) {
      this.refuse(outcome.refusal.message);
      return;
    }
    this.refusal.set('');
    this.focusSoon.on(`correction-${section.key}`);
    this.messages.tell({ tone: 'done', text: 'Vous avez repris la correction de cette section.' });
  }

  private refuse(message: string): void {
    this.refusal.set(message);
    afterNextRender(() => this.summaryBox()?.focus(), { injector: this.injector });
  }
}
