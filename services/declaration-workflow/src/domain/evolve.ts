import type { Correction, Declaration, PastVersion, Section, Stamp, Values } from './declaration.ts';
import { sectionOf } from './declaration.ts';
import { explanationKey } from './evaluation.ts';
import type { Change, DeclarationEvent } from './events.ts';
import type { SectionKey } from './vocabulary.ts';

/** The state after one committed act: its events folded, one revision more. */
export function advance(state: Declaration | null, events: readonly DeclarationEvent[]): Declaration {
  const next = events.reduce<Declaration | null>(evolve, state);
  if (next === null) throw new Error('an act without events has no state');
  return { ...next, revision: (state?.revision ?? 0) + 1 };
}

/**
 * The state after an event. Events come from decisions, which refuse what may not happen: an event that does not
 * fit its state is a broken history.
 * @throws Error naming the event and the state
 */
export function evolve(state: Declaration | null, event: DeclarationEvent): Declaration {
  if (event.type === 'DeclarationOpened') return opened(state, event);
  if (state === null) throw new Error(`${event.type} before DeclarationOpened`);
  switch (event.type) {
    case 'SectionSaved':
      return { ...saved(state, event.section, event.changes, event.by), status: 'IN_PROGRESS' };
    case 'SectionControlsRun':
      return withSection(state, event.section, ran(state, event.section, event.by));
    case 'SectionControlled':
      return withSection(state, event.section, controlled(state, event.section, event.by));
    case 'SectionControlsOutdated':
      return withSection(state, event.section, outdated(state, event.section));
    case 'ControlExplained': {
      const { text, fingerprint, by } = event;
      return {
        ...state,
        explanations: { ...state.explanations, [explanationKey(event)]: { text, fingerprint, ...by } },
      };
    }
    case 'SectionLocked': {
      const section = controlledSection(state, event.section);
      const locked = { ...event.by, digest: event.digest, automatic: event.automatic };
      const { [event.section]: _answered, ...handBacks } = state.handBacks;
      return dataChanged({ ...withSection(state, event.section, { ...section, state: 'LOCKED', locked }), handBacks });
    }
    case 'SectionUnlocked':
      return dataChanged({
        ...withSection(state, event.section, reopenedSection(sectionOf(state, event.section))),
        declarationControls: null,
        handBacks: { ...state.handBacks, [event.section]: { ...event.by, message: event.message } },
      });
    case 'DeclarationControlsRun':
      return { ...state, declarationControls: event.by };
    case 'DeclarationCommented':
      return { ...state, comment: event.text };
    case 'DeclarationTransmitted': {
      const { dataHash, termsVersion, generalSchemeRate, by } = event;
      return { ...state, status: 'SUBMITTED', transmission: { ...by, dataHash, termsVersion, generalSchemeRate } };
    }
    case 'CorrectionRequested':
      return { ...state, correctionRequest: { ...event.by, text: event.text, declined: null } };
    case 'CorrectionDeclined': {
      if (state.correctionRequest === null) throw misplaced(state, event);
      const declined = { ...event.by, text: event.text };
      return { ...state, correctionRequest: { ...state.correctionRequest, declined } };
    }
    case 'DeclarationValidated': {
      if (state.status !== 'SUBMITTED') throw misplaced(state, event);
      return { ...state, status: 'VALIDATED', decision: { ...event.by, note: event.note } };
    }
    case 'DeclarationRejected': {
      if (state.status !== 'SUBMITTED') throw misplaced(state, event);
      const { motive, remarks, limited, by: decided } = event;
      return nextVersion(
        state,
        { cause: 'REJECTION', motive, remarks, limited, decided },
        {
          number: state.version,
          status: 'REJECTED',
          transmission: state.transmission,
          decision: { ...decided, note: motive },
        },
      );
    }
    case 'DeclarationReopened': {
      if (state.status !== 'VALIDATED') throw misplaced(state, event);
      const { transmission, decision } = state;
      const past: PastVersion = { number: state.version, status: 'VALIDATED', transmission, decision };
      const { motive, by: decided } = event;
      return nextVersion(state, { cause: 'REOPENING', motive, remarks: [], limited: false, decided }, past);
    }
    case 'CorrectionDelegated': {
      if (state.correction === null) throw misplaced(state, event);
      const delegations = {
        ...state.correction.delegations,
        [event.section]: { ...event.by, message: event.message },
      };
      return { ...state, correction: { ...state.correction, delegations } };
    }
    case 'CorrectionDelegationRevoked': {
      if (state.correction === null) throw misplaced(state, event);
      const { [event.section]: _revoked, ...delegations } = state.correction.delegations;
      return { ...state, correction: { ...state.correction, delegations } };
    }
    case 'DeclarationCancelled': {
      const transmission = 'transmission' in state ? state.transmission : null;
      return { ...state, status: 'CANCELLED', transmission, cancellation: { ...event.by, motive: event.motive } };
    }
  }
}

