import type { Declaration, Remark, Stamp, Values } from './declaration.ts';
import type { ControlStep, SectionKey } from './vocabulary.ts';

/** One figure that changed: who changed which value, from what to what, is in the journal for ever. */
export interface Change {
  readonly field: string;
  readonly from: number | boolean | string | null;
  readonly to: number | boolean | string | null;
}

/** What became true in a declaration. Each event says who and when. */
export type DeclarationEvent = { readonly by: Stamp } & (
  | {
      readonly type: 'DeclarationOpened';
      readonly id: string;
      readonly equipmentId: string;
      readonly exercise: number;
      readonly declarationType: Declaration['type'];
      readonly periodStart: string;
      readonly periodEnd: string;
      readonly dueOn: string | null;
      /** The campaign that opened it, when one did. */
      readonly campaignId?: string;
      /** Values the form starts with, for example zero exceptional hours. */
      readonly defaults: { readonly activity: Values; readonly financial: Values | null };
    }
  | { readonly type: 'SectionSaved'; readonly section: SectionKey; readonly changes: readonly Change[] }
  | { readonly type: 'SectionControlsRun'; readonly section: SectionKey; readonly toExplain: readonly string[] }
  | { readonly type: 'SectionControlled'; readonly section: SectionKey }
  /** A verdict changed by something else than this section (the other section, the history, a threshold). */
  | { readonly type: 'SectionControlsOutdated'; readonly section: SectionKey; readonly toExplain: readonly string[] }
  | {
      readonly type: 'ControlExplained';
      readonly step: ControlStep;
      readonly code: string;
      readonly field: string | null;
      readonly fingerprint: string;
      readonly text: string;
      readonly previousText: string | null;
    }
  | {
      readonly type: 'SectionLocked';
      readonly section: SectionKey;
      readonly digest: string;
      readonly automatic: boolean;
    }
  | { readonly type: 'SectionUnlocked'; readonly section: SectionKey; readonly message: string | null }
  | { readonly type: 'DeclarationControlsRun' }
  | { readonly type: 'DeclarationCommented'; readonly text: string | null; readonly previousText: string | null }
  | {
      readonly type: 'DeclarationTransmitted';
      readonly dataHash: string;
      readonly termsVersion: string;
      readonly generalSchemeRate: number | null;
    }
  | { readonly type: 'CorrectionRequested'; readonly text: string }
  | { readonly type: 'CorrectionDeclined'; readonly text: string }
  | { readonly type: 'DeclarationValidated'; readonly note: string | null }
  | {
      readonly type: 'DeclarationRejected';
      readonly rejectedVersion: number;
      readonly motive: string;
      readonly remarks: readonly Remark[];
      readonly limited: boolean;
    }
  | { readonly type: 'CorrectionDelegated'; readonly section: SectionKey; readonly message: string | null }
  | { readonly type: 'CorrectionDelegationRevoked'; readonly section: SectionKey }
  | { readonly type: 'DeclarationReopened'; readonly reopenedVersion: number; readonly motive: string }
  | { readonly type: 'DeclarationCancelled'; readonly motive: string }
);

/** An event before the decision stamps it. */
export type Unstamped<Event extends DeclarationEvent = DeclarationEvent> = Event extends DeclarationEvent
  ? Omit<Event, 'by'>
  : never;
