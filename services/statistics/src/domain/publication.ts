import { canonicalJson, type Json } from '@portail/platform/pure/canonical-json.ts';
import type { Refusal } from '@portail/platform/pure/refusal.ts';
import { sha256 } from '@portail/platform/pure/sha256.ts';
import { opensOn } from './calendar.ts';
import type { Sums } from './figures.ts';
import { refuse, refuseField } from './refusals.ts';

/** A publication of the means of an exercise, frozen. */
export interface Publication {
  readonly id: string;
  readonly exercise: number;
  readonly version: number;
  readonly publishedAt: string;
  /** Day in Paris. */
  readonly publishedOn: string;
  readonly publishedBy: string;
  readonly publishedByName: string;
  readonly forcedReason: string | null;
  readonly correction: string | null;
  readonly digest: string;
  /** Name of the list the means were read from; null when they were computed from the réelles. */
  readonly importedFrom: string | null;
}

/** The zone of the national mean; the others are départements. */
export const FRANCE = 'FR';

/** A departmental mean of fewer EAJE is not shown (domain.md section 6). */
export const FEWEST = 5;

/** Figures of a zone added up. */
export interface Zone extends Sums {
  /** {@link FRANCE} or the INSEE code of a département. */
  readonly zone: string;
}

/** True when the mean may be shown; the national one always. */
export function mayShow({ zone, count }: Pick<Zone, 'zone' | 'count'>): boolean {
  return zone === FRANCE || count >= FEWEST;
}

/** What identifies the figures someone previewed: what is published is what they saw. */
export function digestOf(zones: readonly Zone[]): string {
  const sorted = [...zones].sort((one, other) => (one.zone < other.zone ? -1 : 1));
  return sha256(canonicalJson(sorted as unknown as Json));
}

/** What is asked when means are published. */
export interface PublicationRequest {
  readonly exercise: number;
  /** Digest of the preview. */
  readonly digest: string;
  /** The latest version on screen; 0 when there is none. */
  readonly expectedVersion: number;
  /** Why before 1 March N+2; null when it is not. */
  readonly forcedReason: string | null;
  /** Why a publication is corrected; null for the first one. */
  readonly correction: string | null;
  /** Means computed elsewhere; null publishes those of the réelles. */
  readonly imported: ImportedMeans | null;
}

/** Means read from a list. */
export interface ImportedMeans {
  readonly fileName: string;
  readonly zones: readonly Zone[];
}

/** What is published at present. */
export interface Latest {
  readonly version: number;
  readonly digest: string;
}

/** What was decided: the reasons that the publication keeps. */
export interface Decision {
  readonly version: number;
  readonly forcedReason: string | null;
  readonly correction: string | null;
}

const SHORTEST = 10;

/**
 * Whether these figures may be published today (domain.md section 6): after 1 March N+2, or forced with a reason; a second
 * publication says why it corrects the first.
 */
export function decidePublication(
  request: PublicationRequest,
  zones: readonly Zone[],
  latest: Latest | null,
  today: string,
): Decision | Refusal {
  const { exercise, expectedVersion } = request;
  if (zones.length === 0) return refuse('NOTHING_TO_PUBLISH');
  if (expectedVersion !== (latest?.version ?? 0) || request.digest !== digestOf(zones)) return refuse('MEANS_CHANGED');
  if (latest?.digest === request.digest) return refuse('NOTHING_NEW');
  const forcedReason = given(request.forcedReason);
  if (today < opensOn(exercise)) {
    if (forcedReason === null) {
      return refuseField(
        'TOO_EARLY',
        '/forcedReason',
        `Les moyennes ${exercise} se publient à partir du 1er mars ${exercise + 2}. Pour publier plus tôt, donnez la raison.`,
      );
    }
    if (forcedReason.length < SHORTEST) return tooShort('/forcedReason');
  }
  const correction = given(request.correction);
  if (latest !== null) {
    if (correction === null) {
      return refuseField(
        'CORRECTION_REASON_REQUIRED',
        '/correction',
        `La version ${latest.version} est déjà publiée. Dites ce que la nouvelle corrige\u202f: les partenaires le lisent.`,
      );
    }
    if (correction.length < SHORTEST) return tooShort('/correction');
  }
  return {
    version: (latest?.version ?? 0) + 1,
    forcedReason: today < opensOn(exercise) ? forcedReason : null,
    correction: latest === null ? null : correction,
  };
}

function given(reason: string | null): string | null {
  const text = reason?.trim() ?? '';
  return text === '' ? null : text;
}

function tooShort(path: string): Refusal {
  return refuseField('REASON_TOO_SHORT', path, `Une raison compte au moins ${SHORTEST} caractères. Complétez-la.`);
}
