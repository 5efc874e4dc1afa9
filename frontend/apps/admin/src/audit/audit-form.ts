import { Component, computed, input, linkedSignal, output, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { parseDay } from '@ui/dates/french-date';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { DateField } from '@ui/field/date-field';
import { type Choice, SelectField } from '@ui/field/select-field';
import { TextField } from '@ui/field/text-field';
import type { AuditFilters } from './audit-filters';

/** Domain, object, person, act and days: each narrows. */
@Component({
  selector: 'app-audit-form',
  imports: [MatButton, DateField, ErrorSummary, SelectField, TextField],
  template: `
    @if (errors().length > 0) {
      <ui-error-summary [errors]="errors()" />
    }
    <form role="search" (submit)="$event.preventDefault(); submit()">
      <ui-select-field
        fieldId="domaine"
        label="Domaine"
        [stacked]="true"
        [choices]="domains()"
        [chosen]="domain()"
        (chosenChange)="changeDomain($event)"
      />
      <ui-text-field
        fieldId="objet"
        kind="search"
        [label]="objectLabel()"
        [maxLength]="100"
        [stacked]="true"
        [(typed)]="object"
      />
      <ui-text-field
        fieldId="personne"
        kind="search"
        label="Par qui"
        [maxLength]="100"
        [stacked]="true"
        [(typed)]="person"
      />
      <ui-select-field fieldId="acte" label="Acte" [stacked]="true" [choices]="actChoices()" [(chosen)]="act" />
      <ui-date-field fieldId="du" label="Du" [stacked]="true" [error]="errorOf('du')" [(typed)]="from" />
      <ui-date-field fieldId="au" label="Au" [stacked]="true" [error]="errorOf('au')" [(typed)]="to" />
      <button matButton="filled" type="submit">Rechercher</button>
    </form>
  `,
  styles: `
    @use 'breakpoints';
    form {
      --field-rule: 0;
      display: grid;
      gap: 0 var(--space-4);
      margin-block-end: var(--space-4);
    }
    button {
      align-self: end;
      justify-self: start;
      margin-block-end: var(--space-3);
    }
    @include breakpoints.tablet-up {
      form {
        grid-template-columns: repeat(3, minmax(0, 1fr));
        max-inline-size: 60rem;
      }
    }
  `,
})
export class AuditForm {
  readonly filters = input.required<AuditFilters>();
  /** The domain shown, even when the address names none. */
  readonly shown = input.required<string>();
  readonly domains = input.required<readonly Choice[]>();
  readonly acts = input.required<readonly Choice[]>();
  readonly asked = output<AuditFilters>();

  private readonly summary = viewChild(ErrorSummary);
  protected readonly domain = linkedSignal(() => this.shown());
  protected readonly object = linkedSignal(() => this.filters().object);
  protected readonly person = linkedSignal(() => this.filters().person);
  protected readonly act = linkedSignal(() => this.filters().act);
  protected readonly from = linkedSignal(() => this.filters().from);
  protected readonly to = linkedSignal(() => this.filters().to);
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly actChoices = computed(() => [{ value: '', label: 'Tous' }, ...this.acts()]);
  protected readonly objectLabel = computed(() => {
    switch (this.domain()) {
      case 'personnes':
        return 'Personne concernée';
      case 'referentiel':
        return 'Exercice ou règle';
      case 'statistiques':
        return 'Exercice';
      case 'equipements':
        return 'Équipement ou gestionnaire';
      default:
        return 'Équipement ou campagne';
    }
  });

  /** Another domain has other acts and objects: what was narrowed by them is left. */
  protected changeDomain(domain: string): void {
    this.errors.set([]);
    this.asked.emit({
      domain,
      chain: '',
      object: '',
      person: this.person(),
      act: '',
      from: this.from(),
      to: this.to(),
    });
  }

  protected errorOf(field: string): string | null {
    return this.errors().find(({ fieldId }) => fieldId === field)?.message ?? null;
  }

  protected submit(): void {
    const read = { du: parseDay(this.from()), au: parseDay(this.to()) };
    const errors: FieldError[] = Object.entries(read).flatMap(([fieldId, day]) =>
      day.ok ? [] : [{ fieldId, message: day.message }],
    );
    if (read.du.ok && read.au.ok && read.du.value !== null && read.au.value !== null && read.du.value > read.au.value) {
      errors.push({ fieldId: 'au', message: 'Le dernier jour vient avant le premier. Vérifiez les deux dates.' });
    }
    this.errors.set(errors);
    if (errors.length > 0) {
      queueMicrotask(() => this.summary()?.focus());
      return;
    }
    this.asked.emit({
      ...{ domain: this.domain(), chain: '', object: this.object().trim(), person: this.person().trim() },
      ...{ act: this.act(), from: this.from().trim(), to: this.to().trim() },
    });
  }
}
