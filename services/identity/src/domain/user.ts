/** What a person is to the product: partner user, Caf agent, Caf administrator, Cnaf administrator. */
export type Population = 'PARTNER' | 'CAF_AGENT' | 'CAF_ADMIN' | 'CNAF_ADMIN';

/** Roles on an equipment: fournisseur de données d’activité, fournisseur de données financières, approbateur. */
export type Role = 'ACTIVITY_PROVIDER' | 'FINANCIAL_PROVIDER' | 'APPROVER';

/** Habilitation: the roles of a person on one equipment between two days, both included. */
export interface Habilitation {
  readonly equipmentId: string;
  readonly roles: readonly Role[];
  readonly effectiveFrom: string;
  /** Null while open. */
  readonly effectiveTo: string | null;
  /** Reference of the document signed by the gestionnaire. */
  readonly documentReference: string;
  readonly grantedBy: string;
  /** Instant, ISO 8601. */
  readonly grantedAt: string;
}

/** A person with an account, at one revision. */
export interface User {
  readonly id: string;
  /** Grows by one with each act. */
  readonly revision: number;
  /** Keycloak’s subject. */
  readonly subject: string;
  /** Identifier of the person: lower case, unique. */
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly population: Population;
  readonly status: 'ACTIVE' | 'SUSPENDED';
  /** The one gestionnaire of a partner user (domain.md 9.15); null for the others. */
  readonly partnerId: string | null;
  /** Of a partner user: by equipment, then day. */
  readonly habilitations: readonly Habilitation[];
  /** Caf codes of an agent or Caf administrator. */
  readonly cafCodes: readonly string[];
  /** Version of the conditions générales last accepted. */
  readonly termsVersion: string | null;
}

/** An equipment, as far as habilitations need it (projection). */
export interface KnownEquipment {
  readonly id: string;
  readonly partnerId: string;
  readonly cafCode: string;
}

/** An equipment as a list names it. */
export interface NamedEquipment extends KnownEquipment {
  readonly name: string;
  readonly idequ: string;
}

/** A gestionnaire and the Caf codes of its equipments (projection). */
export interface KnownPartner {
  readonly id: string;
  readonly cafCodes: readonly string[];
}
