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

/** A service, with what it does when others speak. */
interface Listening {
  readonly name: ServiceName;
  readonly reactions: ReadonlyMap<string, Reaction>;
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
  const listeners: readonly Listening[] = [
    { name: 'identity', reactions: byType(equipmentReactions) },
    { name: 'equipment', reactions: byType(identityReactions) },
    { name: 'workflow', reactions: byType(reactions) },
    { name: 'controls', reactions: byType(reactionsOf(reactionPorts)) },
    { name: 'statistics', reactions: byType(reactionsAlone) },
    { name: 'documents', reactions: byType(documentsReactions(projections, () => heardAt)) },
  ];
  const people: readonly Listening[] = [{ name: 'notifications', reactions: byType(told) }];
  /** Who hears the last one only: a sheet is put together when it is heard, which costs more than all that is said with it. */
  const hearsLater = new Map<string, readonly Listening[]>(
    latestOnly
      ? [
          [SheetChangedSchema.typeName, listeners],
          [ControlsEvaluatedSchema.typeName, listeners.filter(({ name }) => keepers.has(name))],
        ]
      : [],
  );
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
    let said = 0;
    for (const side of speakers) {
      const taken = side.takeSaid();
      const events = taken instanceof Promise ? await taken : taken;
      said += events.length;
      for (const event of latestOnly ? latestOf(events) : events) {
        if (versionEnds.has(event.type)) await hearHeld();
        const later = hearsLater.get(event.type);
        if (later) held.set(`${event.type} ${event.aggregate}`, event);
        await deliver(event, later ? listeners.filter((listener) => !later.includes(listener)) : listeners);
      }
      for (const event of events) await deliver(event, people);
    }
    return said > 0;
  }

  async function hearHeld(): Promise<void> {
    const heard = [...held.values()];
    held.clear();
    for (const event of heard) await deliver(event, hearsLater.get(event.type) ?? []);
  }

  async function deliver({ type, payload, envelope }: SaidEvent, to: readonly Listening[]): Promise<void> {
    for (const listener of to) {
      const known = listener.reactions.get(type);
      if (!known) continue;
      await sides[listener.name].database.transaction((tx) =>
        payload instanceof Payload ? known.hear(tx, payload.message, envelope) : known.apply(tx, payload, envelope),
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

/** They keep the last verdict of a version and do nothing else with it. */
const keepers: ReadonlySet<ServiceName> = new Set(['documents', 'statistics']);

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
