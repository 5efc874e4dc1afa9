import type { Json } from '@portail/platform/pure/canonical-json.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { accepted, isRefusal, notFound, RefusalError, stale, type Refusal } from '@portail/platform/pure/refusal.ts';
import { commentDeclaration } from '../domain/acts/comment-declaration.ts';
import type { ActContext } from '../domain/acts/context.ts';
import { delegateCorrection, revokeDelegation } from '../domain/acts/delegate-correction.ts';
import { explainControl } from '../domain/acts/explain-control.ts';
import { lockSection } from '../domain/acts/lock-section.ts';
import { declineCorrection, requestCorrection } from '../domain/acts/request-correction.ts';
import {
  cancelDeclaration,
  rejectDeclaration,
  reopenDeclaration,
  validateCleanDeclaration,
  validateDeclaration,
  type RejectDeclaration,
} from '../domain/acts/review-declaration.ts';
import { runDeclarationControls } from '../domain/acts/run-declaration-controls.ts';
import { runSectionControls } from '../domain/acts/run-section-controls.ts';
import { saveSection } from '../domain/acts/save-section.ts';
import { transmitDeclaration, type TransmitDeclaration } from '../domain/acts/transmit-declaration.ts';
import { unlockSection } from '../domain/acts/unlock-section.ts';
import { requiredSections, type Declaration, type Values } from '../domain/declaration.ts';
import { activityHeader, generalSchemeRate } from '../domain/equipment-facts.ts';
import { stepOfCode } from '../domain/evaluation.ts';
import type { DeclarationEvent } from '../domain/events.ts';
import { advance } from '../domain/evolve.ts';
import { changedOn } from '../domain/equipment-change.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import type { SectionKey } from '../domain/vocabulary.ts';
import { openDeclaration } from './open-declaration.ts';
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
export interface OnceOnly extends ActRequest {
  readonly idempotencyKey: string;
}

/** Declarations to validate at once, each at the revision that was looked at. */
export interface ValidateSeveral {
  readonly declarations: readonly { readonly id: string; readonly revision: number }[];
  readonly note: string | null;
  readonly subject: string;
  readonly at: Date;
  readonly idempotencyKey: string;
}

/** What became of one of them; null when it is validated. */
export interface Validated {
  readonly id: string;
  readonly refusal: Refusal | null;
}

interface OnSection extends ActRequest {
  readonly section: SectionKey;
}

/** A decision of the domain: what becomes true, or why not. */
type Outcome = readonly DeclarationEvent[] | Refusal;

type Decide = (
  declaration: Declaration,
  context: ActContext,
  around: { readonly equipment: KnownEquipment; readonly unit: DeclarationUnit },
) => Outcome | Promise<Outcome>;

/** Everything that can be done to declarations, ready to call. */
export type Acts = ReturnType<typeof declarationActs>;

/** How long a request waits for the verdict of the controls (ADR 0011), or for terms accepted an instant ago; milliseconds. */
const waitLimit = 2_000;

/**
 * The acts on a store of declarations. On a declaration that exists, each hands its decision, the function of the same
 * name in `domain/acts`, to one of three frames: `actOn`, `actOnVerdict`, `actOnce`. All answer with the declaration afterwards.
 * @throws RefusalError each act NOT_FOUND, STALE_VERSION, or the refusal of its decision
 */
