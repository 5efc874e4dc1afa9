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
import { type Refusal, refusalOf } from '@api/http/refusal';
import type { Role } from '@api/identity/identity.types';
import { PeopleApi } from '@api/identity/people-api';
import type { PartnerPeople, PartnerPerson, Several, SeveralOutcome } from '@api/identity/people.types';
import { Busy } from '@ui/buttons/busy';
import { FrenchDatePipe } from '@ui/dates/date.pipe';
import { formatDay, parisDay } from '@ui/dates/french-date';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';
import { DateField } from '@ui/field/date-field';
import { TextField } from '@ui/field/text-field';
import { FocusSoon } from '@ui/frame/focus-soon';
import { Loading } from '@ui/frame/loading';
import { PageHeader } from '@ui/frame/page-header';
import { Announcer } from '@ui/messages/announcer';
import { RowKeys } from '@ui/grid/row-keys';
import { Notice } from '@ui/messages/notice';
import { NotFoundPage } from '@ui/pages/not-found-page';
import { UnavailablePage } from '@ui/pages/unavailable-page';
import { StatusChip } from '@ui/status/status-chip';
import { countOf, sentence } from '@ui/words/count-of';
import { holdsWords } from '@ui/words/holds-words';
import { readEffect } from './effect-fields';
import { type CellChange, cellKey, cellNote, changesOf, changeWords, heldRoles, type Matrix } from './matrix-changes';
import { ROLES, STATUSES } from './people-words';

const FIELDS = { day: 'matrice-date', document: 'matrice-document' } as const;

interface PlannedChange {
  readonly words: string;
  readonly reason: string | null;
}

/** A gestionnaire: its people, and the roles of each on each equipment, changed together by one document. */
@Component({
  selector: 'app-partner-page',
  imports: [
    MatButton,
    RouterLink,
    Busy,
    FrenchDatePipe,
    ErrorSummary,
    DateField,
    TextField,
    Loading,
    PageHeader,
    Notice,
    NotFoundPage,
    RowKeys,
    UnavailablePage,
    StatusChip,
  ],
  templateUrl: './partner-page.html',
  styleUrl: './partner-page.scss',
})
export class PartnerPage {
  readonly partnerId = input.required<string>();

  private readonly api = inject(PeopleApi);
  private readonly announcer = inject(Announcer);
  private readonly focus = inject(FocusSoon);
  private readonly injector = inject(Injector);
  private readonly summary = viewChild(ErrorSummary);
  private readonly today = parisDay(new Date());
  protected readonly fields = FIELDS;
  protected readonly roles = ROLES;
  protected readonly statuses = STATUSES;
  protected readonly crumbs = [{ label: 'Gestionnaires', link: ['/gestionnaires'] }];

  protected readonly partner = signal<PartnerPeople | null>(null);
  protected readonly refusal = signal<Refusal | null>(null);
  protected readonly busy = signal(false);
  protected readonly filter = signal('');
  protected readonly day = signal(formatDay(this.today));
  protected readonly document = signal('');
  protected readonly errors = signal<readonly FieldError[]>([]);
  private readonly ticked = signal<Matrix>(new Map());
  /** What was asked and what the service would do with it; null while boxes are ticked. */
  private readonly asked = signal<Several | null>(null);
  protected readonly plan = signal<readonly PlannedChange[] | null>(null);
  protected readonly report = signal<readonly string[] | null>(null);
  protected readonly refusedCount = signal(0);

  private readonly held = computed<Matrix>(() => {
    const partner = this.partner();
    return partner ? heldRoles(partner) : new Map<string, readonly Role[]>();
  });
  protected readonly changes = computed<readonly CellChange[]>(() => {
    const partner = this.partner();
    return partner ? changesOf(partner, this.held(), this.ticked()) : [];
  });
  protected readonly equipments = computed(() =>
    (this.partner()?.equipments ?? []).filter(({ name, commune }) => holdsWords(`${name} ${commune}`, this.filter())),
  );
  protected readonly context = computed(() => {
    const partner = this.partner();
    if (!partner) return '';
    const equipments = countOf(partner.equipments.length, 'équipement', 'équipements');
    return `${equipments}, ${countOf(partner.users.length, 'personne', 'personnes', 'aucune')}`;
  });
  protected readonly counted = computed(() => {
    const count = this.changes().length;
    return count === 0 ? 'Aucun changement.' : `${sentence(this.countWords(count))} à vérifier.`;
  });
  protected readonly plannedCount = computed(() => (this.plan() ?? []).filter(({ reason }) => reason === null).length);
  protected readonly planHeading = computed(() =>
    this.plannedCount() === 0 ? 'Aucun changement ne peut être appliqué' : 'Ce qui va changer',
  );
  protected readonly reportHeading = computed(() =>
    this.refusedCount() === 0 ? 'Les rôles sont enregistrés' : 'Des changements ont été refusés',
  );

  constructor() {
    effect(() => {
      this.partnerId();
      untracked(() => {
        this.partner.set(null);
        this.ticked.set(new Map());
        this.backToBoxes();
        void this.load();
      });
    });
  }

