import { Component, computed, input, model, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { PublicationReasons } from '@api/statistics/statistics-api';
import type { MeansPreview } from '@api/statistics/statistics.types';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import type { FieldError } from '@ui/errors/error-summary';
import { TextAreaField } from '@ui/field/text-area-field';
import { Notice } from '@ui/messages/notice';

/** The act, and the reasons it asks for: before the date, and when it corrects what is published. */
@Component({
  selector: 'app-publication-form',
  imports: [MatButton, Busy, FrenchDatePipe, Notice, TextAreaField],
  template: `
    <form (submit)="$event.preventDefault(); published.emit()">
      @if (preview().early) {
        <ui-notice tone="explain">
          <p>
            Ces moyennes se publient à partir du {{ preview().opensOn | frDate }}. Pour publier plus tôt, donnez la
            raison&#8239;: elle est gardée au journal.
          </p>
        </ui-notice>
        <ui-text-area-field
          fieldId="raison-avance"
          label="Raison de publier avant la date"
          [minLength]="10"
          [maxLength]="2000"
          [error]="errorOf('raison-avance')"
          [text]="reasons().forcedReason"
          (textChange)="set({ forcedReason: $event })"
        />
      }
      @if (corrects()) {
        <ui-text-area-field
          fieldId="raison-correction"
          label="Ce que cette version corrige"
          help="Les partenaires lisent cette phrase sous leur tableau."
          [minLength]="10"
          [maxLength]="2000"
          [error]="errorOf('raison-correction')"
          [text]="reasons().correction"
          (textChange)="set({ correction: $event })"
        />
      }
      <div class="acts">
        <button matButton="filled" type="submit" [uiBusy]="busy()">
          Publier les moyennes {{ preview().exercise }}
        </button>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-3);
      max-inline-size: var(--column);
    }
    .acts {
      display: flex;
      justify-content: flex-end;
    }
  `,
})
export class PublicationForm {
  readonly preview = input.required<MeansPreview>();
  readonly errors = input<readonly FieldError[]>([]);
  readonly busy = input(false);
  readonly reasons = model.required<PublicationReasons>();
  readonly published = output<void>();

  protected readonly corrects = computed(() => this.preview().versions.length > 0);

  protected errorOf(fieldId: string): string | null {
    return this.errors().find((error) => error.fieldId === fieldId)?.message ?? null;
  }

  protected set(part: Partial<PublicationReasons>): void {
    this.reasons.update((reasons) => ({ ...reasons, ...part }));
  }
}
