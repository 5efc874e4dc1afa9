import { once } from '@portail/platform/db/idempotency.ts';
import { JsonColumn } from '@portail/platform/db/json-column.ts';
import { isUniqueViolation, type Database, type Transaction } from '@portail/platform/db/database.ts';
import { notify, notifyEach, type Listener } from '@portail/platform/db/listener.ts';
import { appendToJournal, appendToJournals } from '@portail/platform/journal/journal.ts';
import { putInOutbox, type OutgoingEvent } from '@portail/platform/outbox/outbox.ts';
import type { Json } from '@portail/platform/pure/canonical-json.ts';
import type { JournalEntry } from '@portail/platform/pure/journal-chain.ts';
import { RefusalError, stale } from '@portail/platform/pure/refusal.ts';
import type { AllowedPeriod } from '../domain/acts/open-declaration.ts';
import { transmissionOf, type Declaration, type Stamp } from '../domain/declaration.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { EquipmentChange } from '../domain/equipment-change.ts';
import type { DeclarationEvent } from '../domain/events.ts';
import { refuse } from '../domain/refusals.ts';
import { sheetContent, type SheetContent } from '../domain/sheet.ts';
import type { DeclarationFile, Declarations, DeclarationUnit, KnownEquipment } from '../usecases/ports.ts';
import { formDefinition } from '../domain/form-definition.ts';
import { formInForce, readFormLines, readLinesOf } from './form-store.ts';
import { readEquipment, readPerson } from './people-store.ts';
import {
  changeChannel,
  evaluationOf,
  keepEvaluation,
  verdictChannel,
  verdictKey,
  evaluationJson,
  type EvaluationColumns,
} from './projections/evaluations.ts';
import { equipmentChanges } from './projections/equipment-changes.ts';
import { termsChannel, termsKey } from './projections/people.ts';

/** Channel on which it is announced that what is expected of somebody changed; the payload is the id of the equipment. */
export const workChannel = 'work';

/** Turns what became true into what is said on the bus; given by the composition, so that the store knows no contract. */
export interface Outgoing {
  readonly events: (declaration: Declaration, events: readonly DeclarationEvent[]) => readonly OutgoingEvent[];
  /** The declaration as people read it after an act: `content` puts it together. */
  readonly sheet: (declaration: Declaration, by: Stamp, content: () => SheetContent) => OutgoingEvent;
  readonly campaignFinished: (finished: {
    readonly id: string;
    readonly opened: number;
    readonly by: string;
    readonly at: Date;
  }) => OutgoingEvent;
}