export function declarationActs(declarations: Declarations) {
  return {
    /** T1 */
    openDeclaration: openDeclaration(declarations),

    /** T2, T3, T11. Does not wait for the controls: people go on typing. */
    saveSection: (command: OnSection & { readonly values: Values }) =>
      actOn(declarations, command, async (declaration, context, { equipment, unit }) => {
        const form = await formOf(unit, declaration, equipment, command.section);
        return saveSection(declaration, command, { ...context, form });
      }),

    /** T4 « Enregistrer et contrôler ». When the verdict has not come in time, nothing changes and the state comes back with its controls pending. */
    runSectionControls: async (command: OnSection) => {
      try {
        const controlled = await actOnVerdict(declarations, command, (declaration, context) =>
          runSectionControls(declaration, command, context),
        );
        // Moving on may have ended the section: its own verdict follows.
        return await settled(declarations, controlled);
      } catch (error) {
        if (!isPending(error)) throw error;
        return actOn(declarations, command, () => []);
      }
    },

    /** T4, T7: the explanation of one result, as it was shown. */
    explainControl: async (command: ActRequest & { code: string; fingerprint: string; text: string }) => {
      const step = stepOfCode(command.code);
      if (step === undefined) throw new RefusalError(notFound());
      return actOnVerdict(declarations, command, (declaration, context) =>
        explainControl(declaration, { ...command, step }, context),
      );
    },

    /** T5 « fin de saisie » */
    lockSection: async (command: OnSection) =>
      settled(
        declarations,
        await actOnVerdict(declarations, command, (declaration, context) => lockSection(declaration, command, context)),
      ),

    /** T6 */
    unlockSection: async (command: OnSection & { readonly message: string | null }) =>
      settled(
        declarations,
        await actOn(declarations, command, (declaration, context) => unlockSection(declaration, command, context)),
      ),

    /** T7 */
    runDeclarationControls: async (command: ActRequest) =>
      settled(
        declarations,
        await actOn(declarations, command, (declaration, context) => runDeclarationControls(declaration, context)),
      ),

    commentDeclaration: (command: ActRequest & { readonly text: string }) =>
      actOn(declarations, command, (declaration, context) => commentDeclaration(declaration, command, context)),

    /** T8 « Transmettre à la Caf » */
    transmitDeclaration: (command: OnceOnly & TransmitDeclaration) => {
      const { attested, termsVersion } = command;
      return retryOnTerms(declarations, command, () =>
        actOnce(
          declarations,
          command,
          ['TRANSMIT', { attested, termsVersion }],
          (declaration, context, { equipment }) => {
            const rate = generalSchemeRate(equipment, declaration.exercise);
            return transmitDeclaration(declaration, command, { ...context, generalSchemeRate: rate });
          },
        ),
      );
    },

    /** T12 */
    delegateCorrection: (command: OnSection & { readonly message: string | null }) =>
      actOn(declarations, command, (declaration, context) => delegateCorrection(declaration, command, context)),

    /** T12 */
    revokeDelegation: (command: OnSection) =>
      actOn(declarations, command, (declaration, context) => revokeDelegation(declaration, command, context)),

    /** T15 */
    requestCorrection: (command: OnceOnly & { readonly text: string }) =>
      actOnce(declarations, command, ['REQUEST_CORRECTION', { text: command.text }], (declaration, context) =>
        requestCorrection(declaration, command, context),
      ),

    /** T16 */
    declineCorrection: (command: OnceOnly & { readonly text: string }) =>
      actOnce(declarations, command, ['DECLINE_CORRECTION', { text: command.text }], (declaration, context) =>
        declineCorrection(declaration, command, context),
      ),

    /** T9 */
    validateDeclaration: (command: OnceOnly & { readonly note: string | null }) =>
      actOnce(declarations, command, ['VALIDATE', { note: command.note }], (declaration, context) =>
        validateDeclaration(declaration, command, context),
      ),

    /** T9 for several clean declarations (B22), each in its own transaction: one refused stops none of the others. */
    validateSeveral: async (command: ValidateSeveral): Promise<readonly Validated[]> => {
      const { declarations: asked, note, subject, at, idempotencyKey } = command;
      const outcomes: Validated[] = [];
      for (const { id, revision } of asked) {
        const request = { declarationId: id, expectedRevision: revision, subject, at };
        const once = { ...request, idempotencyKey: `${idempotencyKey}/${id}` };
        try {
          await actOnce(declarations, once, ['VALIDATE_SEVERAL', { note }], (declaration, context) =>
            validateCleanDeclaration(declaration, { note }, context),
          );
          outcomes.push({ id, refusal: null });
        } catch (error) {
          if (!(error instanceof RefusalError)) throw error;
          outcomes.push({ id, refusal: error.refusal });
        }
      }
      return outcomes;
    },

    /** T10 */
    rejectDeclaration: (command: OnceOnly & RejectDeclaration) => {
      const { motive, remarks, limited } = command;
      const body = { motive, limited, remarks: remarks.map((remark) => ({ ...remark })) };
      return actOnce(declarations, command, ['REJECT', body], async (declaration, context, { equipment, unit }) => {
        const forms = await Promise.all(
          requiredSections(declaration).map((key) => formOf(unit, declaration, equipment, key)),
        );
        return rejectDeclaration(declaration, command, { ...context, forms });
      });
    },

    /** T13 */
    reopenDeclaration: (command: ActRequest & { readonly motive: string }) =>
      actOn(declarations, command, (declaration, context) => reopenDeclaration(declaration, command, context)),

    /** T14 */
    cancelDeclaration: (command: ActRequest & { readonly motive: string }) =>
      actOn(declarations, command, (declaration, context) => cancelDeclaration(declaration, command, context)),
  };
}

