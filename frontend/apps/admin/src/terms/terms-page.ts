import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import type { TermsVersion } from '@api/identity/people.types';
import { type NewTerms, TermsApi } from '@api/identity/terms-api';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { formatDay } from '@ui/dates/french-date';
import { Ask } from '@ui/dialogs/ask';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { Messages } from '@ui/messages/message-bar';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { StatusChip, type Tone } from '@ui/status/status-chip';
import { TermsForm } from './terms-form';

const STATES: Readonly<Record<TermsVersion['state'], { readonly word: string; readonly tone: Tone }>> = {
  COMING: { word: 'À venir', tone: 'info' },
  IN_FORCE: { word: 'En vigueur', tone: 'done' },
  PAST: { word: 'Remplacée', tone: 'muted' },
};

/** « Conditions générales »: every version; the Cnaf publishes the next one for a day to come, the Caf read. */
@Component({
  selector: 'app-terms-page',
  imports: [MatButton, FrenchDatePipe, Loading, PageHeader, StatusChip, TermsForm, UnavailablePage],
  template: `
    @if (refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="load()" />
    } @else {
      <ui-page-header heading="Conditions générales d’utilisation" />
      @if (loaded(); as versions) {
        @if (writing()) {
          <section aria-labelledby="nouvelle-version">
            <h2 id="nouvelle-version" class="section-title">Nouvelle version</h2>
            <app-terms-form
              [content]="versions[0]?.content ?? ''"
              [busy]="busy()"
              [refusal]="fault()"
              (written)="publish($event)"
              (closed)="stop()"
            />
          </section>
        } @else if (decides) {
          <p>
            <button matButton="filled" type="button" id="ecrire-version" (click)="start()">Écrire une version</button>
          </p>
        }
        @for (version of versions; track version.version) {
          <section [attr.aria-labelledby]="'version-' + version.version">
            <h2 class="section-title" tabindex="-1" [id]="'version-' + version.version">
              Version {{ version.version }}
            </h2>
            <p>
              <ui-status-chip [tone]="states[version.state].tone">{{ states[version.state].word }}</ui-status-chip>
              à partir du {{ version.inForceFrom | frDate }}
              @if (version.publishedAt; as at) {
                , publiée par {{ version.publishedBy }} le {{ at | frDate: 'day' }}
              }
            </p>
            <p class="secondary">{{ acceptedWords(version) }}</p>
            <details>
              <summary>Lire le texte</summary>
              <p class="typed-text">{{ version.content }}</p>
            </details>
            @if (decides && version.state === 'COMING') {
              <p>
                <button type="button" class="link-button" (click)="withdraw(version)">
                  Retirer<span class="visually-hidden"> la version {{ version.version }}</span>
                </button>
              </p>
            }
          </section>
        }
      } @else {
        <ui-loading label="Chargement des versions…" />
      }
    }
  `,
  styles: `
    section {
      display: grid;
      gap: var(--space-2);
      max-inline-size: var(--column);
      margin-block: var(--space-6);
    }
    summary {
      min-block-size: 1.5rem;
      color: var(--action);
      cursor: pointer;
    }
  `,
})
export class TermsPage {
  private readonly api = inject(TermsApi);
  private readonly ask = inject(Ask);
  private readonly messages = inject(Messages);
  private readonly focusSoon = inject(FocusSoon);

  protected readonly decides = inject(CurrentUser).me().population === 'CNAF_ADMIN';
  protected readonly states = STATES;
  protected readonly loaded = signal<readonly TermsVersion[] | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly writing = signal(false);
  protected readonly fault = signal<Refusal | null>(null);
  protected readonly busy = signal(false);

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.refusal.set(null);
    try {
      this.loaded.set(await this.api.versions());
    } catch (error) {
      this.refusal.set(refusalOf(error));
    }
  }

  protected acceptedWords({ acceptedBy }: TermsVersion): string {
    if (acceptedBy === 0) return 'Acceptée par personne pour le moment';
    return acceptedBy === 1 ? 'Acceptée par 1 personne' : `Acceptée par ${acceptedBy} personnes`;
  }

  protected start(): void {
    this.fault.set(null);
    this.writing.set(true);
    this.focusSoon.on('conditions-date');
  }

  protected stop(): void {
    this.writing.set(false);
    this.focusSoon.on('ecrire-version');
  }

  /** What was typed stays when it is refused. */
  protected async publish(terms: NewTerms): Promise<void> {
    const sure = await this.ask.confirm({
      title: 'Publier cette version\u202f?',
      text: `À partir du ${formatDay(terms.inForceFrom)}, chaque partenaire devra l’accepter avant de continuer. Ce qui a été accepté ou transmis avant ne change pas.`,
      yes: 'Publier la version',
      no: 'Revenir au texte',
    });
    if (!sure) return;
    await this.act(`La version du ${formatDay(terms.inForceFrom)} est publiée.`, async () => {
      this.loaded.set(await this.api.publish(terms));
      this.writing.set(false);
      this.focusSoon.on(`version-${terms.inForceFrom}`);
    });
  }

  protected async withdraw({ version }: TermsVersion): Promise<void> {
    const sure = await this.ask.confirm({
      title: `Retirer la version ${version}\u202f?`,
      text: 'Elle n’est pas encore en vigueur\u202f: personne n’aura à l’accepter.',
      yes: 'Retirer la version',
      no: 'La garder',
    });
    if (!sure) return;
    await this.act('La version est retirée.', async () => {
      await this.api.withdraw(version);
      await this.load();
      this.focusSoon.on('ecrire-version');
    });
  }

  private async act(done: string, work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.fault.set(null);
    try {
      await work();
      this.messages.tell({ tone: 'done', text: done });
    } catch (error) {
      const refused = refusalOf(error);
      if (this.writing()) this.fault.set(refused);
      else this.messages.tell({ tone: 'refused', text: refused.message });
    } finally {
      this.busy.set(false);
    }
  }
}
