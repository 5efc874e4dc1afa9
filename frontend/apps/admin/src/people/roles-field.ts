import { Component, input, model } from '@angular/core';
import type { Role } from '@api/identity/identity.types';
import { FieldFrame } from '@ui/field/field-frame';
import { ROLES } from './people-words';

/** The three roles on one equipment, each ticked or not. The first box carries the field's id. */
@Component({
  selector: 'app-roles-field',
  imports: [FieldFrame],
  template: `
    <ui-field-frame
      label="Rôles"
      help="Cochez les rôles tenus à partir de la date d’effet. Aucune case cochée retire tous les rôles."
      [grouped]="true"
      [stacked]="true"
      [fieldId]="fieldId()"
      [error]="error()"
    >
      <span class="choices">
        @for (role of roles; track role.value; let first = $first) {
          <label>
            <input
              type="checkbox"
              [id]="first ? fieldId() : fieldId() + '-' + role.value"
              [checked]="chosen().includes(role.value)"
              (change)="toggle(role.value)"
            />
            {{ role.label }}
          </label>
        }
      </span>
    </ui-field-frame>
  `,
  styles: `
    :host {
      display: block;
    }
    .choices {
      display: grid;
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-block-size: var(--target);
      cursor: pointer;
    }
    input {
      flex: none;
      inline-size: 1.375rem;
      block-size: 1.375rem;
      margin: 0;
      accent-color: var(--action);
    }
  `,
})
export class RolesField {
  readonly fieldId = input.required<string>();
  readonly error = input<string | null>(null);
  readonly chosen = model<readonly Role[]>([]);
  protected readonly roles = ROLES;

  protected toggle(role: Role): void {
    this.chosen.update((held) => (held.includes(role) ? held.filter((each) => each !== role) : [...held, role]));
  }
}
