import {
  afterNextRender,
  Component,
  computed,
  inject,
  Injector,
  input,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { refusalOf } from '@api/http/refusal';
import { CurrentUser } from '@api/identity/current-user';
import type { Population } from '@api/identity/identity.types';
import { PeopleApi } from '@api/identity/people-api';
import { Busy } from '@ui/buttons/busy';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { ChoiceField } from '@ui/field/choice-field';
import type { Choice } from '@ui/field/select-field';
import { TextField } from '@ui/field/text-field';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { hasCafCodes, PERSON_FIELDS, readPerson } from './new-person-form';
import { POPULATIONS } from './people-words';

/** Accounts that each population creates; the service refuses the others. */
const CREATED: Readonly<Record<Population, readonly Population[]>> = {
  PARTNER: [],
  CAF_AGENT: ['PARTNER'],
  CAF_ADMIN: ['PARTNER', 'CAF_AGENT'],
  CNAF_ADMIN: ['CAF_ADMIN', 'CNAF_ADMIN'],
};

/** « Ajouter une personne »: the address of `?gestionnaire=` says for whom, the person receives a mail to choose a password. */
@Component({
  selector: 'app-new-person-page',
  imports: [MatButton, RouterLink, Busy, ErrorSummary, ChoiceField, TextField, Loading, PageHeader, Notice],
  template: `
    <ui-page-header heading="Ajouter une personne" [context]="found()?.name ?? ''" [crumbs]="crumbs()" />
    <div class="column">
      @if (errors().length > 0) {
        <ui-error-summary heading="La personne n’est pas ajoutée" [errors]="errors()" />
      }
      @if (unavailable(); as reason) {
        <ui-notice tone="refused">
          <p>{{ reason }}</p>
          <button type="button" class="link-button" (click)="partner.reload()">Réessayer maintenant</button>
        </ui-notice>
      } @else if (partner.isLoading()) {
        <ui-loading label="Chargement du gestionnaire…" />
      } @else {
        <form (submit)="$event.preventDefault(); add()">
          @if (choices().length > 1) {
            <ui-choice-field
              label="Compte à créer"
              [fieldId]="fields.population"
              [choices]="choices()"
              [error]="errorOf(fields.population)"
              [chosen]="population()"
              (chosenChange)="chosen.set($event)"
            />
          }
          @if (population() === 'PARTNER' && !found()) {
            <ui-notice tone="info">
              <p>
                Une personne appartient à un seul gestionnaire&#8239;:
                <a routerLink="/gestionnaires">choisissez-le dans la liste</a>, puis « Ajouter une personne ».
              </p>
            </ui-notice>
          }
          @if (withCafCodes()) {
            <ui-text-field
              label="Code de la Caf"
              hint="Plusieurs codes se séparent par une virgule"
              [stacked]="true"
              [fieldId]="fields.cafCodes"
              [error]="errorOf(fields.cafCodes)"
              [(typed)]="cafCodes"
            />
          }
          <ui-text-field
            label="Courriel"
            hint="Il sert d’identifiant, pour une seule personne"
            [stacked]="true"
            [fieldId]="fields.email"
            [maxLength]="200"
            [error]="errorOf(fields.email)"
            [(typed)]="email"
          />
          <ui-text-field
            label="Prénom"
            [stacked]="true"
            [fieldId]="fields.givenName"
            [maxLength]="100"
            [error]="errorOf(fields.givenName)"
            [(typed)]="givenName"
          />
          <ui-text-field
            label="Nom"
            [stacked]="true"
            [fieldId]="fields.familyName"
            [maxLength]="100"
            [error]="errorOf(fields.familyName)"
            [(typed)]="familyName"
          />
          <p class="secondary mail">La personne reçoit un courriel pour choisir son mot de passe.</p>
          <div class="action-bar">
            <a matButton="text" class="action-bar__back" [routerLink]="back()">Ne rien ajouter</a>
            <button matButton="filled" type="submit" [uiBusy]="busy()">Ajouter la personne</button>
          </div>
        </form>
      }
    </div>
  `,
  styles: `
    .column {
      display: grid;
      gap: var(--space-6);
      max-inline-size: var(--column);
    }
    .mail {
      margin-block-start: var(--space-4);
    }
  `,
})
export class NewPersonPage {
  /** `?gestionnaire=`. */
  readonly gestionnaire = input<string>();

  private readonly api = inject(PeopleApi);
  private readonly user = inject(CurrentUser);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly injector = inject(Injector);
  private readonly summary = viewChild(ErrorSummary);
  protected readonly fields = PERSON_FIELDS;

  protected readonly partner = resource({
    params: () => this.gestionnaire(),
    // A gestionnaire that is not of this Caf is none: the page then asks for one.
    loader: ({ params: id }) =>
      this.api.partner(id).catch((error: unknown) => {
        if (refusalOf(error).unknown) return undefined;
        throw error;
      }),
  });
  protected readonly found = computed(() => (this.partner.hasValue() ? this.partner.value() : undefined));
  protected readonly unavailable = computed(() => {
    const error = this.partner.error();
    return error ? refusalOf(error).message : '';
  });
  protected readonly choices = computed<readonly Choice[]>(() =>
    CREATED[this.user.me().population].map((value) => ({ value, label: POPULATIONS[value] })),
  );
  protected readonly chosen = signal('');
  protected readonly population = computed(() => this.chosen() || (this.choices()[0]?.value ?? ''));
  protected readonly withCafCodes = computed(() => hasCafCodes(this.population()));
  protected readonly email = signal('');
  protected readonly givenName = signal('');
  protected readonly familyName = signal('');
  protected readonly cafCodes = signal(this.user.me().cafCodes.join(', '));
  protected readonly busy = signal(false);
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly back = computed(() => (this.found() ? ['/gestionnaires', this.gestionnaire()] : ['/personnes']));
  protected readonly crumbs = computed(() => {
    const partner = this.found();
    return partner
      ? [
          { label: 'Gestionnaires', link: ['/gestionnaires'] },
          { label: partner.name, link: ['/gestionnaires', partner.id] },
        ]
      : [{ label: 'Personnes', link: ['/personnes'] }];
  });

  protected errorOf(fieldId: string): string | null {
    return this.errors().find((fault) => fault.fieldId === fieldId)?.message ?? null;
  }

  protected async add(): Promise<void> {
    const read = readPerson({
      population: this.population(),
      partnerId: this.found()?.id ?? null,
      email: this.email(),
      givenName: this.givenName(),
      familyName: this.familyName(),
      cafCodes: this.cafCodes(),
    });
    if (!read.ok) {
      this.refuse(read.errors);
      return;
    }
    this.busy.set(true);
    try {
      const person = await this.api.register(read.person);
      this.messages.tell({
        tone: 'done',
        text: `${person.givenName} ${person.familyName} a un compte et reçoit un courriel pour choisir son mot de passe.`,
      });
      await this.router.navigate(['/personnes', person.id]);
    } catch (error) {
      const { code, message } = refusalOf(error);
      this.refuse([{ fieldId: code === 'EMAIL_TAKEN' ? PERSON_FIELDS.email : null, message }]);
    } finally {
      this.busy.set(false);
    }
  }

  private refuse(errors: readonly FieldError[]): void {
    this.errors.set(errors);
    afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
  }
}