function opened(
  state: Declaration | null,
  event: Extract<DeclarationEvent, { type: 'DeclarationOpened' }>,
): Declaration {
  if (state !== null) throw misplaced(state, event);
  const { activity, financial } = event.defaults;
  return {
    id: event.id,
    revision: 0,
    dataRevision: 1,
    equipmentId: event.equipmentId,
    exercise: event.exercise,
    type: event.declarationType,
    periodStart: event.periodStart,
    periodEnd: event.periodEnd,
    dueOn: event.dueOn,
    opened: event.by,
    version: 1,
    activity: { state: 'EMPTY', values: activity },
    financial: financial === null ? null : { state: 'EMPTY', values: financial },
    explanations: {},
    comment: null,
    correction: null,
    handBacks: {},
    correctionRequest: null,
    declarationControls: null,
    past: [],
    status: 'TO_ENTER',
  };
}

function saved(state: Declaration, key: SectionKey, changes: readonly Change[], by: Stamp): Declaration {
  const section = existing(state, key);
  const values: Record<string, Values[string]> = { ...section.values };
  for (const change of changes) values[change.field] = change.to;
  return dataChanged(withSection(state, key, { state: 'DRAFT', values, saved: by, controlsRun: null }));
}

function ran(state: Declaration, key: SectionKey, by: Stamp): Section {
  const section = existing(state, key);
  if (section.state !== 'DRAFT') throw new Error(`controls of ${key} run while ${section.state}`);
  return { ...section, controlsRun: by };
}

function controlled(state: Declaration, key: SectionKey, by: Stamp): Section {
  const section = existing(state, key);
  if (section.state !== 'DRAFT' || section.controlsRun === null) {
    throw new Error(`${key} controlled while ${section.state}`);
  }
  return { ...section, state: 'CONTROLLED', controlsRun: section.controlsRun, controlled: by };
}

function outdated(state: Declaration, key: SectionKey): Section {
  const { values, saved: by, controlsRun } = controlledSection(state, key);
  return { state: 'DRAFT', values, saved: by, controlsRun };
}

function controlledSection(state: Declaration, key: SectionKey): Extract<Section, { state: 'CONTROLLED' }> {
  const section = existing(state, key);
  if (section.state !== 'CONTROLLED') throw new Error(`${key} is ${section.state}, not CONTROLLED`);
  return section;
}

/** A section given back for entry, with its figures. One that was never typed stays empty. */
function reopenedSection(section: Section | null): Section {
  if (section === null) throw new Error('no such section');
  if (section.state === 'EMPTY') return section;
  return { state: 'DRAFT', values: section.values, saved: section.saved, controlsRun: null };
}

/** Version n + 1 copies the data; its author is the approver unless the correction is delegated (T10, T13). */
function nextVersion(
  state: Declaration & { status: 'SUBMITTED' | 'VALIDATED' },
  why: Omit<Correction, 'ofVersion' | 'delegations'>,
  past: PastVersion,
): Declaration {
  // What belongs to the closed version only stays behind, in `past`.
  const { transmission: _transmission, decision: _decision, ...carried } = { decision: null, ...state };
  return dataChanged({
    ...carried,
    status: 'IN_PROGRESS',
    version: state.version + 1,
    activity: reopenedSection(state.activity),
    financial: state.financial === null ? null : reopenedSection(state.financial),
    declarationControls: null,
    correction: { ...why, ofVersion: state.version, delegations: {} },
    correctionRequest: null,
    past: [...state.past, past],
  });
}

function existing(state: Declaration, key: SectionKey): Section {
  const section = sectionOf(state, key);
  if (section === null) throw new Error(`no ${key} section in a ${state.type} declaration`);
  return section;
}

function withSection(state: Declaration, key: SectionKey, section: Section): Declaration {
  return key === 'activity' ? { ...state, activity: section } : { ...state, financial: section };
}

function dataChanged(state: Declaration): Declaration {
  return { ...state, dataRevision: state.dataRevision + 1 };
}

function misplaced(state: Declaration, event: DeclarationEvent): Error {
  return new Error(`${event.type} while ${state.status}`);
}
