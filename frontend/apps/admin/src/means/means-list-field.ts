import { Component, inject, input, output, signal } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { refusalOf } from '@api/http/refusal';
import { StatisticsApi } from '@api/statistics/statistics-api';
import type { MeansPreview, ReadMeansList, SentMeansList } from '@api/statistics/statistics.types';
import { contentOf } from '@ui/field/file-content';
import { FileField } from '@ui/field/file-field';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Announcer } from '@ui/messages/announcer';
import { MEANS_TEMPLATE } from './means-template';

/** Means computed elsewhere, with what publishing them would do. */
export interface ReadList {
  readonly list: SentMeansList;
  readonly preview: MeansPreview;
}

/** A list of means to read: what is wrong is said line by line, what is right goes to the page. */
@Component({
  selector: 'app-means-list-field',
  imports: [FileField],
  template: `
    <p>
      Une ligne pour la France et une par département&#8239;: nombre d’EAJE, puis sommes de l’exercice (heures, places
      et euros à deux décimales au plus). <a download="moyennes.csv" [href]="template">Télécharger le modèle</a>
    </p>
    <ui-file-field
      fieldId="liste-moyennes"
      label="Liste de moyennes (CSV)"
      accept=".csv,.txt,text/csv"
      [name]="fileName()"
      [error]="fault()"
      (given)="choose($event)"
    />
    @if (faults().length > 0) {
      <p id="lignes-refusees" tabindex="-1">
        <strong>Rien n’est repris de cette liste. À corriger dans le fichier&#8239;:</strong>
      </p>
      <ul>
        @for (each of faults(); track $index) {
          <li>
            @if (each.line !== null) {
              Ligne {{ each.line }}&#8239;:
            }
            {{ each.reason }}
          </li>
        }
      </ul>
    }
  `,
})
export class MeansListField {
  readonly exercise = input.required<number>();
  readonly listRead = output<ReadList>();

  private readonly api = inject(StatisticsApi);
  private readonly announcer = inject(Announcer);
  private readonly focusSoon = inject(FocusSoon);
  // A constant of ours, in a scheme that Angular does not let through by itself.
  protected readonly template = inject(DomSanitizer).bypassSecurityTrustUrl(MEANS_TEMPLATE);
  protected readonly fileName = signal('');
  protected readonly fault = signal<string | null>(null);
  protected readonly faults = signal<ReadMeansList['faults']>([]);

  protected async choose(file: File): Promise<void> {
    this.fileName.set(file.name);
    this.fault.set(null);
    this.faults.set([]);
    const read = await contentOf(file);
    if (!read.ok) {
      this.fault.set(read.message);
      return;
    }
    const list = { fileName: file.name, content: read.content };
    try {
      const { preview, faults } = await this.api.readMeansList(this.exercise(), list);
      if (preview !== null) {
        this.listRead.emit({ list, preview });
        return;
      }
      this.faults.set(faults);
      this.announcer.say('La liste contient des lignes à corriger.');
      this.focusSoon.on('lignes-refusees');
    } catch (error) {
      this.fault.set(refusalOf(error).message);
    }
  }
}
