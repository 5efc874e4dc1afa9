import { afterNextRender, Component, inject, Injector, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { refusalOf } from '@api/http/refusal';
import { PeopleApi } from '@api/identity/people-api';
import { Busy } from '@ui/buttons/busy';
import { ErrorSummary } from '@ui/errors/error-summary';
import { contentOf } from '@ui/field/file-content';
import { FileField } from '@ui/field/file-field';
import { FocusSoon } from '@ui/frame/focus-soon';
import { PageHeader } from '@ui/frame/page-header';

/** « Importer une liste d’habilitations »: the file is read and shown line by line before anything changes. */
@Component({
  selector: 'app-import-page',
  imports: [MatButton, Busy, ErrorSummary, FileField, PageHeader],
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
        <ui-file-field
          label="Fichier CSV"
          fieldId="liste"
          accept=".csv,text/csv"
          [error]="missing() || null"
          [name]="file()?.name ?? ''"
          (given)="file.set($event)"
        />
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
  `,
})
export class ImportPage {
  private readonly api = inject(PeopleApi);
  private readonly router = inject(Router);
  private readonly focusSoon = inject(FocusSoon);
  private readonly injector = inject(Injector);
  protected readonly file = signal<File | null>(null);
  private readonly summary = viewChild(ErrorSummary);
  protected readonly crumbs = [{ label: 'Personnes', link: ['/personnes'] }];
  protected readonly busy = signal(false);
  protected readonly refusal = signal('');
  protected readonly missing = signal('');

  protected async show(): Promise<void> {
    const file = this.file();
    this.missing.set(file ? '' : 'Choisissez un fichier.');
    if (!file) {
      this.focusSoon.on('liste');
      return;
    }
    const read = await contentOf(file);
    if (!read.ok) {
      this.refuse(read.message);
      return;
    }
    this.busy.set(true);
    try {
      const shown = await this.api.previewList({ fileName: file.name.slice(0, 200), content: read.content });
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
