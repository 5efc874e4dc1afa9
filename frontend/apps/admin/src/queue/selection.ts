import { Component, computed, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Agent } from '@api/workflow/workflow.types';
import { SelectField } from '@ui/field/select-field';
import { countOf } from '@ui/words/count-of';

/** What can be done with the rows chosen: take them, give them, validate them at once. */
@Component({
  selector: 'app-selection',
  imports: [MatButton, SelectField],
  template: `
    <p id="choix" tabindex="-1" class="count">{{ words() }}</p>
    @if (count() > 0) {
      <button matButton="outlined" type="button" (click)="assigned.emit(myId())">Me les attribuer</button>
      <form (submit)="$event.preventDefault(); give()">
        <ui-select-field fieldId="agent" label="Attribuer à" [choices]="choices()" [(chosen)]="agent" />
        <button matButton="outlined" type="submit">Attribuer</button>
      </form>
      <button matButton="filled" type="button" (click)="validated.emit()">Valider ensemble…</button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-4);
      min-block-size: 3.5rem;
    }
    form {
      --field-rule: 0;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
    }
    .count {
      font-weight: 600;
    }
  `,
})
export class Selection {
  readonly count = input.required<number>();
  readonly agents = input.required<readonly Agent[]>();
  readonly myId = input.required<string>();
  /** The agent’s id; null for nobody. */
  readonly assigned = output<string | null>();
  readonly validated = output<void>();

  protected readonly agent = signal('');
  protected readonly words = computed(() =>
    this.count() === 0
      ? 'Cochez des déclarations pour les attribuer ou les valider ensemble.'
      : countOf(this.count(), 'déclaration choisie', 'déclarations choisies'),
  );
  protected readonly choices = computed(() => [
    { value: '', label: 'Personne' },
    ...this.agents().map(({ id, name }) => ({ value: id, label: name })),
  ]);

  protected give(): void {
    this.assigned.emit(this.agent() === '' ? null : this.agent());
  }
}
