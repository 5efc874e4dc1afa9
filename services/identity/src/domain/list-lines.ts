import { isRefusal } from '@portail/platform/pure/refusal.ts';
import { managesUser, type Act } from './access.ts';
import { isDay } from '@portail/platform/pure/calendar.ts';
import { alreadyHeld, decide, decideRegistration, identifierOf } from './decide.ts';
import { evolve } from './evolve.ts';
import { refuse, typographic } from './refusals.ts';
import { searchText } from './search-text.ts';
import type { KnownPartner, NamedEquipment, Role, User } from './user.ts';

/** Headings of a list of habilitations. */
export const listColumns = [
  'courriel',
  'prénom',
  'nom',
  'équipement',
  'rôles',
  'date d’effet',
  'référence du document',
] as const;

/** A line as the list says it: who holds which roles where, from when, by which document. */
export interface ListLine {
  readonly line: number;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  /** IDEQU or id, as written. */
  readonly equipment: string;
  readonly equipmentId: string | null;
  readonly equipmentName: string | null;
  readonly roles: readonly Role[];
  /** ISO day, or as written when it is none. */
  readonly effectiveFrom: string;
  readonly documentReference: string;
}

/** What applying a line will do. */
export type Planned = 'CREATE' | 'GRANT' | 'UNCHANGED' | 'REFUSED';

/** What applying a line did. */
export type Outcome = 'CREATED' | 'GRANTED' | 'UNCHANGED' | 'REFUSED';

/** A line with what is planned, and why when it is refused. */
export interface PlannedLine extends ListLine {
  readonly planned: Planned;
  readonly plannedReason: string | null;
}

/** What is known of the people and equipments that the lines name. */
export interface Known {
  readonly equipments: readonly NamedEquipment[];
  readonly users: readonly User[];
  readonly partners: readonly KnownPartner[];
}

interface ReadLine {
  readonly asked: ListLine;
  readonly fault: string | undefined;
}

/** Reads the cells of a line; the first fault is said, the rest is kept as written. */
export function readLine(row: {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly fault: string | undefined;
}): ReadLine {
  const cell = (name: (typeof listColumns)[number]) => row.cells[name] ?? '';
  const roles = rolesIn(cell('rôles'));
  const effectiveFrom = dayIn(cell('date d’effet'));
  const asked: ListLine = {
    line: row.line,
    email: identifierOf(cell('courriel')),
    givenName: cell('prénom'),
    familyName: cell('nom'),
    equipment: cell('équipement'),
    equipmentId: null,
    equipmentName: null,
    roles: roles ?? [],
    effectiveFrom: effectiveFrom ?? cell('date d’effet'),
    documentReference: cell('référence du document'),
  };
  const faults = [
    row.fault,
    !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(asked.email) || asked.email.length > 200
      ? 'Le courriel n’est pas une adresse électronique.'
      : undefined,
    asked.equipment === '' ? 'L’équipement manque : écrivez son IDEQU.' : undefined,
    roles === undefined
      ? `Rôle inconnu dans « ${cell('rôles')} » : écrivez « activité », « finances », « approbation », séparés par des virgules.`
      : undefined,
    effectiveFrom === undefined ? 'La date d’effet s’écrit jj/mm/aaaa.' : undefined,
    asked.documentReference === '' ? 'La référence du document manque.' : undefined,
    asked.documentReference.length > 200 ? 'La référence du document dépasse 200 caractères.' : undefined,
    asked.givenName.length > 100 || asked.familyName.length > 100
      ? 'Le prénom ou le nom dépasse 100 caractères.'
      : undefined,
  ];
  const fault = faults.find((each) => each !== undefined);
  return { asked, fault: fault && typographic(fault) };
}

const roleWords: readonly (readonly [RegExp, Role])[] = [
  [/^(fournisseur )?(de )?(donnees )?(d )?activite$/, 'ACTIVITY_PROVIDER'],
  [/^(fournisseur )?(de )?(donnees )?(financieres?|finances?|financier)$/, 'FINANCIAL_PROVIDER'],
  [/^(approbat(eur|rice|ion))$/, 'APPROVER'],
];

