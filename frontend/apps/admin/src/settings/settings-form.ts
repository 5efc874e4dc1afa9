import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { CafDecisions } from '@api/workflow/caf-settings-api';
import type { Refusal } from '@api/http/refusal';
import type { CafSettings } from '@api/workflow/workflow.types';
import { Busy } from '@ui/buttons/busy';
import { ErrorSummary } from '@ui/errors/error-summary';

/** The settings of one Caf; read-only for who does not decide. */
@Component({
  selector: 'app-settings-form',
  imports: [MatButton, Busy, ErrorSummary],
  template: `
    <form (submit)="$event.preventDefault(); decided.emit(decisions())">
      @if (refusal(); as refused) {
        <ui-error-summary
          heading="Les réglages ne sont pas enregistrés"
          [errors]="[{ fieldId: null, message: refused.message }]"
        />
      }
      <fieldset>
        <legend>Double regard</legend>
        <label class="checkbox">
          <input
            type="checkbox"
            [id]="'double-regard-' + known().cafCode"
            [checked]="fourEyes()"
            [disabled]="!decides()"
            (change)="fourEyes.set(!fourEyes())"
          />
          <span>
            Qui a modifié un équipement ne valide ni ne rejette ses déclarations le même jour
            <span class="secondary">Un autre agent s’en charge, ou la même personne le lendemain.</span>
          </span>
        </label>
      </fieldset>
      <fieldset>
        <legend>Exercices clos</legend>
        <p class="secondary">Une déclaration validée d’un exercice clos ne peut plus être rouverte.</p>
        @for (exercise of known().exercises; track exercise) {
          <label class="checkbox">
            <input
              type="checkbox"
              [id]="'exercice-' + known().cafCode + '-' + exercise"
              [checked]="closed().includes(exercise)"
              [disabled]="!decides()"
              (change)="toggle(exercise)"
            />
            <span>{{ exercise }}</span>
          </label>
        } @empty {
          <p>Aucun exercice terminé n’a encore été déclaré à cette Caf.</p>
        }
      </fieldset>
      @if (decides()) {
        <div class="acts">
          <button matButton="filled" type="submit" [uiBusy]="busy()">
            Enregistrer les réglages<span class="visually-hidden"> de la Caf {{ known().cafCode }}</span>
          </button>
        </div>
      }
    </form>
  `,
  styles: `
    form,
    fieldset {
      display: grid;
      gap: var(--space-3);
    }
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0 0 var(--space-2);
      font-weight: 650;
    }
    label .secondary {
      display: block;
    }
  `,
})
export class SettingsForm {
  readonly known = input.required<CafSettings>();
  readonly decides = input(false);
  readonly busy = input(false);
  readonly refusal = input<Refusal | null>(null);
  readonly decided = output<CafDecisions>();

  protected readonly fourEyes = linkedSignal(() => this.known().fourEyes);
  protected readonly closed = linkedSignal<readonly number[]>(() => this.known().closedExercises);
  protected readonly decisions = computed<CafDecisions>(() => ({
    fourEyes: this.fourEyes(),
    closedExercises: this.closed(),
  }));

  protected toggle(exercise: number): void {
    const closed = this.closed();
    this.closed.set(closed.includes(exercise) ? closed.filter((each) => each !== exercise) : [...closed, exercise]);
  }
}
