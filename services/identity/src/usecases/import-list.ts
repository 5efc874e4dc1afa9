import { createHash } from 'node:crypto';
import { readList } from '@portail/platform/imports/read-list.ts';
import { newId } from '@portail/platform/pure/id.ts';
import { accepted, notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Transaction } from '@portail/platform/db/database.ts';
import { cafCodesOf, type Act } from '../domain/access.ts';
import { listColumns, planLines, readLine, type Known, type Outcome } from '../domain/list-lines.ts';
import { refuse, typographic } from '../domain/refusals.ts';
import { grantHabilitation } from './grant-habilitation.ts';
import type { IdentityPorts, WaitingLine } from './ports.ts';
import { registerUser } from './register-user.ts';

/** Lines of a list at most. */
export const mostLines = 5_000;

/** A file as it was sent. */
export interface SentList {
  readonly fileName: string;
  readonly content: Uint8Array;
}

/**
 * Reads a list, says line by line what applying it will do, and keeps that: only what was shown can be applied.
 * @returns its id
 * @throws RefusalError FORBIDDEN, FILE_WORKBOOK, HEADINGS_UNKNOWN…
 */
export async function showList(ports: IdentityPorts, { fileName, content }: SentList, act: Act): Promise<string> {
  const cafCodes = cafCodesOf(act.actor);
  if (cafCodes.length === 0) throw new RefusalError(refuse('FORBIDDEN'));
  const rows = accepted(readList(content, { columns: listColumns, mostLines }));
  const lines = rows.map(readLine);
  const id = newId(act.at);
  await ports.transaction(async (tx) => {
    const asked = lines.map((line) => line.asked);
    const known = await knownOf(ports, tx, asked, cafCodes);
    const digest = createHash('sha256').update(content).digest('hex');
    const shown = { id, cafCodes, fileName, digest, by: act.actor.id, at: act.at };
    await ports.imports.insert(tx, shown, planLines(lines, known, act));
  });
  return id;
}

async function knownOf(
  ports: IdentityPorts,
  tx: Transaction,
  lines: readonly { readonly email: string; readonly equipment: string }[],
  cafCodes: readonly string[],
): Promise<Known> {
  const names = [...new Set(lines.map((line) => line.equipment))];
  const equipments = await ports.known.equipmentsNamed(tx, names, cafCodes);
  const users = await ports.users.byEmails(tx, [...new Set(lines.map((line) => line.email))]);
  const partnerIds = [...equipments, ...users].flatMap(({ partnerId }) => partnerId ?? []);
  return { equipments, users, partners: await ports.known.partners(tx, [...new Set(partnerIds)]) };
}

/** Asks that a list be applied as it was shown; asked twice, it is applied once. @throws RefusalError NOT_FOUND */
export async function startImport(ports: IdentityPorts, { id }: { readonly id: string }, act: Act): Promise<void> {
  const cafCodes = cafCodesOf(act.actor);
  const found = await ports.transaction((tx) => ports.imports.start(tx, id, act.actor.id, cafCodes, act.at));
  if (!found) throw new RefusalError(notFound());
}

/**
 * Applies the lists that wait, a line at a time, each as an act of its own of the person who asked: a crash anywhere loses
 * nothing, and a line applied twice finds everything in place.
 * @returns how many lines were settled
 * @throws RefusalError ACCOUNTS_UNAVAILABLE when the sign-in server is away; the line waits for the next call
 */
export async function runImports(
  ports: IdentityPorts,
  { now, stopping }: { readonly now: () => Date; readonly stopping: () => boolean },
): Promise<number> {
  let settled = 0;
  while (!stopping()) {
    const waiting = await ports.transaction((tx) => ports.imports.lease(tx));
    if (waiting === undefined) break;
    try {
      while (!stopping()) {
        const line = await ports.transaction(async (tx) => {
          await ports.imports.prolong(tx, waiting.id);
          return ports.imports.nextLine(tx, waiting.id);
        });
        if (line === undefined) {
          await ports.transaction((tx) => ports.imports.finish(tx, waiting.id, now()));
          break;
        }
        const { outcome, reason } = await applyLine(ports, line, waiting.appliedBy, now());
        await ports.transaction((tx) => ports.imports.settle(tx, waiting.id, line.line, outcome, reason));
        settled += 1;
      }
    } finally {
      await ports.transaction((tx) => ports.imports.release(tx, waiting.id));
    }
  }
  return settled;
}

interface Settled {
  readonly outcome: Outcome;
  readonly reason: string | null;
}

const meanwhile = (sentence: string): Settled => ({
  outcome: 'REFUSED',
  reason: typographic(`Depuis l’aperçu, la situation a changé : ${sentence}`),
});

async function applyLine(ports: IdentityPorts, line: WaitingLine, personId: string, at: Date): Promise<Settled> {
  if (line.planned === 'REFUSED' || line.planned === 'UNCHANGED' || line.equipmentId === null) {
    return { outcome: line.planned === 'UNCHANGED' ? 'UNCHANGED' : 'REFUSED', reason: line.plannedReason };
  }
  const actor = await ports.transaction((tx) => ports.imports.actor(tx, personId));
  if (actor === undefined) return meanwhile(refuse('FORBIDDEN').detail);
  const act = { actor, at };
  const read = { asked: { ...line, equipment: line.equipmentId }, fault: undefined };
  const { known, plan } = await ports.transaction(async (tx) => {
    const now = await knownOf(ports, tx, [read.asked], cafCodesOf(actor));
    return { known: now, plan: planLines([read], now, act)[0] };
  });
  // Whatever else happened since, a line never does more than what was shown for it.
  if (plan === undefined || plan.planned === 'REFUSED') return meanwhile(plan?.plannedReason ?? notFound().detail);
  if (plan.planned === 'UNCHANGED') return { outcome: line.planned === 'CREATE' ? 'CREATED' : 'GRANTED', reason: null };
  if (plan.planned === 'CREATE' && line.planned !== 'CREATE') return meanwhile('la personne n’a pas été créée.');
  try {
    const user =
      known.users[0] ??
      (await registerUser(
        ports,
        {
          email: line.email,
          givenName: line.givenName,
          familyName: line.familyName,
          population: 'PARTNER',
          partnerId: known.equipments[0]?.partnerId ?? null,
          cafCodes: [],
        },
        act,
      ));
    const { equipmentId, roles, effectiveFrom, documentReference } = line;
    const target = { id: user.id, expectedRevision: user.revision };
    await grantHabilitation(ports, { ...target, equipmentId, roles, effectiveFrom, documentReference }, act);
    return { outcome: line.planned === 'CREATE' ? 'CREATED' : 'GRANTED', reason: null };
  } catch (error) {
    if (error instanceof RefusalError && error.refusal.kind !== 'unavailable') return meanwhile(error.refusal.detail);
    throw error;
  }
}