/** The form of a section, as it applies to this equipment. */
function formOf(unit: DeclarationUnit, declaration: Declaration, equipment: KnownEquipment, section: SectionKey) {
  const { exercise, type, periodStart: start, periodEnd: end } = declaration;
  const { modulatedApproval } = activityHeader(equipment, exercise, { start, end });
  return unit.form(section, exercise, type, modulatedApproval);
}

/** Loads, decides, keeps: one transaction. A decision without events changes nothing. */
function actOn(declarations: Declarations, request: ActRequest, decide: Decide): Promise<Declaration> {
  return declarations.transact((unit) => actWithin(unit, request, decide));
}

/**
 * Like {@link actOn}, for acts that need the verdict on the present data: when it has not arrived, waits for it at most
 * two seconds and tries again.
 * @throws RefusalError CONTROLS_PENDING when the verdict still has not come
 */
function actOnVerdict(declarations: Declarations, request: ActRequest, decide: Decide): Promise<Declaration> {
  return retryOnVerdict(declarations, request.declarationId, () => actOn(declarations, request, decide));
}

/** Like {@link actOnVerdict}, once per idempotency key: a repeat changes nothing and answers with the state. */
function actOnce(
  declarations: Declarations,
  request: OnceOnly,
  [name, body]: readonly [string, Json],
  decide: Decide,
): Promise<Declaration> {
  const { declarationId, subject, idempotencyKey: key } = request;
  const once = { key, scope: `${subject} ${name}`, body: { declarationId, body } };
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

async function actWithin(unit: DeclarationUnit, request: ActRequest, decide: Decide): Promise<Declaration> {
  const { declaration, equipment, evaluation, exerciseClosed, equipmentChanges } = await load(
    unit,
    request.declarationId,
  );
  const today = parisDay(request.at);
  const person = await unit.person(request.subject, equipment, today);
  if (!person?.inScope) throw new RefusalError(notFound());
  const changedEquipmentToday = changedOn(equipmentChanges, person.userId, today);
  const context = { person, evaluation, exerciseClosed, changedEquipmentToday, at: request.at };
  const outcome = await decide(declaration, context, { equipment, unit });
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

/** The declaration once its controls are known again, or as it is after two seconds: the screen then follows the live stream. */
async function settled(declarations: Declarations, declaration: Declaration): Promise<Declaration> {
  await declarations.verdictArrives(declaration, waitLimit);
  return declaration;
}

async function retryOnVerdict<T>(declarations: Declarations, id: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isPending(error)) throw error;
    const file = await declarations.transact((unit) => unit.load(id));
    if (file === null || !(await declarations.verdictArrives(file.declaration, waitLimit))) throw error;
    return act();
  }
}

/** True for the refusal that only time lifts. */
function isPending(error: unknown): boolean {
  return error instanceof RefusalError && error.refusal.code === 'CONTROLS_PENDING';
}

/** An acceptance of the terms given an instant ago may still be on its way from the identity service. */
async function retryOnTerms<T>(
  declarations: Declarations,
  { subject, termsVersion }: { readonly subject: string; readonly termsVersion: string },
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isAboutTerms(error) || !(await declarations.termsAccepted(subject, termsVersion, waitLimit))) throw error;
    return act();
  }
}

/** True when only the acceptance of the terms is missing. */
function isAboutTerms(error: unknown): boolean {
  return error instanceof RefusalError && error.refusal.errors.some((fault) => fault.path === '/termsVersion');
}
