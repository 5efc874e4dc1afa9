import {
  afterNextRender,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  model,
  output,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { MessageTemplate } from '@api/workflow/workflow.types';
import { SelectField } from '@ui/field/select-field';
import { TextAreaField } from '@ui/field/text-area-field';
import { Notice } from '@ui/messages/notice';
import { countOf, sentence } from '@ui/words/count-of';
import { type Decision, decisionWords, LONGEST_TEXT, textError } from './decision-words';
import { Remarks } from './remarks';

/** The act and its text at the foot of the page: the figures stay in sight above. Esc closes, the text is kept. */
@Component({
  selector: 'app-decision-panel',
  imports: [MatButton, Notice, SelectField, TextAreaField],
  template: `
    @let shown = words();
    <section aria-labelledby="decision-titre">
      <div class="about">
        <h2 id="decision-titre">{{ shown.title }}</h2>
        <p class="secondary">{{ shown.effect }}</p>
        @if (refusal() || impossible()) {
          <ui-notice tone="refused">
            @if (refusal(); as message) {
              <p>{{ message }}</p>
            }
            @if (impossible()) {
              <p>
                Cette action n’est plus possible&#8239;: la déclaration a changé entre-temps. Votre texte reste ici si
                vous voulez le copier.
              </p>
            }
          </ui-notice>
        }
      </div>
      <form (submit)="$event.preventDefault(); submit()">
        @if (models().length > 0) {
          <ui-select-field
            class="model"
            fieldId="decision-modele"
            label="Partir d’un modèle"
            [stacked]="true"
            [choices]="choices()"
            chosen=""
            (chosenChange)="start($event)"
          />
        }
        <ui-text-area-field
          class="text"
          fieldId="decision-texte"
          [label]="shown.label"
          [help]="shown.help"
          [optional]="shown.minLength === 0"
          [rows]="3"
          [minLength]="shown.minLength"
          [maxLength]="longest"
          [error]="error()"
          [(text)]="text"
        />
        @if (decision() === 'REJECT' && !impossible()) {
          <div class="remarks">
            <p class="secondary">{{ remarksWords() }}</p>
            @if (remarks.written().length > 0) {
              <label class="checkbox">
                <input
                  type="checkbox"
                  id="limiter-correction"
                  [checked]="remarks.limited()"
                  (change)="remarks.limit(!remarks.limited())"
                />
                Limiter la correction à {{ remarks.written().length > 1 ? 'ces lignes' : 'cette ligne' }}&#8239;: le
                partenaire ne peut changer rien d’autre.
              </label>
            }
          </div>
        }
        <div class="buttons">
          <button matButton="text" type="button" (click)="closed.emit()">Revenir sans décider</button>
          @if (!impossible()) {
            <button matButton="filled" type="submit" [disabled]="busy()">{{ shown.submit }}</button>
          }
        </div>
      </form>
    </section>
  `,
  host: { '(keydown.escape)': 'closed.emit()' },
  styles: `
    :host {
      position: sticky;
      inset-block-end: 0;
      z-index: 3;
      display: block;
      max-block-size: 60dvh;
      overflow-y: auto;
      margin-block-start: var(--space-8);
      margin-inline: calc(-1 * var(--space-4));
      padding: var(--space-3) var(--space-4);
      background: var(--surface);
      border-block-start: 2px solid var(--action);
      box-shadow: var(--shadow);
    }
    section {
      display: grid;
      gap: var(--space-2);
      max-inline-size: 60rem;
    }
    @media (max-width: 47.99rem) {
      :host {
        max-block-size: 80dvh;
      }
    }
    .about {
      display: grid;
      gap: var(--space-2);
      align-content: start;
    }
    form {
      --field-rule: 0;
    }
    // What it does beside what is written: the panel stays low, the figures in sight.
    @media (min-width: 80rem) {
      section {
        grid-template-columns: 18rem minmax(0, 1fr);
        column-gap: var(--space-8);
        max-inline-size: none;
      }
      form {
        display: grid;
        grid-template: 'model text' auto 'remarks text' 1fr 'buttons text' auto / 20rem minmax(0, 1fr);
        gap: var(--space-2) var(--space-6);
        align-items: start;
      }
      .model {
        grid-area: model;
      }
      .text {
        grid-area: text;
      }
      .remarks {
        grid-area: remarks;
      }
      .buttons {
        grid-area: buttons;
      }
    }
    .remarks {
      display: grid;
      gap: var(--space-2);
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: var(--space-3);
    }
  `,
})
export class DecisionPanel {
  readonly decision = input.required<Decision>();
  readonly version = input.required<number>();
  readonly busy = input(false);
  /** What the service said no to; the text is still here. */
  readonly refusal = input<string | null>(null);
  /** Someone else decided meanwhile. */
  readonly impossible = input(false);
  readonly templates = input<readonly MessageTemplate[]>([]);
  readonly text = model('');
  readonly confirmed = output<string>();
  readonly closed = output<void>();

  protected readonly remarks = inject(Remarks);
  protected readonly remarksWords = computed(() => {
    const count = this.remarks.written().length;
    if (count === 0) return 'Pour montrer une ligne au partenaire, choisissez « Remarquer » en face de cette ligne.';
    return `${sentence(countOf(count, 'ligne remarquée', 'lignes remarquées'))}\u202f: le partenaire lit chaque remarque à sa ligne.`;
  });
  private readonly field = viewChild.required(TextAreaField);
  /** Templates for this act, of the Caf and national. */
  protected readonly models = computed(() => this.templates().filter(({ kind }) => kind === this.decision()));
  protected readonly choices = computed(() => [
    { value: '', label: 'Aucun' },
    ...this.models().map(({ id, title, cafCode }) => ({ value: id, label: cafCode ? title : `${title} (national)` })),
  ]);
  protected readonly longest = LONGEST_TEXT;
  protected readonly words = computed(() => decisionWords(this.decision(), this.version()));
  /** Refused once, the text is looked at as it changes: the message goes as soon as there is enough. */
  private readonly refused = linkedSignal(() => (this.decision(), false));
  protected readonly error = computed(() => (this.refused() ? textError(this.text(), this.words()) : null));

  /** A template is put after what is already written: nothing typed is replaced. */
  protected start(id: string): void {
    const model = this.models().find((each) => each.id === id);
    if (!model) return;
    const written = this.text().trimEnd();
    this.text.set(written === '' ? model.text : `${written}\n\n${model.text}`);
    this.field().focus();
  }

  constructor() {
    afterNextRender(() => this.field().focus());
  }

  protected submit(): void {
    this.refused.set(true);
    if (this.error() === null) this.confirmed.emit(this.text().trim());
    else this.field().focus();
  }
}
