import type { Equipment } from './equipment.ts';

/** Who acts, as this service knows it from the identity service. */
export type Actor =
  /** A partner user: the equipments on which a habilitation is in force today. */
  | {
      readonly kind: 'PARTNER';
      readonly id: string;
      readonly partnerId: string;
      readonly equipmentIds: readonly string[];
    }
  /** An agent or administrator of one or several Caf. */
  | { readonly kind: 'CAF'; readonly id: string; readonly cafCodes: readonly string[] }
  /** A national administrator: reads everything, changes no equipment. */
  | { readonly kind: 'CNAF'; readonly id: string }
  /** Signed in, but unknown here or suspended: sees nothing. */
  | { readonly kind: 'NOBODY'; readonly id: string };

/** Somebody of a Caf. */
export type CafActor = Extract<Actor, { kind: 'CAF' }>;

/** Who acts and when; every decision takes it. */
export interface Act {
  readonly actor: Actor;
  readonly at: Date;
}

/** True when the equipment’s existence is theirs to know (domain.md section 5.3). */
export function maySee(actor: Actor, equipment: Pick<Equipment, 'id' | 'cafCode' | 'partner'>): boolean {
  switch (actor.kind) {
    case 'PARTNER':
      return actor.partnerId === equipment.partner.id && actor.equipmentIds.includes(equipment.id);
    case 'CAF':
      return actor.cafCodes.includes(equipment.cafCode);
    case 'CNAF':
      return true;
    case 'NOBODY':
      return false;
  }
}

/** True for an agent or administrator of that Caf, the only ones who change its equipments. */
export function administers(actor: Actor, cafCode: string): boolean {
  return actor.kind === 'CAF' && actor.cafCodes.includes(cafCode);
}
