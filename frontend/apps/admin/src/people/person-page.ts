import {
  afterNextRender,
  Component,
  computed,
  effect,
  inject,
  Injector,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Role } from '@api/identity/identity.types';
import type { PeopleApi } from '@api/identity/people-api';
import type { Person, PersonAct } from '@api/identity/people.types';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { formatDay, parseDay, parisDay } from '@ui/dates/french-date';
import { Ask } from '@ui/dialogs/ask';
import type { Question } from '@ui/dialogs/question-dialog';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { DateField } from '@ui/field/date-field';
import { SelectField } from '@ui/field/select-field';
import { TextField } from '@ui/field/text-field';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { Messages } from '@ui/messages/message-bar';
import { Notice } from '@ui/messages/notice';
import { NotFoundPage } from '@ui/pages/not-found-page';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { pageNumber } from '@ui/paging/page-number';
import { StatusChip } from '@ui/status/status-chip';
import { readEffect } from './effect-fields';
import { PERIOD_STATES, periodState, periodWords, POPULATIONS, rolesWords, STATUSES } from './people-words';
import { PersonHistoryList } from './person-history';
import { PersonSecondFactor } from './person-second-factor';
import { PersonStore } from './person-store';
import { RolesField } from './roles-field';

/** Ids of the fields, in the order of the page. */
const FIELDS = {
  equipment: 'roles-equipement',
  roles: 'roles-roles',
  day: 'roles-date',
  document: 'roles-document',
} as const;

/** A person: the account and its acts, the habilitations with their dates, author and document, what happened to them. */
@Component({
  selector: 'app-person-page',
  imports: [
    MatButton,
    RouterLink,
    Busy,
    FrenchDatePipe,
    ErrorSummary,
    DateField,
    SelectField,
    TextField,
    Loading,
    PageHeader,
    Notice,
    NotFoundPage,
    UnavailablePage,
    StatusChip,
    PersonHistoryList,
    PersonSecondFactor,
    RolesField,
  ],
  providers: [PersonStore],
  templateUrl: './person-page.html',
  styleUrl: './person-page.scss',
})
export class PersonPage {
  readonly personId = input.required<string>();
  /** `?page=` of the history. */
  readonly page = input<string>();

  protected readonly store = inject(PersonStore);
  private readonly ask = inject(Ask);
  private readonly messages = inject(Messages);
  private readonly focus = inject(FocusSoon);
  private readonly injector = inject(Injector);
  private readonly summary = viewChild(ErrorSummary);
  protected readonly fields = FIELDS;
  protected readonly accounts = POPULATIONS;
  protected readonly statuses = STATUSES;
  protected readonly crumbs = [{ label: 'Personnes', link: ['/personnes'] }];
  protected readonly today = parisDay(new Date());
  protected readonly number = computed(() => pageNumber(this.page()));

  protected readonly withPast = signal(false);
  protected readonly actRefusal = signal('');
  protected readonly equipmentId = signal('');
  protected readonly roles = signal<readonly Role[]>([]);
  protected readonly day = signal(formatDay(this.today));
  protected readonly document = signal('');
  protected readonly errors = signal<readonly FieldError[]>([]);

  private readonly rows = computed(() =>
    (this.store.person()?.habilitations ?? []).map((held) => {
      const when = periodState(held, this.today);
      return {
        key: `${held.equipmentId} ${held.effectiveFrom}`,
        held,
        when,
        state: PERIOD_STATES[when],
        roles: rolesWords(held.roles),
        period: periodWords(held, this.today),
      };
    }),
  );
  protected readonly shown = computed(() => this.rows().filter(({ when }) => this.withPast() || when !== 'past'));
  protected readonly pastCount = computed(() => this.rows().filter(({ when }) => when === 'past').length);
  protected readonly equipments = computed(() => [
    { value: '', label: 'Choisissez un équipement' },
    ...(this.store.person()?.equipments ?? []).map(({ id, name, commune }) => ({
      value: id,
      label: commune === '' ? name : `${name}, ${commune}`,
    })),
  ]);
  /** When a change was asked for and the person has not signed in since. */
  protected readonly passwordDue = computed(() => {
    const { passwordChangeForcedAt: asked, lastSignInAt: last } = this.store.person() ?? {};
    return asked && (!last || last < asked) ? asked : null;
  });
  /** What pressing the button will do, in one sentence. */
  protected readonly change = computed(() => {
    const equipment = this.store.person()?.equipments.find(({ id }) => id === this.equipmentId());
    const day = parseDay(this.day());
    if (!equipment || !day.ok || day.value === null) return '';
    const held = this.roles().length === 0 ? 'plus aucun rôle' : lower(rolesWords(this.roles()));
    return `À partir du ${formatDay(day.value)}, sur ${equipment.name}\u202f: ${held}.`;
  });

