import { Component, DOCUMENT, inject, input, signal } from '@angular/core';
import { saveFile } from '@ui/exports/save-file';
import { Announcer } from '@ui/messages/announcer';
import { Notice } from '@ui/messages/notice';
import { pictureOf, pngOf } from './picture';

type Format = 'svg' | 'png';

/** « Télécharger l’image », as a drawing or in dots: the chart beside it, with its title and its legend. */
@Component({
  selector: 'app-picture-buttons',
  imports: [Notice],
  template: `
    <div class="line">
      <span class="secondary">Télécharger l’image&#8239;:</span>
      @for (format of formats; track format) {
        <button
          type="button"
          class="link-button"
          [attr.aria-label]="'Télécharger l’image en ' + format.toUpperCase() + ' : ' + what()"
          (click)="take(format)"
        >
          {{ format.toUpperCase() }}
        </button>
      }
    </div>
    @if (refused()) {
      <ui-notice tone="refused">
        L’image n’a pas pu être faite par ce navigateur. Prenez l’autre format, ou imprimez la page.
      </ui-notice>
    }
  `,
  styles: `
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: var(--space-1) var(--space-4);
    }
  `,
})
export class PictureButtons {
  /** The chart: its picture, its marks and its legend are found in it. */
  readonly chart = input.required<HTMLElement>();
  /** The title that stands on the picture. */
  readonly picture = input.required<string>();
  /** The question it answers, to tell the buttons apart. */
  readonly what = input.required<string>();
  /** Of the file: letters, figures and hyphens. */
  readonly file = input.required<string>();

  private readonly document = inject(DOCUMENT);
  private readonly announcer = inject(Announcer);
  protected readonly formats: readonly Format[] = ['svg', 'png'];
  protected readonly refused = signal(false);

  protected async take(format: Format): Promise<void> {
    this.refused.set(false);
    const picture = pictureOf(this.chart(), this.picture());
    try {
      if (!picture) throw new Error('no chart');
      const content =
        format === 'svg' ? new Blob([picture.svg], { type: 'image/svg+xml' }) : await pngOf(picture, this.document);
      const name = `${this.file()}.${format}`;
      saveFile(this.document, { name, content });
      this.announcer.say(`L’image ${name} est téléchargée.`);
    } catch {
      // A browser that cannot draw on a canvas: said on the page, the other format remains.
      this.refused.set(true);
    }
  }
}
