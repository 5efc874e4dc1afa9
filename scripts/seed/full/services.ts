import type { Database } from '@portail/platform/db/database.ts';
import type { Listener } from '@portail/platform/db/listener.ts';
import type { Reaction } from '@portail/platform/messaging/reaction.ts';
import { Payload } from '@portail/platform/outbox/payload.ts';
import type { SaidEvent } from '@portail/platform/bulk/bulk-store.ts';
import {
  DeclarationRejectedSchema,
  DeclarationReopenedSchema,
} from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import { ControlsEvaluatedSchema } from '@portail/proto/portail/controls/v1/controls_pb.ts';
import { SheetChangedSchema } from '@portail/proto/portail/sheet/v1/sheet_pb.ts';
import { assembleControls, loadStaticReference } from '../../../services/controls/src/assemble.ts';
import { reactionsOf } from '../../../services/controls/src/events/in/reactions.ts';
import { assemble } from '../../../services/declaration-workflow/src/assemble.ts';
import type { Acts } from '../../../services/declaration-workflow/src/usecases/acts.ts';
import { identityReactions } from '../../../services/equipment/src/events/in/identity.ts';
import { reactionsOf as documentsReactions } from '../../../services/documents/src/events/in/reactions.ts';
import { projections } from '../../../services/documents/src/store/projections.ts';
import { equipmentReactions } from '../../../services/identity/src/events/in/equipment.ts';
import { assemble as assembleNotifications } from '../../../services/notifications/src/assemble.ts';
import { reactionsAlone } from '../../../services/statistics/src/events/in/reactions.ts';

/** The services whose databases a load fills. */
export type ServiceName =
  'identity' | 'equipment' | 'workflow' | 'controls' | 'statistics' | 'documents' | 'notifications';

/** What a load works on: a database, in memory or not, and the events its service said since last asked. */
export interface Side {
  readonly database: Database;
  takeSaid(): SaidEvent[] | Promise<SaidEvent[]>;
}

/** The services in one process, each hearing what the others say as soon as it is said. */
export interface ConnectedServices {
  readonly identity: Database;
  readonly equipment: Database;
  readonly workflow: Database;
  readonly acts: Acts;
  /** Sets the clock of the controls: verdicts are dated as the acts they follow. */
  readonly setClock: (at: Date) => void;
  /** Delivers what was said, and what that makes others say, until nobody speaks. */
  readonly settle: () => Promise<void>;
  /** Delivers what was held for what follows it. */
  readonly hearHeld: () => Promise<void>;
}

/** A service, with what it does when it hears a type of event. */
interface Hearer {
  readonly name: ServiceName;
  readonly reaction: Reaction;
}

/** Who reacts to a type of event. */
interface Audience {
  readonly atOnce: readonly Hearer[];
  /** Who is told the last one only. */
  readonly later: readonly Hearer[];
  /** People, who are told of every event, after the services. */
  readonly people: readonly Hearer[];
}

/** Nobody waits for a notice: what an act waits for has come before it looks. */
const noListener: Listener = {
  on: () => () => undefined,
  waitFor: () => Promise.resolve(false),
  close: () => Promise.resolve(),
};

/**
 * Puts the services’ own acts and reactions on some databases.
 * @param latestOnly delivers only the last event of each aggregate at an instant, the last sheet of each version, and its last
 *   verdict to those who only keep it; each carries the whole state, and the newer revision wins. Notifications hear all events:
 *   people are told what happened
 * @param heardAt when documents and notifications hear what is said: what happened long before is no news
 */
