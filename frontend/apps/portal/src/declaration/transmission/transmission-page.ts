import { afterNextRender, Component, computed, DestroyRef, inject, Injector, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Busy } from '@ui/buttons/busy';
import { RouterLink } from '@angular/router';
import { TypedDrafts } from '@api/drafts/typed-drafts';
import { refusalOf } from '@api/http/refusal';
import { keepTrying } from '@api/http/retry';
import { CurrentUser } from '@api/identity/current-user';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { FigurePipe } from '@ui/figures/figure.pipe';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Announcer } from '@ui/messages/announcer';
import { Notice } from '@ui/messages/notice';
import { PrintButton } from '@ui/print/print-button';
import { SectionTable } from '@ui/sections/section-table';
import { DeclarationHeader } from '../declaration-header';
import { countOf, sentence } from '@ui/words/count-of';
import { nameOf } from '@ui/words/declaration-name';
import { DeclarationStore } from '../declaration-store';
import { declarationLink, stepLink } from '../step-links';
import { Acknowledgement } from './acknowledgement';
import { obstacleTo } from './obstacle';

/** The lines that sum up a declaration; the others stand on its control. */
const TELLING = [
  ...['places', 'attendedHours', 'invoicedHours', 'familyContributionsReminder'],
  ...['totalExpenses', 'totalIncome', 'p70641FamilyContributions'],
];

/** The irreversible act, on a page of its own (fiche 10): what is declared, what happens, what is attested, one button. */
@Component({
  selector: 'app-transmission-page',
  imports: [
    MatButton,
    Busy,
    RouterLink,
    ErrorSummary,
    FigurePipe,
    Notice,
    PrintButton,
    SectionTable,
    DeclarationHeader,
    Acknowledgement,
  ],
  templateUrl: './transmission-page.html',
  styles: `
    .column {
      display: grid;
      gap: var(--space-6);
      max-inline-size: var(--column);
    }
    ul {
      margin: var(--space-2) 0 0;
      padding-inline-start: 1.25rem;
      max-inline-size: var(--prose);
    }
    .error {
      display: block;
      color: var(--refused);
      font-weight: 600;
    }
    h2 {
      margin-block-end: var(--space-2);
    }
    details {
      max-inline-size: var(--prose);
    }
    summary {
      padding-block: var(--space-1);
      color: var(--action);
      cursor: pointer;
    }
  `,
})
export class TransmissionPage {
  protected readonly store = inject(DeclarationStore);
  protected readonly user = inject(CurrentUser);
  private readonly drafts = inject(TypedDrafts);
  private readonly announcer = inject(Announcer);
  private readonly injector = inject(Injector);
  private readonly focusSoon = inject(FocusSoon);
  private readonly summaryBox = viewChild(ErrorSummary);

  private gone = false;
  protected readonly attested = signal(false);
  protected readonly termsAccepted = signal(this.user.me().terms.accepted);
  protected readonly asksTerms = !this.user.me().terms.accepted;
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly sending = signal(false);
  protected readonly waiting = signal(false);
  protected readonly justTransmitted = signal(false);

  protected readonly name = computed(() => nameOf(this.store.declaration()));
  /** How many points of the controls leave with an explanation. */
  protected readonly explained = computed(() => {
    const count = this.store.declaration().controls.filter((control) => control.explanation?.confirmed).length;
    if (count === 0) return 'Les contrôles ne signalent aucun point à expliquer.';
    return `${sentence(countOf(count, 'point des contrôles est expliqué', 'points des contrôles sont expliqués'))}.`;
  });
  protected readonly summary = computed(() => {
    const { activity, financial } = this.store.declaration().sections;
    return [activity, financial].flatMap((section) =>
      section === null ? [] : { ...section, lines: section.lines.filter(({ field }) => TELLING.includes(field)) },
    );
  });
  protected readonly transmission = computed(() => this.store.declaration().transmission);
  protected readonly obstacle = computed(() => obstacleTo(this.store.declaration()));
  protected readonly mayTransmit = computed(() => this.store.may('TRANSMIT'));
  protected readonly controlsLink = computed(() => stepLink(this.store.declaration().id, 'DECLARATION_CONTROLS'));
  protected readonly requestLink = computed(() => declarationLink(this.store.declaration().id, 'demande-correction'));
  protected readonly readingLink = computed(() => declarationLink(this.store.declaration().id, 'consultation'));

  constructor() {
    inject(DestroyRef).onDestroy(() => (this.gone = true));
  }

  protected async transmit(): Promise<void> {
    const missing = this.missing();
    this.show(missing);
    if (missing.length > 0) return;
    this.sending.set(true);
    try {
      if (!this.user.me().terms.accepted) await this.user.acceptTerms();
      await this.send();
    } catch (error) {
      this.show([{ fieldId: null, message: refusalOf(error).message }]);
    } finally {
      this.sending.set(false);
      this.waiting.set(false);
    }
  }

  /** One key per version, kept in the tab: a second click, a reload or a lost answer is still one transmission. */
  private async send(): Promise<void> {
    const { id, version } = this.store.declaration();
    const place = `${id}.${version}.transmission`;
    const key = this.drafts.read<string>(place) ?? crypto.randomUUID();
    this.drafts.keep(place, key);
    const terms = this.user.me().terms.currentVersion;
    const outcome = await this.store.act((api, declarationId, revision) =>
      keepTrying(() => api.transmit(declarationId, revision, terms, key), {
        waiting: () => this.waiting.set(true),
        stopped: () => this.gone,
      }),
    );
    if (outcome.ok) {
      this.drafts.forget(place);
      this.justTransmitted.set(true);
      this.focusSoon.on('accuse');
      this.announcer.say('Déclaration transmise à la Caf.');
      return;
    }
    // A lost answer had been accepted: the state read again says so.
    if (this.transmission()) this.justTransmitted.set(true);
    else this.show([{ fieldId: null, message: outcome.refusal.message }]);
  }

  /** Beside a box, as long as it is not ticked. */
  protected errorOf(fieldId: 'attestation' | 'conditions'): string | null {
    if (fieldId === 'attestation' ? this.attested() : this.termsAccepted()) return null;
    return this.errors().find((each) => each.fieldId === fieldId)?.message ?? null;
  }

  private missing(): FieldError[] {
    const errors: FieldError[] = [];
    if (!this.attested()) {
      errors.push({ fieldId: 'attestation', message: 'Cochez l’attestation pour transmettre la déclaration.' });
    }
    if (!this.termsAccepted()) {
      errors.push({
        fieldId: 'conditions',
        message: 'Acceptez les conditions générales pour transmettre la déclaration.',
      });
    }
    return errors;
  }

  private show(errors: readonly FieldError[]): void {
    this.errors.set(errors);
    if (errors.length > 0) afterNextRender(() => this.summaryBox()?.focus(), { injector: this.injector });
  }
}