  protected async load(): Promise<void> {
    const id = this.partnerId();
    this.refusal.set(null);
    try {
      const partner = await this.api.partner(id);
      if (id === this.partnerId()) this.partner.set(partner);
    } catch (error) {
      const refusal = refusalOf(error);
      // What is on screen stays, with what was ticked.
      if (this.partner() === null) this.refusal.set(refusal);
    }
  }

  protected note(user: PartnerPerson, equipmentId: string): string {
    return cellNote(user, equipmentId, this.today);
  }

  protected isTicked(userId: string, equipmentId: string, role: Role): boolean {
    return this.rolesAt(cellKey(userId, equipmentId)).includes(role);
  }

  protected toggle(userId: string, equipmentId: string, role: Role): void {
    const key = cellKey(userId, equipmentId);
    const roles = this.rolesAt(key);
    const next = roles.includes(role) ? roles.filter((each) => each !== role) : [...roles, role];
    this.ticked.update((ticked) => new Map(ticked).set(key, next));
    this.report.set(null);
  }

  protected reset(): void {
    this.ticked.set(new Map());
    this.announcer.say('Les cases sont comme avant.');
    this.focus.on('roles');
  }

  protected errorOf(fieldId: string): string | null {
    return this.errors().find((fault) => fault.fieldId === fieldId)?.message ?? null;
  }

  protected countWords(count: number): string {
    return countOf(count, 'changement', 'changements');
  }

  /** Asks the service what it would do, and shows it; nothing is changed. */
  protected async check(): Promise<void> {
    const partner = this.partner();
    const changes = this.changes();
    const read = readEffect({ day: this.day(), document: this.document() }, FIELDS, this.today);
    const errors: FieldError[] = [];
    if (changes.length === 0) errors.push({ fieldId: null, message: 'Cochez ou décochez au moins une case.' });
    if (!read.ok) errors.push(...read.errors);
    if (partner === null || errors.length > 0 || !read.ok) {
      this.refuse(errors);
      return;
    }
    const asked: Several = {
      effectiveFrom: read.effectiveFrom,
      documentReference: read.documentReference,
      people: partner.users
        .filter(({ id }) => changes.some((change) => change.userId === id))
        .map(({ id, revision }) => ({ id, revision })),
      lines: changes.map(({ userId, equipmentId, roles }) => ({ userId, equipmentId, roles: [...roles] })),
    };
    await this.asking(async () => {
      const { lines } = await this.api.previewSeveral(partner.id, asked);
      this.errors.set([]);
      this.report.set(null);
      this.asked.set(asked);
      this.plan.set(lines.map((line) => ({ words: this.wordsOf(line), reason: reasonOf(line) })));
      this.focus.on('confirmation');
    });
  }

  protected async apply(): Promise<void> {
    const asked = this.asked();
    const partner = this.partner();
    if (asked === null || partner === null) return;
    await this.asking(async () => {
      const { lines } = await this.api.grantSeveral(partner.id, asked);
      const refused = lines.filter(({ outcome }) => outcome === 'REFUSED');
      const said = lines.map((line) => `${this.wordsOf(line)}${endOf(line)}`);
      // What was refused stays ticked, so that it can be tried again.
      const kept = new Map(refused.map((line) => [cellKey(line.userId, line.equipmentId), line.roles]));
      await this.load();
      this.ticked.set(kept);
      this.backToBoxes();
      this.refusedCount.set(refused.length);
      this.report.set(said);
      if (refused.length === 0) this.document.set('');
      this.announcer.say(this.reportHeading());
      this.focus.on('roles');
    });
  }

  protected backToBoxes(): void {
    this.plan.set(null);
    this.asked.set(null);
    this.focus.on('roles');
  }

  private rolesAt(key: string): readonly Role[] {
    return this.ticked().get(key) ?? this.held().get(key) ?? [];
  }

  private wordsOf(line: SeveralOutcome): string {
    const partner = this.partner();
    const change = this.changes().find((each) => each.userId === line.userId && each.equipmentId === line.equipmentId);
    return partner && change ? changeWords(partner, change, this.asked()?.effectiveFrom ?? this.today) : '';
  }

  private async asking(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    try {
      await work();
    } catch (error) {
      this.refuse([{ fieldId: null, message: refusalOf(error).message }]);
    } finally {
      this.busy.set(false);
    }
  }

  private refuse(errors: readonly FieldError[]): void {
    this.errors.set(errors);
    afterNextRender(() => this.summary()?.focus(), { injector: this.injector });
  }
}

function reasonOf({ outcome, reason }: SeveralOutcome): string | null {
  if (outcome === 'UNCHANGED') return 'ces rôles sont déjà en vigueur à cette date, rien ne changera.';
  return outcome === 'REFUSED' ? reason : null;
}

function endOf({ outcome, reason }: SeveralOutcome): string {
  if (outcome === 'CHANGED') return '';
  return outcome === 'UNCHANGED' ? ' (inchangé)' : `\u202f— refusé\u202f: ${reason ?? ''}`;
}
