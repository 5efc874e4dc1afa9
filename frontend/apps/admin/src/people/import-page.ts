import { afterNextRender, Component, ElementRef, inject, Injector, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { refusalOf } from '@api/http/refusal';
import { PeopleApi } from '@api/identity/people-api';
import { Busy } from '@ui/buttons/busy';
import { ErrorSummary } from '@ui/errors/error-summary';
import { FieldFrame } from '@ui/field/field-frame';
import { PageHeader } from '@ui/frame/page-header';
import { fileContent, MOST_BYTES } from './file-content';

/** « Importer une liste d’habilitations »: the file is read and shown line by line before anything changes. */
@Component({
  selector: 'app-import-page',
  imports: [MatButton, Busy, ErrorSummary, FieldFrame, PageHeader],
  template: `
    <ui-page-header heading="Importer une liste d’habilitations" [crumbs]="crumbs" />
    <div class="column">
      @if (refusal(); as message) {
        <ui-error-summary heading="La liste ne peut pas être lue" [errors]="[{ fieldId: 'liste', message }]" />
      }
      <p>
        La liste est un fichier CSV, enregistré depuis un tableur. Sa première ligne porte les en-têtes du
        <a href="/modele-habilitations.csv" download>modèle à télécharger</a>, chaque ligne suivante donne à une
        personne ses rôles sur un équipement.
      </p>
      <ul>
        <li>Équipement&#8239;: son IDEQU.</li>
        <li>
          Rôles&#8239;: «&#8239;activité&#8239;», «&#8239;finances&#8239;», «&#8239;approbation&#8239;», séparés par des
          virgules.
        </li>
        <li>Date d’effet&#8239;: jj/mm/aaaa, le jour même ou un jour à venir.</li>
        <li>5&#8239;000 lignes et 2&#8239;Mo au plus.</li>
      </ul>
      <p>Une liste déjà importée peut l’être de nouveau&#8239;: ce qui est en place reste inchangé.</p>
      <form (submit)="$event.preventDefault(); show()">
        <ui-field-frame label="Fichier CSV" fieldId="liste" [stacked]="true" [error]="missing() || null">
          <input
            #file
            type="file"
            id="liste"
            accept=".csv,text/csv"
            [attr.aria-invalid]="missing() ? true : null"
            [attr.aria-describedby]="missing() ? 'liste-erreur' : null"
          />
        </ui-field-frame>
        <div class="action-bar">
          <button matButton="filled" type="submit" [uiBusy]="busy()">Montrer l’aperçu</button>
        </div>
      </form>
    </div>
  `,
  styles: `
    .column {
      display: grid;
      gap: var(--space-4);
      max-inline-size: var(--column);
    }
    ul {
      margin: 0;
      padding-inline-start: 1.25rem;
    }
    input {
      max-inline-size: 100%;
      min-block-size: var(--target);
    }
  `,
})
export class ImportPage {
  private readonly api = inject(PeopleApi);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly file = viewChild.required<ElementRef<HTMLInputElement>>('file');
  private readonly summary = viewChild(ErrorSummary);
  protected readonly crumbs = [{ label: 'Personnes', link: ['/personnes'] }];
  protected readonly busy = signal(false);
  protected readonly refusal = signal('');
  protected readonly missing = signal('');

  protected async show(): Promise<void> {
    const file = this.file().nativeElement.files?.[0];
    this.missing.set(file ? '' : 'Choisissez un fichier.');
    if (!file) {
      this.file().nativeElement.focus();
      return;
    }
    if (file.size > MOST_BYTES) {
      this.refuse('Le fichier dépasse 2\u202fMo. Partagez la liste en plusieurs fichiers.');
      return;
    }
    this.busy.set(true);
    try {
      const shown = await this.api.previewList({ fileName: file.name.slice(0, 200), content: await fileContent(file) });
      await this.router.navigate(['/habilitations/import', shown.id]);
    } catch (error) {
      this.refuse(refusalOf(error).message);
    } finally {
      this.busy.set(false);
    }
  }

  private refuse(message: string): void {
    this.refusal.set(message);
    afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
  }
}