  constructor() {
    effect(() => {
      const id = this.personId();
      untracked(() => void this.store.load(id));
    });
  }

  protected may(act: PersonAct): boolean {
    return this.store.person()?.acts.includes(act) ?? false;
  }

  protected errorOf(fieldId: string): string | null {
    return this.errors().find((fault) => fault.fieldId === fieldId)?.message ?? null;
  }

  /** The roles held last on an equipment are those one starts from. */
  protected choose(equipmentId: string): void {
    this.equipmentId.set(equipmentId);
    const last = this.store.person()?.habilitations.findLast((held) => held.equipmentId === equipmentId);
    this.roles.set(last?.effectiveTo === null ? last.roles : []);
  }

  protected async grant(): Promise<void> {
    const effectRead = readEffect({ day: this.day(), document: this.document() }, FIELDS, this.today);
    const errors: FieldError[] = [];
    const equipmentId = this.equipmentId();
    if (equipmentId === '') errors.push({ fieldId: FIELDS.equipment, message: 'Choisissez un équipement.' });
    if (!effectRead.ok) errors.push(...effectRead.errors);
    if (errors.length > 0 || !effectRead.ok) {
      this.refuse(errors);
      return;
    }
    const { effectiveFrom, documentReference } = effectRead;
    const asked = { roles: this.roles(), effectiveFrom, documentReference };
    const outcome = await this.store.act((api, { id, revision }) => api.grant({ id, revision, equipmentId }, asked));
    if (!outcome.ok) {
      this.refuse([{ fieldId: null, message: outcome.message }]);
      return;
    }
    this.errors.set([]);
    this.messages.tell({ tone: 'done', text: `Les rôles sont enregistrés. ${this.change()}` });
    this.equipmentId.set('');
    this.roles.set([]);
    this.document.set('');
    this.focus.on('habilitations');
  }

  protected forcePassword(): Promise<void> {
    const { givenName } = this.store.person() as Person;
    return this.confirmed(
      {
        title: 'Demander un nouveau mot de passe\u202f?',
        text: `Les sessions ouvertes de ${givenName} se ferment maintenant. À la prochaine connexion, un nouveau mot de passe sera demandé.`,
        yes: 'Demander un nouveau mot de passe',
        no: 'Ne rien demander',
      },
      (api, { id, revision }) => api.forcePasswordChange(id, revision),
      'Un nouveau mot de passe sera demandé à la prochaine connexion.',
      'mot-de-passe',
    );
  }

  protected suspend(): Promise<void> {
    const { givenName } = this.store.person() as Person;
    return this.confirmed(
      {
        title: 'Suspendre l’accès\u202f?',
        text: `Les sessions ouvertes de ${givenName} se ferment maintenant et plus aucune connexion n’est possible, jusqu’à ce que l’accès soit rétabli. Les rôles sont conservés.`,
        yes: 'Suspendre l’accès',
        no: 'Ne pas suspendre',
      },
      (api, { id, revision }) => api.suspend(id, revision),
      'L’accès est suspendu.',
      'acces',
    );
  }

  protected async reinstate(): Promise<void> {
    await this.run((api, { id, revision }) => api.reinstate(id, revision), 'L’accès est rétabli.', 'acces');
  }

  private async confirmed(
    question: Question,
    act: (api: PeopleApi, person: Person) => Promise<Person>,
    done: string,
    focusOn: string,
  ): Promise<void> {
    if (await this.ask.confirm(question)) await this.run(act, done, focusOn);
  }

  private async run(
    act: (api: PeopleApi, person: Person) => Promise<Person>,
    done: string,
    focusOn: string,
  ): Promise<void> {
    const outcome = await this.store.act(act);
    this.actRefusal.set(outcome.ok ? '' : outcome.message);
    if (outcome.ok) this.messages.tell({ tone: 'done', text: done });
    this.focus.on(focusOn);
  }

  private refuse(errors: readonly FieldError[]): void {
    this.errors.set(errors);
    afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
  }
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
