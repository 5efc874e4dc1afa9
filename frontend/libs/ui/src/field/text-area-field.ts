import { Component, computed, ElementRef, input, model, output, viewChild } from '@angular/core';
import { describedBy, FieldFrame, idsOf } from '@ui/field/field-frame';
import { formatWhole } from '@ui/figures/format-figure';

/** A free text with its counter. The limit is said, never cut: nothing typed or pasted is lost. */
@Component({
  selector: 'ui-text-area-field',
  imports: [FieldFrame],
  template: `
    <ui-field-frame
      [stacked]="true"
      [fieldId]="fieldId()"
      [label]="label()"
      [code]="code()"
      [help]="help()"
      [error]="error()"
      [note]="note()"
      [hint]="hint()"
      [optional]="optional()"
    >
      <textarea
        #cell
        [rows]="rows()"
        [id]="fieldId()"
        [name]="fieldId()"
        [value]="text()"
        [attr.aria-invalid]="error() ? true : null"
        [attr.aria-describedby]="described()"
        (input)="text.set(cell.value)"
        (blur)="left.emit()"
      ></textarea>
      <span class="counter figure" [class.counter--over]="over()" [id]="counterId()">{{ counter() }}</span>
    </ui-field-frame>
  `,
  styles: `
    @use 'control';
    :host {
      display: block;
    }
    textarea {
      @include control.typed;
      display: block;
      resize: vertical;
      line-height: 1.5;
    }
    .counter {
      display: block;
      margin-block-start: var(--space-1);
      font-size: 0.875rem;
      color: var(--text-secondary);
      white-space: normal;
    }
    .counter--over {
      color: var(--refused);
      font-weight: 600;
    }
  `,
})
export class TextAreaField {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly code = input('');
  readonly help = input('');
  readonly error = input<string | null>(null);
  readonly note = input('');
  readonly hint = input('');
  readonly optional = input(false);
  readonly rows = input(4);
  readonly minLength = input(0);
  readonly maxLength = input(2000);
  readonly text = model('');
  readonly left = output<void>();

  private readonly cell = viewChild.required<ElementRef<HTMLTextAreaElement>>('cell');
  protected readonly counterId = computed(() => idsOf(this.fieldId()).unit);
  protected readonly over = computed(() => lengthOf(this.text()) > this.maxLength());
  protected readonly counter = computed(() => {
    const length = lengthOf(this.text());
    const limit = formatWhole(this.maxLength());
    const least = this.minLength() > 0 ? `, ${this.minLength()} au moins` : '';
    if (length > this.maxLength()) {
      return `${formatWhole(length)} caractères sur ${limit}\u202f: raccourcissez le texte`;
    }
    return `${formatWhole(length)} caractère${length > 1 ? 's' : ''} sur ${limit}${least}`;
  });
  protected readonly described = computed(() =>
    describedBy(this.fieldId(), { error: !!this.error(), note: !!this.note(), unit: true, hint: !!this.hint() }),
  );

  focus(): void {
    this.cell().nativeElement.focus();
  }
}

/** Length as the services count it: code units of the trimmed text. */
export function lengthOf(text: string): number {
  return text.trim().length;
}
