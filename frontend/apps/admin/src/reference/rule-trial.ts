import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { ReferenceApi } from '@api/controls/reference-api';
import type { RuleContent, Trial } from '@api/controls/reference.types';
import { type Refusal, refusalOf } from '@api/http/refusal';
import { Busy } from '@ui/buttons/busy';
import { type Choice, SelectField } from '@ui/field/select-field';
import { formatWhole } from '@ui/figures/format-figure';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Announcer } from '@ui/messages/announcer';
import { Notice } from '@ui/messages/notice';
import { countOf } from '@ui/words/count-of';
import { labelOf, TYPE_CHOICES } from './reference-words';

/** « Essayer »: what a setting would have said of the declarations transmitted for a year, beside what is in force. */
@Component({
  selector: 'app-rule-trial',
  imports: [MatButton, RouterLink, Busy, Notice, SelectField],
  template: `
    <section aria-labelledby="essai">
      <h2 id="essai" class="section-title" tabindex="-1">Essayer sur les déclarations transmises</h2>
      <p class="secondary">
        Le réglage du formulaire est comparé à celui en vigueur, sur les déclarations déjà transmises d’un exercice.
        Rien n’est enregistré.
      </p>
      <div class="ask">
        @if (exercises().length > 0) {
          <ui-select-field
            fieldId="essai-exercice"
            label="Exercice"
            [stacked]="true"
            [choices]="exercises()"
            [(chosen)]="exercise"
          />
        }
        <button matButton="outlined" type="button" [uiBusy]="busy()" (click)="run()">Essayer ce réglage</button>
      </div>
      @if (refusal(); as refused) {
        <ui-notice tone="refused">
          <p>{{ refused.message }}</p>
        </ui-notice>
      }
      @if (trial(); as result) {
        @if (result.total.examined === 0) {
          <p>Aucune déclaration transmise à examiner.</p>
        } @else {
          <p id="essai-resultat" tabindex="-1">
            <strong>{{ summary() }}</strong>
          </p>
          <table class="table table--cards">
            <caption>
              Exercice
              {{
                result.exercise
              }}, par Caf
            </caption>
            <thead>
              <tr>
                <th scope="col">Caf</th>
                <th scope="col" class="figure">Examinées</th>
                <th scope="col" class="figure">Non applicable</th>
                <th scope="col" class="figure">Signalées aujourd’hui</th>
                <th scope="col" class="figure">Avec ce réglage</th>
                <th scope="col" class="figure">En plus</th>
                <th scope="col" class="figure">En moins</th>
              </tr>
            </thead>
            <tbody>
              @for (row of rows(); track row.name) {
                <tr [class.total]="row.total">
                  <th scope="row">{{ row.name }}</th>
                  <td class="figure" data-label="Examinées">{{ row.examined }}</td>
                  <td class="figure" data-label="Non applicable">{{ row.notApplicable }}</td>
                  <td class="figure" data-label="Signalées aujourd’hui">{{ row.today }}</td>
                  <td class="figure" data-label="Avec ce réglage">{{ row.tried }}</td>
                  <td class="figure" data-label="En plus">{{ row.appears }}</td>
                  <td class="figure" data-label="En moins">{{ row.disappears }}</td>
                </tr>
              }
            </tbody>
          </table>
          @if (result.total.severityChanges > 0) {
            <p>{{ severityWords() }}</p>
          }
          @if (changing().length > 0) {
            <h3 class="section-title">Déclarations qui changent</h3>
            <ul>
              @for (each of changing(); track each.declarationId) {
                <li>
                  <a [routerLink]="['/declarations', each.declarationId]">{{ each.name }}</a>, {{ each.words }}&#8239;:
                  {{ each.message }}
                </li>
              }
            </ul>
          }
        }
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: var(--space-4);
      margin-block: var(--space-6);
    }
    .ask {
      --field-rule: 0;
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: var(--space-4);
    }
    .ask button {
      margin-block-end: var(--space-3);
    }
    ul {
      margin: 0;
      padding-inline-start: 1.25rem;
    }
    li {
      padding-block: var(--space-1);
    }
  `,
})
export class RuleTrial {
  readonly code = input.required<string>();
  /** Reads the form, or says on the page what it cannot read and answers null. */
  readonly content = input.required<() => RuleContent | null>();

  private readonly api = inject(ReferenceApi);
  private readonly announcer = inject(Announcer);
  private readonly focusSoon = inject(FocusSoon);
  protected readonly trial = signal<Trial | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly busy = signal(false);
  protected readonly exercise = signal('');

  protected readonly exercises = computed<readonly Choice[]>(() =>
    (this.trial()?.exercises ?? []).map((year) => ({ value: String(year), label: String(year) })),
  );
  protected readonly rows = computed(() => {
    const result = this.trial();
    if (result === null) return [];
    const line = (name: string, count: Trial['total'], total: boolean) => ({
      name,
      total,
      examined: formatWhole(count.examined),
      notApplicable: formatWhole(count.notApplicable),
      today: formatWhole(count.today),
      tried: formatWhole(count.tried),
      appears: formatWhole(count.appears),
      disappears: formatWhole(count.disappears),
    });
    const cafs = result.byCaf.map((caf) => line(`Caf ${caf.cafCode}`, caf, false));
    return cafs.length > 1 ? [...cafs, line('Ensemble', result.total, true)] : cafs;
  });
  protected readonly summary = computed(() => {
    const { today = 0, tried = 0, examined = 0 } = this.trial()?.total ?? {};
    return (
      `${countOf(tried, 'déclaration signalée', 'déclarations signalées', 'aucune')} avec ce réglage, ` +
      `${formatWhole(today)} aujourd’hui, sur ${formatWhole(examined)} examinées.`
    );
  });
  protected readonly severityWords = computed(() => {
    const count = this.trial()?.total.severityChanges ?? 0;
    return `${countOf(count, 'déclaration reste signalée', 'déclarations restent signalées')} avec une autre gravité.`;
  });
  protected readonly changing = computed(() =>
    (this.trial()?.changing ?? []).map((each) => ({
      ...each,
      name: `Déclaration ${labelOf(TYPE_CHOICES, each.type).toLocaleLowerCase('fr')}`,
      words: each.effect === 'APPEARS' ? 'serait signalée' : 'ne serait plus signalée',
    })),
  );

  constructor() {
    effect(() => {
      this.code();
      this.trial.set(null);
    });
  }

  protected async run(): Promise<void> {
    const content = this.content()();
    if (content === null) return;
    this.busy.set(true);
    this.refusal.set(null);
    try {
      const result = await this.api.tryRule(
        this.code(),
        content,
        this.exercise() === '' ? null : Number(this.exercise()),
      );
      this.trial.set(result);
      this.exercise.set(String(result.exercise));
      this.announcer.say(this.summary());
      this.focusSoon.on('essai-resultat');
    } catch (error) {
      this.refusal.set(refusalOf(error));
    } finally {
      this.busy.set(false);
    }
  }
}
