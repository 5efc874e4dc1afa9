export type Role = 'ACTIVITY_PROVIDER' | 'FINANCIAL_PROVIDER' | 'APPROVER';
export type Population = 'PARTNER' | 'CAF_AGENT' | 'CAF_ADMIN' | 'CNAF_ADMIN';

export interface Me {
  readonly id: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly population: Population;
  readonly partner: { readonly id: string; readonly name: string } | null;
  readonly cafCodes: readonly string[];
  readonly terms: { readonly currentVersion: string; readonly accepted: boolean; readonly text: string };
  readonly habilitations: readonly {
    readonly equipmentId: string;
    readonly equipmentName: string;
    readonly roles: readonly Role[];
  }[];
}
