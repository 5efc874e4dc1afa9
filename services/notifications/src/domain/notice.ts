import type { Kind } from './kinds.ts';

/** Roles on an equipment. */
export type Role = 'ACTIVITY_PROVIDER' | 'FINANCIAL_PROVIDER' | 'APPROVER';

/** A section of a declaration. */
export type Section = 'ACTIVITY' | 'FINANCIAL';

/** Days before the deadline (after it when negative) on which it is recalled. */
export const stages = [15, 5, -1, -15] as const;

/** One of them. */
export type Stage = (typeof stages)[number];

/** What a message says of one thing, beside the names of the equipment; no figure of a declaration, nor anything typed. */
export interface NoticeFacts {
  readonly type?: string;
  readonly exercise?: number;
  readonly periodStart?: string;
  readonly periodEnd?: string;
  readonly dueOn?: string;
  readonly section?: Section;
  readonly stage?: Stage;
  /** Of a receipt: proof of what was transmitted, and when. */
  readonly dataHash?: string;
  readonly at?: string;
  /** Of an habilitation: the roles from now on, none when they were withdrawn. */
  readonly roles?: readonly Role[];
}

/** What some people are to be told. */
export interface Notice {
  readonly kind: Kind;
  readonly personIds: readonly string[];
  /** What makes it the same thing: nobody is told of it twice. */
  readonly itemKey: string;
  /** Messages of one kind and group that still wait for the others are one. */
  readonly groupKey: string;
  /** The campaign whose last opening the mail waits for. */
  readonly campaignId: string | null;
  readonly equipmentId: string | null;
  readonly declarationId: string | null;
  readonly facts: NoticeFacts;
  /** Instant at which it became true. */
  readonly at: Date;
}

/** Somebody who holds roles on the equipment today. */
export interface Holder {
  readonly personId: string;
  readonly roles: readonly Role[];
}
