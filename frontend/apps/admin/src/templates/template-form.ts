import {
  afterNextRender,
  Component,
  computed,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Refusal } from '@api/http/refusal';
import type { MessageTemplate } from '@api/workflow/workflow.types';
import { Busy } from '@ui/buttons/busy';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { SelectField } from '@ui/field/select-field';
import { lengthOf, TextAreaField } from '@ui/field/text-area-field';
import { TextField } from '@ui/field/text-field';
import { KINDS } from './template-kinds';

/** A template as it is written. */
export type WrittenTemplate = Pick<MessageTemplate, 'kind' | 'cafCode' | 'title' | 'text'>;

/** A new template, or another wording of one. */
@Component({
  selector: 'app-template-form',
  imports: [MatButton, Busy, ErrorSummary, SelectField, TextAreaField, TextField],
  template: `
    <form (submit)="$event.preventDefault(); submit()">
      @if (errors().length > 0) {
        <ui-error-summary heading="Le modèle n’est pas enregistré" [errors]="errors()" />
      }
      @if (known() === null) {
        <ui-select-field fieldId="modele-acte" label="Pour" [choices]="kinds" [stacked]="true" [(chosen)]="kind" />
        @if (cafChoices().length > 1) {
          <ui-select-field
            fieldId="modele-caf"
            label="Caf"
            [choices]="cafChoices()"
            [stacked]="true"
            [(chosen)]="caf"
          />
        }
      }
      <ui-text-field
        fieldId="modele-titre"
        label="Titre"
        [maxLength]="80"
        [stacked]="true"
        [error]="errorOf('modele-titre')"
        [(typed)]="title"
      />
      <ui-text-area-field
        fieldId="modele-texte"
        label="Texte"
        help="Dites ce qui est attendu du partenaire. Ne nommez aucun enfant."
        [rows]="5"
        [minLength]="20"
        [error]="errorOf('modele-texte')"
        [(text)]="text"
      />
      <div class="acts">
        <button matButton="text" type="button" (click)="closed.emit()">Revenir sans enregistrer</button>
        <button matButton="filled" type="submit" [uiBusy]="busy()">Enregistrer le modèle</button>
      </div>
    </form>
  `,
  styles: `
    form {
      --field-rule: 0;
      max-inline-size: var(--column);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: var(--space-3);
    }
  `,
})
export class TemplateForm {
  /** The template to word otherwise; null for a new one. */
  readonly known = input<MessageTemplate | null>(null);
  /** Whose templates the person writes; null stands for the national ones. */
  readonly writable = input.required<readonly (string | null)[]>();
  readonly busy = input(false);
  readonly refusal = input<Refusal | null>(null);
  readonly written = output<WrittenTemplate>();
  readonly closed = output<void>();

  private readonly injector = inject(Injector);
  private readonly summary = viewChild(ErrorSummary);
  protected readonly kinds = KINDS;
  protected readonly kind = linkedSignal<string>(() => this.known()?.kind ?? 'REJECT');
  protected readonly caf = linkedSignal<string>(() => this.writable()[0] ?? '');
  protected readonly title = linkedSignal(() => this.known()?.title ?? '');
  protected readonly text = linkedSignal(() => this.known()?.text ?? '');
  private readonly faults = signal<readonly FieldError[]>([]);

  protected readonly cafChoices = computed(() =>
    this.writable().flatMap((code) => (code === null ? [] : [{ value: code, label: `Caf ${code}` }])),
  );
  protected readonly errors = computed<readonly FieldError[]>(() => {
    const refusal = this.refusal();
    if (this.faults().length > 0 || refusal === null) return this.faults();
    return [{ fieldId: null, message: refusal.message }];
  });

  protected errorOf(fieldId: string): string | null {
    return this.faults().find((fault) => fault.fieldId === fieldId)?.message ?? null;
  }

  protected submit(): void {
    const title = this.title().trim();
    const text = this.text().trim();
    const length = lengthOf(text);
    this.faults.set([
      ...(title === '' ? [{ fieldId: 'modele-titre', message: 'Donnez un titre au modèle.' }] : []),
      ...(length < 20 || length > 2000
        ? [{ fieldId: 'modele-texte', message: 'Un modèle compte de 20 à 2\u202f000 caractères. Modifiez son texte.' }]
        : []),
    ]);
    if (this.faults().length > 0) {
      afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
      return;
    }
    const kind = KINDS.find(({ value }) => value === this.kind())?.value ?? 'REJECT';
    this.written.emit({ kind, cafCode: this.caf() === '' ? null : this.caf(), title, text });
  }
}