export async function connectServices(
  sides: Readonly<Record<ServiceName, Side>>,
  { latestOnly = false, heardAt = new Date() }: { readonly latestOnly?: boolean; readonly heardAt?: Date } = {},
): Promise<ConnectedServices> {
  let now = new Date(0);
  const { database: controls } = sides.controls;
  const workflow = settling(sides.workflow.database, () => settle());
  const { acts, reactions } = assemble(workflow, noListener);
  const { reactionPorts } = assembleControls(controls, await loadStaticReference(controls), () => now);
  const { reactions: told } = assembleNotifications(sides.notifications.database, () => heardAt);
  const listeners: Readonly<Record<ServiceName, ReadonlyMap<string, Reaction>>> = {
    identity: byType(equipmentReactions),
    equipment: byType(identityReactions),
    workflow: byType(reactions),
    controls: byType(reactionsOf(reactionPorts)),
    statistics: byType(reactionsAlone),
    documents: byType(documentsReactions(projections, () => heardAt)),
    notifications: byType(told),
  };
  const audiences = new Map<string, Audience>();

  function audienceOf(type: string): Audience {
    const known = audiences.get(type);
    if (known) return known;
    const hearers = Object.entries(listeners).flatMap(([name, reactionOf]): Hearer[] => {
      const reaction = reactionOf.get(type);
      return reaction ? [{ name: name as ServiceName, reaction }] : [];
    });
    const people = hearers.filter(({ name }) => name === 'notifications');
    const others = hearers.filter(({ name }) => name !== 'notifications');
    const later = others.filter(({ name }) => latestOnly && lastOnly[type]?.includes(name) === true);
    const made = { atOnce: others.filter((each) => !later.includes(each)), later, people };
    audiences.set(type, made);
    return made;
  }

  const held = new Map<string, SaidEvent>();
  const speakers = Object.values(sides);
  let settlingNow = false;

  async function settle(): Promise<void> {
    if (settlingNow) return;
    settlingNow = true;
    try {
      while (await deliverAll());
    } finally {
      settlingNow = false;
    }
  }

  async function deliverAll(): Promise<boolean> {
    let said = false;
    for (const side of speakers) {
      const taken = side.takeSaid();
      const events = taken instanceof Promise ? await taken : taken;
      if (events.length === 0) continue;
      said = true;
      for (const event of latestOnly ? latestOf(events) : events) {
        if (versionEnds.has(event.type)) await hearHeld();
        const { atOnce, later } = audienceOf(event.type);
        if (later.length > 0) held.set(`${event.type} ${event.aggregate}`, event);
        await deliver(event, atOnce);
      }
      for (const event of events) await deliver(event, audienceOf(event.type).people);
    }
    return said;
  }

  async function hearHeld(): Promise<void> {
    const heard = [...held.values()];
    held.clear();
    for (const event of heard) await deliver(event, audienceOf(event.type).later);
  }

  async function deliver({ payload, envelope }: SaidEvent, to: readonly Hearer[]): Promise<void> {
    for (const { name, reaction } of to) {
      await sides[name].database.transaction((tx) =>
        payload instanceof Payload
          ? reaction.hear(tx, payload.message, envelope)
          : reaction.apply(tx, payload, envelope),
      );
    }
  }

  return {
    identity: sides.identity.database,
    equipment: sides.equipment.database,
    workflow,
    acts,
    setClock: (at) => (now = at),
    settle,
    hearHeld,
  };
}

/**
 * Who hears the last one only, by type of event: a sheet is put together when it is heard, which costs more than all that is said
 * with it, and those who keep the last verdict of a version do nothing else with it.
 */
const lastOnly: Readonly<Record<string, readonly ServiceName[]>> = {
  [SheetChangedSchema.typeName]: ['documents'],
  [ControlsEvaluatedSchema.typeName]: ['documents', 'statistics'],
};

/** After these, sheets and verdicts are those of the next version. */
const versionEnds: ReadonlySet<string> = new Set([
  DeclarationRejectedSchema.typeName,
  DeclarationReopenedSchema.typeName,
]);

function byType(reactions: readonly Reaction[]): ReadonlyMap<string, Reaction> {
  return new Map(reactions.map((known) => [known.type, known]));
}

function latestOf(events: readonly SaidEvent[]): readonly SaidEvent[] {
  if (events.length < 2) return events;
  return [...new Map(events.map((event) => [`${event.aggregate} ${event.envelope.time}`, event])).values()];
}

/** A database after each commit of which the others have heard. */
function settling(database: Database, settle: () => Promise<void>): Database {
  return {
    ...database,
    transaction: async (work) => {
      const done = await database.transaction(work);
      await settle();
      return done;
    },
  };
}
