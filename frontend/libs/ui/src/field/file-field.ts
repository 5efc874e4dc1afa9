import { Component, computed, input, output } from '@angular/core';
import { describedBy, FieldFrame, idsOf } from '@ui/field/field-frame';

/** A file to give. The browser's own control speaks the browser's language and loses the name once it is read: this one keeps both. */
@Component({
  selector: 'ui-file-field',
  imports: [FieldFrame],
  template: `
    <ui-field-frame [stacked]="true" [fieldId]="fieldId()" [label]="label()" [help]="help()" [error]="error()">
      <span class="control">
        <input
          #cell
          type="file"
          class="visually-hidden"
          [id]="fieldId()"
          [accept]="accept()"
          [attr.aria-invalid]="error() ? true : null"
          [attr.aria-describedby]="described()"
          (change)="take(cell)"
        />
        <label class="button" aria-hidden="true" [for]="fieldId()">Choisir un fichier</label>
        <span class="secondary" [id]="ids().unit">{{ name() || 'Aucun fichier choisi' }}</span>
      </span>
    </ui-field-frame>
  `,
  styles: `
    :host {
      display: block;
    }
    .control {
      position: relative;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-4);
      font-size: 1rem;
      overflow-wrap: anywhere;
    }
    .button {
      display: inline-flex;
      align-items: center;
      min-block-size: var(--target);
      padding-inline: var(--space-4);
      border: 1px solid var(--control-border);
      border-radius: var(--radius);
      background: var(--surface);
      color: var(--action);
      cursor: pointer;
    }
    input:focus-visible + .button {
      outline: var(--focus-ring);
      outline-offset: 2px;
    }
  `,
})
export class FileField {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly help = input('');
  readonly accept = input('');
  readonly error = input<string | null>(null);
  /** Name of the file that was given last. */
  readonly name = input('');
  readonly given = output<File>();

  protected readonly ids = computed(() => idsOf(this.fieldId()));
  protected readonly described = computed(() => describedBy(this.fieldId(), { error: !!this.error(), unit: true }));

  protected take(cell: HTMLInputElement): void {
    const file = cell.files?.[0];
    // The same file given again, once it is mended, is another one.
    cell.value = '';
    if (file) this.given.emit(file);
  }
}
