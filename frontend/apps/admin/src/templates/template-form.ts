import {
  afterNextRender,
  Component,
  computed,
  effect,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Refusal } from '@api/http/refusal';
import type { MessageTemplate } from '@api/workflow/workflow.types';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { errorsOf } from '@ui/errors/refusal-errors';
import { SelectField } from '@ui/field/select-field';
import { lengthOf, TextAreaField } from '@ui/field/text-area-field';
import { TextField } from '@ui/field/text-field';
import { FocusSoon } from '@ui/frame/focus-soon';
import { KINDS } from './template-kinds';
import { TemplatePreview, type WrittenTemplate } from './template-preview';

const controls = { '/title': 'modele-titre', '/text': 'modele-texte' } as Readonly<Record<string, string>>;

/** A new template, or another wording of one: written, looked at as it will be read, then published. */
@Component({
  selector: 'app-template-form',
  imports: [MatButton, ErrorSummary, SelectField, TemplatePreview, TextAreaField, TextField],
  template: `
    @if (previewed(); as next) {
      <app-template-preview
        [written]="next"
        [known]="known()"
        [busy]="busy()"
        (published)="written.emit(next)"
        (reworded)="backToText()"
      />
    }
    <form [hidden]="previewed() !== null" (submit)="$event.preventDefault(); preview()">
      @if (errors().length > 0) {
        <ui-error-summary heading="Le modèle n’est pas publié" [errors]="errors()" />
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
        <button matButton="text" type="button" (click)="closed.emit()">Revenir sans publier</button>
        <button matButton="filled" type="submit">Voir avant de publier</button>
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
  private readonly focusSoon = inject(FocusSoon);
  private readonly summary = viewChild(ErrorSummary);
  protected readonly kinds = KINDS;
  protected readonly kind = linkedSignal<string>(() => this.known()?.kind ?? 'REJECT');
  protected readonly caf = linkedSignal<string>(() => this.writable()[0] ?? '');
  protected readonly title = linkedSignal(() => this.known()?.title ?? '');
  protected readonly text = linkedSignal(() => this.known()?.text ?? '');
  protected readonly errors = linkedSignal<readonly FieldError[]>(() => {
    const refusal = this.refusal();
    return refusal === null ? [] : errorsOf(refusal, (path) => controls[path] ?? null);
  });
  /** What is about to be published; a refusal leads back to the text. */
  protected readonly previewed = linkedSignal<Refusal | null, WrittenTemplate | null>({
    source: this.refusal,
    computation: (refusal, before) => (refusal === null ? (before?.value ?? null) : null),
  });

  protected readonly cafChoices = computed(() =>
    this.writable().flatMap((code) => (code === null ? [] : [{ value: code, label: `Caf ${code}` }])),
  );

  constructor() {
    effect(() => {
      if (this.errors().length > 0) afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
    });
  }

  protected errorOf(fieldId: string): string | null {
    return this.errors().find((fault) => fault.fieldId === fieldId)?.message ?? null;
  }

  protected preview(): void {
    const known = this.known();
    const title = this.title().trim();
    const text = this.text().trim();
    const length = lengthOf(text);
    const unchanged = known !== null && known.title === title && known.text === text;
    this.errors.set([
      ...(title === '' ? [{ fieldId: 'modele-titre', message: 'Donnez un titre au modèle.' }] : []),
      ...(length < 20 || length > 2000
        ? [{ fieldId: 'modele-texte', message: 'Un modèle compte de 20 à 2\u202f000 caractères. Modifiez son texte.' }]
        : []),
      ...(unchanged ? [{ fieldId: 'modele-texte', message: 'Rien ne change. Modifiez le titre ou le texte.' }] : []),
    ]);
    if (this.errors().length > 0) return;
    const kind = KINDS.find(({ value }) => value === this.kind())?.value ?? 'REJECT';
    this.previewed.set({ kind, cafCode: this.caf() === '' ? null : this.caf(), title, text });
    this.focusSoon.on('modele-apercu');
  }

  protected backToText(): void {
    this.previewed.set(null);
    this.focusSoon.on('modele-titre');
  }
}