function rolesIn(text: string): readonly Role[] | undefined {
  const words = text.split(/[,/+|]|\bet\b/).map((word) => searchText(word));
  const roles = words.map((word) => roleWords.find(([pattern]) => pattern.test(word))?.[1]);
  return roles.every((role) => role !== undefined) ? [...new Set(roles)].sort() : undefined;
}

function dayIn(text: string): string | undefined {
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const day = french ? `${french[3]}-${french[2]?.padStart(2, '0')}-${french[1]?.padStart(2, '0')}` : text;
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && isDay(day) ? day : undefined;
}

/**
 * What each line will do, in the order of the list: a person whom one line creates is known to the next ones. Nothing is
 * changed; applying asks the same decisions again.
 */
export function planLines(lines: readonly ReadLine[], known: Known, act: Act): readonly PlannedLine[] {
  const users = new Map(known.users.map((user) => [user.email, user]));
  const seen = new Map<string, number>();
  return lines.map(({ asked, fault }) => {
    const refused = (reason: string, line: ListLine = asked): PlannedLine => ({
      ...line,
      planned: 'REFUSED',
      plannedReason: typographic(reason),
    });
    if (fault !== undefined) return refused(fault);
    const found = known.equipments.filter(({ id, idequ }) => id === asked.equipment || idequ === asked.equipment);
    const [equipment, ...others] = found;
    if (equipment === undefined)
      return refused(`Aucun équipement de votre Caf n’a l’identifiant « ${asked.equipment} ».`);
    if (others.length > 0)
      return refused(`Plusieurs équipements ont l’IDEQU « ${asked.equipment} » : donnez l’identifiant.`);
    const line = { ...asked, equipmentId: equipment.id, equipmentName: equipment.name };
    const key = `${asked.email} ${equipment.id}`;
    const first = seen.get(key);
    if (first !== undefined) return refused(`La ligne ${first} concerne déjà cette personne et cet équipement.`, line);
    seen.set(key, asked.line);
    const planned = planLine(line, equipment, known.partners, users.get(asked.email), act);
    if (planned.after) users.set(asked.email, planned.after);
    return planned.reason === undefined
      ? { ...line, planned: planned.planned, plannedReason: null }
      : refused(planned.reason, line);
  });
}

interface Plan {
  readonly planned: Planned;
  readonly reason?: string;
  readonly after?: User;
}

function planLine(
  line: ListLine,
  equipment: NamedEquipment,
  partners: readonly KnownPartner[],
  user: User | undefined,
  act: Act,
): Plan {
  const partner = partners.find(({ id }) => id === (user ? user.partnerId : equipment.partnerId));
  if (user && !managesUser(act.actor, user, partner)) {
    return { planned: 'REFUSED', reason: refuse('EMAIL_TAKEN').detail };
  }
  const held = user ?? newcomer(line, equipment, partner, act);
  if ('detail' in held) return { planned: 'REFUSED', reason: held.detail };
  if (alreadyHeld(held, { ...line, equipmentId: equipment.id })) return { planned: 'UNCHANGED' };
  const command = { act: 'GRANT_HABILITATION', ...line, equipmentId: equipment.id } as const;
  const events = decide(held, held.revision, command, { partner, equipment }, act);
  if (isRefusal(events)) return { planned: 'REFUSED', reason: events.detail };
  return { planned: user ? 'GRANT' : 'CREATE', after: events.reduce(evolve, held) };
}

function newcomer(line: ListLine, equipment: NamedEquipment, partner: KnownPartner | undefined, act: Act) {
  if (line.givenName === '' || line.familyName === '') {
    return { detail: 'Cette personne n’est pas encore connue : écrivez son prénom et son nom.' };
  }
  const asked = {
    ...line,
    id: line.email,
    population: 'PARTNER',
    partnerId: equipment.partnerId,
    cafCodes: [],
  } as const;
  const candidate = decideRegistration(asked, partner, act);
  return isRefusal(candidate) ? candidate : { ...candidate, subject: '' };
}
