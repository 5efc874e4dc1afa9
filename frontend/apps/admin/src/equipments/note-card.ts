import { Component, computed, effect, inject, input } from '@angular/core';
import type { EquipmentView, NewNote } from '@api/equipment/equipment.types';
import { formatDay, parisDay, parseDay } from '@ui/dates/french-date';
import { CafNote } from '@ui/equipment/caf-note';
import type { FieldError } from '@ui/errors/error-summary';
import { DateField } from '@ui/field/date-field';
import { lengthOf, TextAreaField } from '@ui/field/text-area-field';
import { CardForm } from './card-form';
import { EquipmentCard } from './equipment-card';
import { EquipmentStore } from './equipment-store';
import type { ReadForm } from './identity-form';

interface NoteDraft {
  readonly text: string;
  readonly from: string;
  readonly until: string;
}

const LONGEST = 2_000;
const FIELDS = { text: 'texte-text', from: 'texte-from', until: 'texte-until' } as const;

/** « Texte explicatif »: what the partner reads in the middle of the equipment page, seen as they will. */
@Component({
  selector: 'app-note-card',
  imports: [CafNote, DateField, TextAreaField, EquipmentCard],
  template: `
    <app-equipment-card
      heading="Texte explicatif"
      save="Enregistrer le texte"
      refused="Le texte n’est pas enregistré"
      [act]="equipment().note ? 'Modifier le texte' : 'Écrire un texte'"
      [form]="form"
      (started)="start()"
      (saved)="submit()"
    >
      @if (equipment().note; as note) {
        <p class="secondary">{{ shown() }}</p>
        @if (!form.draft()) {
          <ui-caf-note [text]="note.text" [from]="note.from" />
        }
      } @else {
        <p>Aucun texte n’est affiché au milieu de la page de l’équipement.</p>
      }
      @if (form.draft(); as draft) {
        <div fields class="fields">
          <ui-text-area-field
            label="Texte"
            help="Le partenaire le lit au milieu de la page de l’équipement. Un texte vide le retire. N’y nommez ni enfant ni état de santé."
            [rows]="4"
            [maxLength]="longest"
            [fieldId]="fields.text"
            [error]="form.errorOf(fields.text)"
            [text]="draft.text"
            (textChange)="form.set('text', $event)"
          />
          <ui-date-field
            [stacked]="true"
            label="Affiché à partir du"
            help="Le jour même si vous n’écrivez rien."
            [optional]="true"
            [fieldId]="fields.from"
            [error]="form.errorOf(fields.from)"
            [typed]="draft.from"
            (typedChange)="form.set('from', $event)"
          />
          <ui-date-field
            [stacked]="true"
            label="Affiché jusqu’au"
            help="Ce jour compris. Sans date de fin si vous n’écrivez rien."
            [optional]="true"
            [fieldId]="fields.until"
            [error]="form.errorOf(fields.until)"
            [typed]="draft.until"
            (typedChange)="form.set('until', $event)"
          />
          @if (preview(); as seen) {
            <h3>Aperçu, tel que le partenaire le lira</h3>
            <ui-caf-note [text]="seen.text" [from]="seen.from" />
          }
        </div>
      }
    </app-equipment-card>
  `,
  styleUrl: './facts.scss',
})
export class NoteCard {
  readonly equipment = input.required<EquipmentView>();
  private readonly store = inject(EquipmentStore);
  protected readonly form = new CardForm<NoteDraft>('texte');
  protected readonly fields = FIELDS;
  protected readonly longest = LONGEST;
  protected readonly shown = computed(() => shownWords(this.equipment().note, parisDay(new Date())));
  protected readonly preview = computed(() => {
    const { text = '', from = '' } = this.form.draft() ?? {};
    const read = parseDay(from);
    const day = (read.ok && read.value) || parisDay(new Date());
    return text.trim() === '' ? null : { text: text.trim(), from: day };
  });

  constructor() {
    effect(() => this.form.restore(this.equipment().id));
  }

  protected start(): void {
    const { note } = this.equipment();
    const draft = note
      ? { text: note.text, from: formatDay(note.from), until: note.until ? formatDay(note.until) : '' }
      : { text: '', from: '', until: '' };
    this.form.open(draft, FIELDS.text);
  }

  protected async submit(): Promise<void> {
    const draft = this.form.draft();
    if (draft === null) return;
    const read = readNote(draft);
    if (!read.ok) {
      this.form.refuse(read.errors);
      return;
    }
    await this.form.submit({
      send: () => this.store.act((api, target) => api.writeNote(target, read.value)),
      fieldOf: (path) => `texte-${path.slice(1)}`,
      done: read.value.text === '' ? 'Le texte est retiré.' : 'Le texte est enregistré.',
    });
  }
}

/** Reads the form; a day left empty is the service's to choose. */
export function readNote(draft: NoteDraft): ReadForm<NewNote> {
  const errors: FieldError[] = [];
  const text = draft.text.trim();
  const [from, until] = [parseDay(draft.from), parseDay(draft.until)];
  if (lengthOf(text) > LONGEST) {
    errors.push({ fieldId: FIELDS.text, message: 'Raccourcissez le texte\u202f: 2\u202f000 caractères au plus.' });
  }
  if (!from.ok) errors.push({ fieldId: FIELDS.from, message: from.message });
  if (!until.ok) errors.push({ fieldId: FIELDS.until, message: until.message });
  if (errors.length > 0 || !from.ok || !until.ok) return { ok: false, errors };
  return { ok: true, value: { text, ...(from.value === null ? {} : { from: from.value }), until: until.value } };
}

/** Whether the partner reads the text on that day, in words. */
export function shownWords(note: EquipmentView['note'], today: string): string {
  if (note === null) return '';
  const end = note.until === null ? ', sans date de fin' : ` jusqu’au ${formatDay(note.until)}`;
  if (note.from > today) return `Affiché au partenaire à partir du ${formatDay(note.from)}${end}.`;
  if (note.until !== null && note.until < today) {
    return `N’est plus affiché\u202f: il l’a été du ${formatDay(note.from)} au ${formatDay(note.until)}.`;
  }
  return `Affiché au partenaire depuis le ${formatDay(note.from)}${end}.`;
}
