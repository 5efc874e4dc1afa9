/** Fournisseur de données d’activité, fournisseur de données financières, approbateur. */
export type Role = 'ACTIVITY_PROVIDER' | 'FINANCIAL_PROVIDER' | 'APPROVER';

/** Who a signed-in person is: partner user, Caf agent, Caf administrator, Cnaf administrator. */
export type Population = 'PARTNER' | 'CAF_AGENT' | 'CAF_ADMIN' | 'CNAF_ADMIN';

/** A person as the identity service says it. */
export interface Person {
  readonly id: string;
  readonly revision: number;
  readonly subject: string;
  readonly population: Population;
  readonly active: boolean;
  readonly partnerId: string | null;
  readonly cafCodes: readonly string[];
  readonly habilitations: readonly {
    readonly equipmentId: string;
    readonly roles: readonly Role[];
    readonly effectiveFrom: string;
    readonly effectiveTo: string | null;
  }[];
}
