import { Component, computed, DOCUMENT, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { DocumentsApi } from '@api/documents/documents-api';
import type { WorkbookReading } from '@api/documents/documents.types';
import { refusalOf } from '@api/http/refusal';
import { goToField } from '@ui/errors/error-summary';
import { contentOf } from '@ui/field/file-content';
import { FileField } from '@ui/field/file-field';
import { Announcer } from '@ui/messages/announcer';
import { Notice } from '@ui/messages/notice';
import { fieldId } from './line-field';
import type { LineRemarks } from './line-remarks';
import { entryOf } from './reading';
import type { SectionForm } from './section-form';
import { workbookChanges } from './workbook-changes';

/** Largest file that is sent, bytes. */
const largest = 2 * 1024 * 1024;

/** The filled workbook comes back (C-6): each cell is shown, then what it changes; its figures go in the form as if typed. */
@Component({
  selector: 'app-workbook-upload',
  imports: [FileField, MatButton, Notice],
  templateUrl: './workbook-upload.html',
  styles: `
    :host {
      display: block;
    }
    h3 {
      font-size: 1.0625rem;
      line-height: 1.5rem;
      margin: 0 0 var(--space-2);
    }
    .fault {
      display: block;
      font-size: 0.875rem;
      color: var(--refused);
      font-weight: 600;
    }
    .table-scroll,
    ui-notice {
      display: block;
      margin-block-start: var(--space-4);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-4);
      margin: var(--space-4) 0 0;
    }
  `,
  host: { role: 'region', 'aria-labelledby': 'classeur-rempli' },
})
export class WorkbookUpload {
  readonly declarationId = input.required<string>();
  readonly form = input.required<SectionForm>();
  readonly remarks = input.required<LineRemarks>();

  private readonly api = inject(DocumentsApi);
  private readonly announcer = inject(Announcer);
  private readonly document = inject(DOCUMENT);
  protected readonly columns = ['Période', 'Jours d’ouverture', 'Début', 'Fin', 'Places'] as const;
  protected readonly effects = {
    changed: 'Reporté',
    same: 'Inchangé',
    closed: 'Non reporté\u202f: ligne fermée à la correction par la Caf',
  } as const;
  protected readonly fileName = signal('');
  protected readonly reading = signal(false);
  protected readonly refused = signal<string | null>(null);
  protected readonly applied = signal(false);
  protected readonly read = signal<WorkbookReading | null>(null);
  protected readonly changes = computed(() => {
    const result = this.read()?.result;
    const form = this.form();
    return result ? workbookChanges(result, { lines: form.lines, values: form.values() }, this.remarks()) : null;
  });
  protected readonly changed = computed(() => this.changes()?.filter(({ kind }) => kind === 'changed') ?? []);

  protected async give(file: File): Promise<void> {
    this.forget();
    this.fileName.set(file.name);
    if (file.size > largest) {
      this.refuse('Ce fichier dépasse 2\u202fMo\u202f: ce n’est pas le classeur de calcul du portail.');
      return;
    }
    this.reading.set(true);
    try {
      const read = await contentOf(file);
      if (!read.ok) {
        this.refuse(read.message);
        return;
      }
      const found = await this.api.readWorkbook(this.declarationId(), read.content);
      // Another file was given meanwhile: its answer is the one that counts.
      if (this.fileName() !== file.name) return;
      this.read.set(found);
      this.announcer.say(
        found.result ? 'Le classeur est lu. Rien n’est encore reporté.' : 'Le classeur est à corriger.',
      );
    } catch (error) {
      this.refuse(refusalOf(error).message);
    } finally {
      this.reading.set(false);
    }
  }

  /** The figures are typed in the form; the ordinary save does the rest. */
  protected apply(): void {
    const form = this.form();
    const changed = this.changed();
    for (const { line, value } of changed) {
      form.type(line.field, entryOf(line, value));
      form.leave(line);
    }
    this.forget();
    this.applied.set(true);
    this.announcer.say('Les résultats du classeur sont dans le formulaire. Vérifiez-les, puis enregistrez.');
    const [first] = changed;
    if (first) goToField(this.document, fieldId(first.line.field));
  }

  protected forget(): void {
    this.read.set(null);
    this.refused.set(null);
    this.applied.set(false);
    this.fileName.set('');
  }

  private refuse(sentence: string): void {
    this.refused.set(sentence);
    this.announcer.say(sentence);
  }
}
