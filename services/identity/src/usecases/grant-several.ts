import type { Transaction } from '@portail/platform/db/database.ts';
import { isRefusal, notFound, RefusalError, stale, type Refusal } from '@portail/platform/pure/refusal.ts';
import { cafCodesOf, type Act } from '../domain/access.ts';
import { alreadyHeld, decide } from '../domain/decide.ts';
import type { UserEvent } from '../domain/events.ts';
import { evolve } from '../domain/evolve.ts';
import type { KnownEquipment, KnownPartner, Role, User } from '../domain/user.ts';
import type { IdentityPorts } from './ports.ts';

/** Which roles a person is to hold on an equipment; none withdraws them all. */
export interface SeveralLine {
  readonly userId: string;
  readonly equipmentId: string;
  readonly roles: readonly Role[];
}

/** Several habilitations of one gestionnaire, by one document, from one day on. */
export interface SeveralAsked {
  readonly partnerId: string;
  readonly effectiveFrom: string;
  readonly documentReference: string;
  /** The revision of each person that the actor was looking at. */
  readonly people: readonly { readonly id: string; readonly expectedRevision: number }[];
  readonly lines: readonly SeveralLine[];
  /** False: says what would happen, and changes nothing. */
  readonly apply: boolean;
}

/** What became, or would become, of a line. */
export interface SeveralOutcome extends SeveralLine {
  readonly outcome: 'CHANGED' | 'UNCHANGED' | 'REFUSED';
  readonly code: string | null;
  readonly reason: string | null;
}

/**
 * Each line is accepted or refused alone, one transaction a person; what is held already is left as it is, so that a repeat
 * does no harm. @throws RefusalError NOT_FOUND when the gestionnaire is not the actor’s to know
 */
export async function grantSeveral(
  ports: IdentityPorts,
  asked: SeveralAsked,
  act: Act,
): Promise<readonly SeveralOutcome[]> {
  const known = await ports.transaction(async (tx) => {
    const partner = await ports.known.partner(tx, asked.partnerId);
    if (!partner || !partner.cafCodes.some((code) => cafCodesOf(act.actor).includes(code))) {
      throw new RefusalError(notFound());
    }
    return { partner, equipments: await ports.known.equipmentsOf(tx, asked.partnerId) };
  });
  const outcomes = new Map<SeveralLine, SeveralOutcome>();
  for (const userId of new Set(asked.lines.map((line) => line.userId))) {
    const lines = asked.lines.filter((line) => line.userId === userId);
    await ports.transaction(async (tx) => {
      for (const [line, outcome] of await ofOnePerson(ports, tx, { ...known, userId, lines, asked }, act)) {
        outcomes.set(line, outcome);
      }
    });
  }
  return asked.lines.flatMap((line) => outcomes.get(line) ?? []);
}

interface OnePerson {
  readonly partner: KnownPartner;
  readonly equipments: readonly KnownEquipment[];
  readonly userId: string;
  readonly lines: readonly SeveralLine[];
  readonly asked: SeveralAsked;
}

async function ofOnePerson(
  ports: IdentityPorts,
  tx: Transaction,
  { partner, equipments, userId, lines, asked }: OnePerson,
  act: Act,
): Promise<readonly (readonly [SeveralLine, SeveralOutcome])[]> {
  const current = await ports.users.load(tx, userId);
  const seen = asked.people.find(({ id }) => id === userId)?.expectedRevision;
  const happened: UserEvent[] = [];
  let next: User | undefined = current?.partnerId === partner.id ? current : undefined;
  const outcomes = lines.map((line): readonly [SeveralLine, SeveralOutcome] => {
    if (!next || !current) return [line, refused(line, notFound())];
    const { effectiveFrom, documentReference } = asked;
    if (alreadyHeld(next, { ...line, effectiveFrom })) return [line, outcomeOf(line, 'UNCHANGED')];
    if (seen !== current.revision) return [line, refused(line, stale())];
    const equipment = equipments.find(({ id }) => id === line.equipmentId);
    const command = { act: 'GRANT_HABILITATION', ...line, effectiveFrom, documentReference } as const;
    const events = decide(next, next.revision, command, { partner, equipment }, act);
    if (isRefusal(events)) return [line, refused(line, events)];
    happened.push(...events);
    next = events.reduce(evolve, next);
    return [line, outcomeOf(line, 'CHANGED')];
  });
  if (asked.apply && next && current && happened.length > 0) {
    await ports.users.save(tx, next, current.revision);
    await ports.record(tx, next, happened, act);
  }
  return outcomes;
}

function outcomeOf(line: SeveralLine, outcome: SeveralOutcome['outcome']): SeveralOutcome {
  const { userId, equipmentId, roles } = line;
  return { userId, equipmentId, roles, outcome, code: null, reason: null };
}

function refused(line: SeveralLine, { code, detail }: Refusal): SeveralOutcome {
  return { ...outcomeOf(line, 'REFUSED'), code, reason: detail };
}
