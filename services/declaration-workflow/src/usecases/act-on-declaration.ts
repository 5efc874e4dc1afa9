import type { Json } from '@portail/platform/pure/canonical-json.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { accepted, isRefusal, notFound, RefusalError, stale, type Refusal } from '@portail/platform/pure/refusal.ts';
import type { ActContext } from '../domain/acts/context.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { DeclarationEvent } from '../domain/events.ts';
import { advance } from '../domain/evolve.ts';
import { parisDay } from '../domain/labels.ts';
import type { Declarations, DeclarationUnit, KnownEquipment } from './ports.ts';

/** Who acts on which declaration, at which revision, when. */
export interface ActRequest {
  readonly declarationId: string;
  /** Revision the person looked at. */
  readonly expectedRevision: number;
  /** Subject of the token. */
  readonly subject: string;
  readonly at: Date;
}

/** An act that must not happen twice: the same key gets the first answer back. */
export interface OnceOnly {
  readonly idempotencyKey: string;
}

/** What a decision is given. */
export interface Acting {
  readonly declaration: Declaration;
  readonly context: ActContext;
  readonly equipment: KnownEquipment;
  readonly unit: DeclarationUnit;
}

/** A decision of the domain: what becomes true, or why not. */
export type Outcome = readonly DeclarationEvent[] | Refusal;

type Decide = (acting: Acting) => Outcome | Promise<Outcome>;

/** How long a request waits for the verdict of the controls, milliseconds (ADR 0011). */
const verdictLimit = 2_000;

/**
 * Loads, decides, keeps: one transaction. A decision without events changes nothing.
 * @returns the state after the act
 * @throws RefusalError NOT_FOUND, STALE_VERSION, or the refusal of the decision
 */
export function actOn(declarations: Declarations, request: ActRequest, decide: Decide): Promise<Declaration> {
  return declarations.transact((unit) => actWithin(unit, request, decide));
}

/**
 * Like {@link actOn}, for acts that need the verdict on the present data: when it has not arrived, waits for it at most
 * two seconds and tries again.
 * @throws RefusalError CONTROLS_PENDING when the verdict still has not come
 */
export function actOnVerdict(declarations: Declarations, request: ActRequest, decide: Decide): Promise<Declaration> {
  return retryOnVerdict(declarations, request.declarationId, () => actOn(declarations, request, decide));
}

/** Like {@link actOnVerdict}, once per idempotency key: a repeat changes nothing and answers with the state. */
export function actOnce(
  declarations: Declarations,
  request: ActRequest & OnceOnly,
  operation: { readonly name: string; readonly body: Json },
  decide: Decide,
): Promise<Declaration> {
  const { declarationId, subject, idempotencyKey } = request;
  const once = {
    key: idempotencyKey,
    scope: `${subject} ${operation.name}`,
    body: { declarationId, body: operation.body },
  };
  return retryOnVerdict(declarations, declarationId, () =>
    declarations.transact(async (unit) => {
      await unit.once(once, async () => {
        const { revision } = await actWithin(unit, request, decide);
        return { declarationId, revision };
      });
      return (await load(unit, declarationId)).declaration;
    }),
  );
}

/** The declaration once its controls are known again, or as it is after two seconds: the screen then follows the live stream. */
export async function settled(declarations: Declarations, declaration: Declaration): Promise<Declaration> {
  await declarations.verdictArrives(declaration, verdictLimit);
  return declaration;
}

/** True for the refusal that only time lifts. */
export function isPending(error: unknown): boolean {
  return error instanceof RefusalError && error.refusal.code === 'CONTROLS_PENDING';
}

async function actWithin(unit: DeclarationUnit, request: ActRequest, decide: Decide): Promise<Declaration> {
  const { declaration, equipment, evaluation, exerciseClosed } = await load(unit, request.declarationId);
  const person = await unit.person(request.subject, equipment, parisDay(request.at));
  if (!person?.inScope) throw new RefusalError(notFound());
  const context = { person, evaluation, exerciseClosed, at: request.at };
  const outcome = await decide({ declaration, context, equipment, unit });
  // Who one is comes before what one looked at, and what one looked at before what may be done to it.
  if (isRefusal(outcome) && outcome.kind === 'forbidden') throw new RefusalError(outcome);
  if (declaration.revision !== request.expectedRevision) throw new RefusalError(stale());
  const events = accepted(outcome);
  if (events.length === 0) return declaration;
  const next = advance(declaration, events);
  await unit.save(next, events, evaluation);
  return next;
}

async function load(unit: DeclarationUnit, id: string) {
  const file = isId(id) ? await unit.load(id) : null;
  if (file === null) throw new RefusalError(notFound());
  return file;
}

async function retryOnVerdict<T>(declarations: Declarations, id: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isPending(error)) throw error;
    const file = await declarations.transact((unit) => unit.load(id));
    if (file === null || !(await declarations.verdictArrives(file.declaration, verdictLimit))) throw error;
    return act();
  }
}
