import { Component, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { AuditApi } from '@api/audit/audit-api';
import type { AuditedService, AuditLine } from '@api/audit/audit.types';
import { refusalOf } from '@api/http/refusal';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { Announcer } from '@ui/messages/announcer';
import { Notice, type NoticeTone } from '@ui/messages/notice';

const PAGES: Readonly<Record<string, string>> = {
  DECLARATION: '/declarations',
  CAMPAIGN: '/campagnes',
  EQUIPMENT: '/equipements',
  PARTNER: '/gestionnaires',
  PERSON: '/personnes',
};

interface Verified {
  readonly chain: string;
  readonly sequence: number;
  readonly tone: NoticeTone;
  readonly text: string;
}

/** Lines of the journal: who, what, on which object, before and after; the chain of each can be verified on the spot. */
@Component({
  selector: 'app-audit-list',
  imports: [Busy, FrenchDatePipe, Notice, RouterLink],
  template: `
    <ol class="plain-list">
      @for (line of lines(); track line.chain + line.sequence) {
        <li>
          <p>
            <strong>{{ line.act }}</strong>
          </p>
          <p class="about">
            @if (pageOf(line); as page) {
              <a [routerLink]="page">{{ line.object }}</a>
            } @else {
              <span>{{ line.object }}</span>
            }
            <span class="secondary">{{ line.detail }}</span>
          </p>
          <p class="secondary">{{ line.at | frDate: 'instant' }}, {{ line.by ?? 'le service' }}</p>
          @if (line.note) {
            <p class="note">{{ line.note }}</p>
          }
          @if (line.closed) {
            <p class="secondary">Les valeurs d’une déclaration sont visibles une fois qu’elle est transmise.</p>
          }
          @if (line.changes.length > 0) {
            <div class="table-scroll">
              <table class="table">
                <caption class="visually-hidden">
                  Valeurs avant et après
                </caption>
                <thead>
                  <tr>
                    <th scope="col">Donnée</th>
                    <th scope="col">Avant</th>
                    <th scope="col">Après</th>
                  </tr>
                </thead>
                <tbody>
                  @for (change of line.changes; track $index) {
                    <tr>
                      <th scope="row">{{ change.label }}</th>
                      <td>{{ change.before ?? '—' }}</td>
                      <td>{{ change.after ?? '—' }}</td>
                    </tr>
                  }
                </tbody>
              </table>
            </div>
          }
          <p class="acts">
            <a [routerLink]="[]" [queryParams]="{ domaine: domain(), chaine: line.chain }"
              >Tout le journal de cet objet<span class="visually-hidden">&#8239;: {{ line.object }}</span></a
            >
            <button type="button" class="link-button" [uiBusy]="verifying() === line.chain" (click)="verify(line)">
              Vérifier la chaîne<span class="visually-hidden">&#8239;: {{ line.object }}</span>
            </button>
          </p>
          @if (verified(); as result) {
            @if (result.chain === line.chain && result.sequence === line.sequence) {
              <ui-notice [tone]="result.tone">{{ result.text }}</ui-notice>
            }
          }
        </li>
      }
    </ol>
  `,
  styles: `
    .about {
      display: flex;
      flex-wrap: wrap;
      column-gap: var(--space-3);
    }
    li {
      display: grid;
      gap: var(--space-1);
      padding-block: var(--space-3);
      border-block-start: 1px solid var(--hairline);
    }
    p {
      margin: 0;
      overflow-wrap: anywhere;
    }
    .note {
      white-space: pre-line;
    }
    td {
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1) var(--space-4);
      font-size: 0.9375rem;
    }
  `,
})
export class AuditList {
  readonly lines = input.required<readonly AuditLine[]>();
  readonly service = input.required<AuditedService>();
  readonly domain = input.required<string>();

  private readonly api = inject(AuditApi);
  private readonly announcer = inject(Announcer);
  protected readonly verifying = linkedSignal<string | null>(() => (this.lines(), null));
  protected readonly verified = linkedSignal<Verified | null>(() => (this.lines(), null));

  protected pageOf({ kind, objectId }: AuditLine): string[] | null {
    const page = PAGES[kind];
    return page === undefined ? null : [page, objectId];
  }

  protected async verify({ chain, sequence }: AuditLine): Promise<void> {
    this.verifying.set(chain);
    try {
      const { sentence, intact } = await this.api.verify(this.service(), chain);
      this.tell({ chain, sequence, text: sentence, tone: intact ? 'done' : 'refused' });
    } catch (error) {
      this.tell({ chain, sequence, text: refusalOf(error).message, tone: 'refused' });
    } finally {
      this.verifying.set(null);
    }
  }

  private tell(result: Verified): void {
    this.verified.set(result);
    this.announcer.say(result.text);
  }
}
