import type { Database } from '@portail/platform/db/database.ts';
import { canonicalJson, type Json } from '@portail/platform/pure/canonical-json.ts';
import { dataHash } from '../../services/declaration-workflow/src/domain/data-hash.ts';
import type { Declaration } from '../../services/declaration-workflow/src/domain/declaration.ts';
import type { DeclarationEvent } from '../../services/declaration-workflow/src/domain/events.ts';
import { advance } from '../../services/declaration-workflow/src/domain/evolve.ts';
import type { Finding } from './finding.ts';

interface Line {
  readonly type: string;
  readonly at: string;
  readonly actor: { readonly userId: string; readonly name: string };
  readonly data: { readonly revision: number; readonly version: number };
}

interface Row {
  readonly id: string;
  readonly state: Declaration;
  readonly status: string;
  readonly version: number;
  readonly revision: number;
  readonly lines: readonly Line[] | null;
  readonly versions: readonly { readonly number: number; readonly status: string; readonly hash: string }[] | null;
}

const page = {
  name: 'invariants-declarations',
  text: `select d.id, d.state, d.status, d.version, d.revision,
           (select json_agg(json_build_object('type', j.type, 'at', j.at, 'actor', j.actor, 'data', j.data) order by j.sequence)
            from journal j where j.chain = d.id::text) as lines,
           (select json_agg(json_build_object('number', v.number, 'status', v.status, 'hash', v.data_hash) order by v.number)
            from declaration_version v where v.declaration_id = d.id) as versions
         from declaration d where d.id > $1 order by d.id limit 500`,
};
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** The three invariants that the history of each declaration shows. */
export interface DeclarationFindings {
  readonly transmissions: Finding;
  readonly histories: Finding;
  readonly figures: Finding;
}

/**
 * Plays the journal of each declaration again through the published rules and compares with what is kept: transmissions
 * (I1), the path and the versions (I3), the figures (I6).
 */
export async function verifyDeclarations(database: Database): Promise<DeclarationFindings> {
  const faults = { transmissions: [] as string[], histories: [] as string[], figures: [] as string[] };
  let declarations = 0;
  let transmissions = 0;
  let acts = 0;
  for (let after = beforeAll; ;) {
    const rows = await database.rows<Row>(page, [after]);
    for (const row of rows) {
      declarations += 1;
      acts += row.lines?.length ?? 0;
      transmissions += judge(row, faults);
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  return {
    transmissions: { looked: `${transmissions} transmissions`, faults: faults.transmissions },
    histories: { looked: `${declarations} histories, ${acts} lines`, faults: faults.histories },
    figures: { looked: `${declarations} declarations`, faults: faults.figures },
  };
}

/** @returns number of transmissions of the declaration */
function judge(row: Row, faults: { transmissions: string[]; histories: string[]; figures: string[] }): number {
  const { id, versions, status } = row;
  const kept = versions ?? [];
  let sent: Sent[];
  try {
    const played = replay(row.lines ?? []);
    sent = played.sent;
    if (!sameState(played.state, row.state)) faults.figures.push(`${id}: what is kept is not what its acts made`);
    if (row.state.status !== status || row.state.version !== row.version || row.state.revision !== row.revision) {
      faults.histories.push(`${id}: its columns do not say what its state says`);
    }
  } catch (error) {
    faults.histories.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
    return kept.length;
  }
  kept.forEach(({ number }, index) => {
    if (number !== index + 1) faults.histories.push(`${id}: version ${index + 1} is missing`);
  });
  for (const { version, hash } of sent) {
    const matching = kept.filter((candidate) => candidate.number === version && candidate.hash === hash);
    if (matching.length !== 1)
      faults.transmissions.push(`${id}: version ${version} was transmitted and is not kept so`);
  }
  if (kept.length !== sent.length) {
    faults.transmissions.push(`${id}: ${sent.length} transmissions in the journal, ${kept.length} versions kept`);
  }
  const waiting = kept.filter((version) => version.status === 'SUBMITTED');
  const queued = status === 'SUBMITTED' ? 1 : 0;
  if (waiting.length !== queued) {
    faults.transmissions.push(`${id}: ${status}, with ${waiting.length} versions that wait for the Caf`);
  }
  return sent.length;
}

interface Sent {
  readonly version: number;
  readonly hash: string;
}

/** The state that the lines make, act by act. @throws Error at the first line that the rules do not allow */
function replay(lines: readonly Line[]): { readonly state: Declaration; readonly sent: readonly Sent[] & Sent[] } {
  let state: Declaration | null = null;
  const sent: Sent[] = [];
  for (const act of Map.groupBy(lines, ({ data }) => data.revision).values()) {
    const events = act.map(eventOf);
    for (const [index, event] of events.entries()) {
      if (event.type !== 'DeclarationTransmitted') continue;
      const before: Declaration = index === 0 ? state! : advance(state, events.slice(0, index));
      const hash = dataHash(before);
      if (hash !== event.dataHash) throw new Error('the hash that was attested is not that of its figures');
      sent.push({ version: before.version, hash });
    }
    state = advance(state, events);
  }
  if (state === null) throw new Error('it has no line in the journal');
  return { state, sent };
}

function eventOf({ type, at, actor, data }: Line): DeclarationEvent {
  const { version: _version, revision: _revision, ...rest } = data;
  return { ...rest, type, by: { at, userId: actor.userId, name: actor.name } } as unknown as DeclarationEvent;
}

function sameState(one: Declaration, other: Declaration): boolean {
  return canonicalJson(one as unknown as Json) === canonicalJson(other as unknown as Json);
}