const read = {
  name: 'declaration-load',
  text: `select d.state, ${evaluationJson} as evaluation,
           exists (select 1 from closed_exercise c join equipment q on q.caf_code = c.caf_code
                   where q.id = d.equipment_id and c.exercise = d.exercise) as "exerciseClosed",
           ${equipmentChanges} as "equipmentChanges"
         from declaration d
         left join evaluation e on e.declaration_id = d.id and e.version = d.version
         where d.id = $1 for update of d`,
};
const insert = {
  name: 'declaration-insert',
  text: `insert into declaration (id, revision, data_revision, equipment_id, exercise, type, period_start, period_end,
           due_on, status, version, state, transmitted_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
};
const insertMany = {
  name: 'declaration-insert-many',
  text: `insert into declaration (id, revision, data_revision, equipment_id, exercise, type, period_start, period_end,
           due_on, status, version, state, updated_at)
         select * from unnest($1::uuid[], $2::int[], $3::int[], $4::uuid[], $5::int[], $6::text[], $7::date[], $8::date[],
           $9::date[], $10::text[], $11::int[], $12::jsonb[], $13::timestamptz[])
         on conflict do nothing returning id`,
};
const update = {
  name: 'declaration-update',
  text: `update declaration set revision = $2, data_revision = $3, due_on = $4, status = $5, version = $6, state = $7,
           transmitted_at = $8, updated_at = $9
         where id = $1 and revision = $2 - 1`,
};
const insertVersion = {
  name: 'version-insert',
  text: `insert into declaration_version (declaration_id, number, status, data, data_hash, transmitted_at, form_version_id)
         values ($1, $2, 'SUBMITTED', $3, $4, $5, ${formInForce('$6')})`,
};
const decideVersion = {
  name: 'version-decide',
  text: `update declaration_version set status = $3, decided_at = $4, decision = $5 where declaration_id = $1 and number = $2`,
};
/** Periods each type may cover (decision 9.10). */
export const periods = {
  name: 'declaration-periods',
  text: 'select type, starts_on as "startsOn", ends_on as "endsOn" from declaration_period',
};
const hasVerdict = {
  name: 'evaluation-present',
  text: `select 1 from evaluation where declaration_id = $1 and version = $2 and data_revision >= $3`,
};

const hasAccepted = {
  name: 'terms-accepted',
  text: 'select 1 from person where subject = $1 and terms_version = $2',
};

interface Row {
  readonly state: Declaration;
  readonly evaluation: EvaluationColumns | null;
  readonly exerciseClosed: boolean;
  readonly equipmentChanges: readonly EquipmentChange[];
}

type EquipmentOf = (id: string) => Promise<KnownEquipment | null>;

/** Declarations in PostgreSQL: state, journal and outbox in one transaction. */
export function declarationStore(database: Database, listener: Listener, outgoing: Outgoing): Declarations {
  return {
    transact: (work) => database.transaction((tx) => work(declarationUnit(tx, outgoing))),
    verdictArrives: async (declaration, milliseconds) => {
      const { id, version, dataRevision } = declaration;
      // Listening starts before looking, so that a verdict cannot slip between the two.
      const arriving = listener.waitFor(verdictChannel, verdictKey(id, version, dataRevision), milliseconds);
      const present = await database.rows(hasVerdict, [id, version, dataRevision]);
      return present.length > 0 || arriving;
    },
    termsAccepted: async (subject, version, milliseconds) => {
      const arriving = listener.waitFor(termsChannel, termsKey(subject, version), milliseconds);
      const known = await database.rows(hasAccepted, [subject, version]);
      return known.length > 0 || arriving;
    },
  };
}

/** What use cases and reactions do within one transaction. */
export function declarationUnit(tx: Transaction, outgoing: Outgoing): DeclarationUnit {
  // An act looks at its equipment before and after: it is read once.
  const known = new Map<string, KnownEquipment | null>();
  const equipment: EquipmentOf = async (id) => {
    const found = known.get(id) ?? (await readEquipment(tx, id));
    known.set(id, found);
    return found;
  };
  return {
    load: (id) => load(tx, id, equipment),
    equipment,
    person: (subject, equipment, day) => readPerson(tx, subject, equipment, day),
    form: async (section, exercise, type, modulated) =>
      formDefinition(await readFormLines(tx, exercise), section, exercise, type, modulated),
    allowedPeriods: () => tx.rows<AllowedPeriod>(periods),
    save: (next, events, evaluation) => save(tx, outgoing, equipment, next, events, evaluation),
    keepVerdict: (verdict) => keepEvaluation(tx, verdict),
    once: (request, act) => once(tx, request, act),
  };
}

async function load(tx: Transaction, id: string, equipmentOf: EquipmentOf): Promise<DeclarationFile | null> {
  const [row] = await tx.rows<Row>(read, [id]);
  if (!row) return null;
  const equipment = await equipmentOf(row.state.equipmentId);
  if (equipment === null) throw new Error(`declaration ${id} of an unknown equipment`);
  const evaluation = row.evaluation && evaluationOf(row.evaluation);
  return {
    declaration: row.state,
    equipment,
    evaluation,
    exerciseClosed: row.exerciseClosed,
    equipmentChanges: row.equipmentChanges,
  };
}

async function save(
  tx: Transaction,
  outgoing: Outgoing,
  equipmentOf: EquipmentOf,
  next: Declaration,
  events: readonly DeclarationEvent[],
  evaluation: Evaluation | null,
): Promise<void> {
  const by = events.at(-1)?.by;
  if (by === undefined) throw new Error('nothing to save');
  const { at } = by;
  const transmittedAt = transmissionOf(next)?.at ?? null;
  const state = new JsonColumn(next);
  if (next.revision === 1) {
    const { id, revision, dataRevision, equipmentId, exercise, type, periodStart, periodEnd, dueOn, status, version } =
      next;
    await refusingDuplicates(() =>
      tx.run(insert, [
        id,
        revision,
        dataRevision,
        equipmentId,
        exercise,
        type,
        periodStart,
        periodEnd,
        dueOn,
        status,
        version,
        state,
        transmittedAt,
        at,
      ]),
    );
  } else {
    const { id, revision, dataRevision, dueOn, status, version } = next;
    const saved = await refusingDuplicates(() =>
      tx.run(update, [id, revision, dataRevision, dueOn, status, version, state, transmittedAt, at]),
    );
    if (saved === 0) throw new RefusalError(stale());
  }
  await keepVersion(tx, next, events, evaluation);
  await notify(tx, changeChannel, next.id);
  if (events.some(changesWork)) await notify(tx, workChannel, next.equipmentId);
  await appendToJournal(tx, next.id, linesOf(next, events));
  const content = await contentOf(tx, equipmentOf, next);
  await putInOutbox(tx, [
    ...outgoing.events(next, events),
    ...(content === null ? [] : [outgoing.sheet(next, by, content)]),
  ]);
}

/** What there is to print; nothing as long as nothing was ever saved. */
async function contentOf(
  tx: Transaction,
  equipmentOf: EquipmentOf,
  declaration: Declaration,
): Promise<(() => SheetContent) | null> {
  if (declaration.status === 'TO_ENTER') return null;
  const equipment = await equipmentOf(declaration.equipmentId);
  if (equipment === null) throw new Error(`declaration ${declaration.id} of an unknown equipment`);
  const lines = await readLinesOf(tx, declaration);
  return () => sheetContent(declaration, lines, equipment);
}

/** Opens declarations at once; of those left out one of the same key exists. Returns the ids of those opened. */
export async function openMany(
  tx: Transaction,
  outgoing: Outgoing,
  openings: readonly { readonly declaration: Declaration; readonly events: readonly DeclarationEvent[] }[],
): Promise<ReadonlySet<string>> {
  const column = (value: (declaration: Declaration, events: readonly DeclarationEvent[]) => unknown) =>
    openings.map(({ declaration, events }) => value(declaration, events));
  const rows = await tx.rows<{ id: string }>(insertMany, [
    column(({ id }) => id),
    column(({ revision }) => revision),
    column(({ dataRevision }) => dataRevision),
    column(({ equipmentId }) => equipmentId),
    column(({ exercise }) => exercise),
    column(({ type }) => type),
    column(({ periodStart }) => periodStart),
    column(({ periodEnd }) => periodEnd),
    column(({ dueOn }) => dueOn),
    column(({ status }) => status),
    column(({ version }) => version),
    column((declaration) => JSON.stringify(declaration)),
    column((_declaration, events) => events.at(-1)?.by.at),
  ]);
  const opened = new Set(rows.map(({ id }) => id));
  const kept = openings.filter(({ declaration }) => opened.has(declaration.id));
  if (kept.length === 0) return opened;
  await notifyEach(
    tx,
    workChannel,
    kept.map(({ declaration }) => declaration.equipmentId),
  );
  await appendToJournals(
    tx,
    new Map(kept.map(({ declaration, events }) => [declaration.id, linesOf(declaration, events)])),
  );
  await putInOutbox(
    tx,
    kept.flatMap(({ declaration, events }) => outgoing.events(declaration, events)),
  );
  return opened;
}

/** Figures and comments alone, saved as they are typed, change nobody’s task. */
function changesWork({ type }: DeclarationEvent): boolean {
  return type !== 'SectionSaved' && type !== 'DeclarationCommented';
}

/** What the journal says of an act. */
function linesOf(next: Declaration, events: readonly DeclarationEvent[]): JournalEntry[] {
  return events.map(({ type, by, ...data }) => ({
    type,
    at: by.at,
    actor: { userId: by.userId, name: by.name },
    data: { ...data, version: next.version, revision: next.revision } as unknown as Json,
  }));
}

async function refusingDuplicates<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error, 'declaration_open')) throw new RefusalError(refuse('DECLARATION_EXISTS'));
    throw error;
  }
}

/**
 * Keeps what was transmitted as it was (values, explanations, verdict), and the Caf’s decision on it. The data of a
 * transmitted version never change: the database refuses it too.
 */
async function keepVersion(
  tx: Transaction,
  declaration: Declaration,
  events: readonly DeclarationEvent[],
  evaluation: Evaluation | null,
): Promise<void> {
  for (const event of events) {
    const decision = JSON.stringify(event.by);
    switch (event.type) {
      case 'DeclarationTransmitted': {
        const { activity, financial, explanations, comment } = declaration;
        const data = new JsonColumn({ activity, financial, explanations, comment, evaluation, transmission: event });
        await tx.run(insertVersion, [
          declaration.id,
          declaration.version,
          data,
          event.dataHash,
          event.by.at,
          declaration.exercise,
        ]);
        break;
      }
      case 'DeclarationValidated':
        await tx.run(decideVersion, [declaration.id, declaration.version, 'VALIDATED', event.by.at, decision]);
        break;
      case 'DeclarationRejected':
        await tx.run(decideVersion, [declaration.id, event.rejectedVersion, 'REJECTED', event.by.at, decision]);
        break;
      case 'DeclarationCancelled':
        await tx.run(decideVersion, [declaration.id, declaration.version, 'CANCELLED', event.by.at, decision]);
        break;
      default:
        break;
    }
  }
}
