import {
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
  afterNextRender,
  Injector,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { ReferenceApi } from '@api/controls/reference-api';
import { FormsApi } from '@api/workflow/forms-api';
import type { Proposal } from '@api/controls/reference.types';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Ask } from '@ui/dialogs/ask';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { TextAreaField } from '@ui/field/text-area-field';
import { Loading } from '@ui/frame/loading';
import { type Crumb, PageHeader } from '@ui/frame/page-header';
import { Messages } from '@ui/messages/message-bar';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { StatusChip } from '@ui/status/status-chip';
import { ChangesView } from './changes-view';
import { PROPOSAL_STATES, subjectOf } from './reference-words';

/** A proposal: what it would change today, why, and the answer of the Cnaf. */
@Component({
  selector: 'app-proposal-page',
  imports: [
    MatButton,
    RouterLink,
    Busy,
    ChangesView,
    ErrorSummary,
    FrenchDatePipe,
    Loading,
    PageHeader,
    StatusChip,
    TextAreaField,
    UnavailablePage,
  ],
  template: `
    @if (unavailable(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="arrive(proposalId())" />
    } @else if (proposal(); as known) {
      <ui-page-header heading="Proposition" [context]="subject().label" [crumbs]="crumbs">
        <ui-status-chip [tone]="state().tone">{{ state().label }}</ui-status-chip>
      </ui-page-header>
      <p>
        Envoyée le {{ known.proposedAt | frDate: 'instant' }} par {{ known.proposedByName }}, Caf
        {{ known.cafCodes.join(', ') }}.
        <a [routerLink]="subject().link">Voir ce qui est en vigueur</a>
      </p>
      <h2 class="section-title">Motif</h2>
      <p class="typed-text">{{ known.reason }}</p>
      <h2 class="section-title">Ce qui changerait</h2>
      <app-changes-view afterLabel="Proposé" [groups]="known.changes" />
      @if (known.answeredAt) {
        <h2 class="section-title">Réponse de la Cnaf</h2>
        <p>{{ state().label }} le {{ known.answeredAt | frDate: 'instant' }} par {{ known.answeredByName }}.</p>
        @if (known.answer; as answer) {
          <p class="typed-text">{{ answer }}</p>
        }
      } @else if (national()) {
        <section aria-labelledby="repondre">
          <h2 id="repondre" class="section-title">Répondre</h2>
          @if (errors().length > 0) {
            <ui-error-summary heading="La réponse n’est pas enregistrée" [errors]="errors()" />
          }
          <p class="acts">
            <button matButton="filled" type="button" [uiBusy]="busy()" (click)="take()">
              Reprendre dans un brouillon
            </button>
          </p>
          <form (submit)="$event.preventDefault(); refuse()">
            <ui-text-area-field
              fieldId="refus-motif"
              label="Motif du refus"
              help="La Caf lit ce motif."
              [rows]="3"
              [minLength]="20"
              [error]="reasonError()"
              [(text)]="reason"
            />
            <p class="acts">
              <button matButton="outlined" type="submit" [uiBusy]="busy()">Refuser la proposition</button>
            </p>
          </form>
        </section>
      }
    } @else {
      <ui-page-header heading="Proposition" [crumbs]="crumbs" />
      <ui-loading label="Chargement de la proposition…" />
    }
  `,
  styles: `
    :host {
      display: block;
    }
    h2 {
      margin-block-start: var(--space-6);
    }
    section {
      --field-rule: 0;
      max-inline-size: var(--column);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3);
      margin-block: var(--space-3);
    }
  `,
})
export class ProposalPage {
  /** From the address. */
  readonly proposalId = input.required<string>();
  /** From the route: `formulaires`, or none for scales and rules. */
  readonly about = input('');

  private readonly controls = inject(ReferenceApi).proposals;
  private readonly forms = inject(FormsApi).proposals;
  private readonly api = computed(() => (this.about() === 'formulaires' ? this.forms : this.controls));
  private readonly user = inject(CurrentUser);
  private readonly router = inject(Router);
  private readonly ask = inject(Ask);
  private readonly messages = inject(Messages);
  private readonly injector = inject(Injector);
  private readonly summary = viewChild(ErrorSummary);

  protected readonly crumbs: readonly Crumb[] = [
    { label: 'Référentiel', link: ['/referentiel'] },
    { label: 'Propositions', link: ['/referentiel/propositions'] },
  ];
  protected readonly proposal = signal<Proposal | null>(null);
  protected readonly unavailable = signal<Refusal | null>(null);
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly reason = signal('');
  protected readonly busy = signal(false);
  protected readonly national = computed(() => this.user.me().population === 'CNAF_ADMIN');
  protected readonly subject = computed(() => {
    const { kind = 'RULE', subject = '' } = this.proposal() ?? {};
    return subjectOf(kind, subject);
  });
  protected readonly state = computed(
    () => PROPOSAL_STATES.find(({ value }) => value === this.proposal()?.state) ?? PROPOSAL_STATES[0]!,
  );
  protected readonly reasonError = computed(
    () => this.errors().find(({ fieldId }) => fieldId === 'refus-motif')?.message ?? null,
  );

  constructor() {
    effect(() => {
      const id = this.proposalId();
      this.api();
      untracked(() => void this.arrive(id));
    });
  }

  protected async arrive(id: string): Promise<void> {
    this.unavailable.set(null);
    try {
      // Opening it is reading it: the Caf sees that the Cnaf has.
      this.proposal.set(this.national() ? await this.api().see(id) : await this.api().read(id));
    } catch (error) {
      this.unavailable.set(refusalOf(error));
    }
  }

  protected async take(): Promise<void> {
    const known = this.proposal();
    if (known === null) return;
    if (known.draftUnderWay) {
      const sure = await this.ask.confirm({
        title: 'Remplacer le brouillon\u202f?',
        text: 'Un brouillon est déjà en cours. Ce qui est proposé prendrait sa place.',
        yes: 'Remplacer le brouillon',
        no: 'Le garder',
      });
      if (!sure) return;
    }
    if (await this.act(() => this.api().take(known), 'La proposition est reprise. Vérifiez-la avant de publier.')) {
      await this.router.navigate([...this.subject().link]);
    }
  }

  protected async refuse(): Promise<void> {
    const known = this.proposal();
    if (known !== null) await this.act(() => this.api().refuse(known, this.reason()), 'La proposition est refusée.');
  }

  private async act(send: () => Promise<Proposal>, done: string): Promise<boolean> {
    this.busy.set(true);
    this.errors.set([]);
    try {
      this.proposal.set(await send());
      this.messages.tell({ tone: 'done', text: done });
      return true;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.status === 409) await this.arrive(this.proposalId());
      const fieldId = refusal.code === 'REASON_TOO_SHORT' ? 'refus-motif' : null;
      this.errors.set([{ fieldId, message: refusal.message }]);
      afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}
