import { Component, computed, inject, resource } from '@angular/core';
import { refusalOf } from '@api/http/refusal';
import { FileMessagesApi } from '@api/workflow/file-messages-api';
import { UnreadFiles } from '@ui/file-messages/unread-files';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { countOf } from '@ui/words/count-of';

/** « Messages »: declarations on which partners wrote and nobody of the Caf answered, nor did this agent read. */
@Component({
  selector: 'app-unread-files-page',
  imports: [Loading, PageHeader, UnavailablePage, UnreadFiles],
  template: `
    @if (refusal(); as refused) {
      <ui-unavailable-page [refusal]="refused" (retry)="files.reload()" />
    } @else {
      <ui-page-header heading="Messages" />
      @if (files.value(); as known) {
        @if (known.total === 0) {
          <p>
            Aucun message ne vous attend. Pour écrire à un partenaire, ouvrez sa déclaration puis
            «&#8239;Messages&#8239;».
          </p>
        } @else {
          <p class="secondary">{{ count() }}</p>
          <ui-unread-files [files]="known.items" />
        }
      } @else {
        <ui-loading label="Chargement des messages…" />
      }
    }
  `,
})
export class UnreadFilesPage {
  private readonly api = inject(FileMessagesApi);
  protected readonly files = resource({ loader: () => this.api.unread(1) });
  protected readonly refusal = computed(() => {
    const error = this.files.error();
    return error && refusalOf(error);
  });
  /** The latest fifty are listed; reading them brings the others. */
  protected readonly count = computed(() => {
    const { total = 0, items = [] } = this.files.value() ?? {};
    const all = countOf(total, 'déclaration a des messages non lus', 'déclarations ont des messages non lus');
    return total > items.length ? `${all}, les ${items.length} plus récentes sont listées.` : `${all}.`;
  });
}
