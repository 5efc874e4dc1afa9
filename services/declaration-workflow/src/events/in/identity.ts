import { reaction, type Reaction } from '@portail/platform/messaging/reaction.ts';
import {
  HabilitationGrantedSchema,
  HabilitationRevokedSchema,
  SecondFactorRemovedSchema,
  TermsAcceptedSchema,
  UserRegisteredSchema,
  UserReinstatedSchema,
  UserSuspendedSchema,
  type User,
} from '@portail/proto/portail/identity/v1/identity_pb.ts';
import type { Transaction } from '@portail/platform/db/database.ts';
import type { Population, Role } from '../../domain/vocabulary.ts';

/** A person as this service keeps it. */
export interface KeptPerson {
  readonly id: string;
  readonly revision: number;
  readonly subject: string;
  readonly email: string;
  readonly name: string;
  readonly population: Population;
  readonly status: 'ACTIVE' | 'SUSPENDED';
  readonly partnerId: string | null;
  readonly cafCodes: readonly string[];
  readonly termsVersion: string | null;
  readonly habilitations: readonly {
    readonly equipmentId: string;
    readonly roles: readonly Role[];
    readonly effectiveFrom: string;
    readonly effectiveTo: string | null;
  }[];
}

const schemas = [
  UserRegisteredSchema,
  HabilitationGrantedSchema,
  HabilitationRevokedSchema,
  TermsAcceptedSchema,
  UserSuspendedSchema,
  UserReinstatedSchema,
  SecondFactorRemovedSchema,
] as const;

/** Events about what a person may do, from then on. */
const aboutRights: ReadonlySet<object> = new Set([
  HabilitationGrantedSchema,
  HabilitationRevokedSchema,
  UserSuspendedSchema,
  UserReinstatedSchema,
]);

/** Every event of identity carries the whole person: all are kept the same way, newer revision wins. */
export function identityReactions(
  keep: (tx: Transaction, person: KeptPerson, rightsChanged: boolean) => Promise<void>,
): Reaction[] {
  return schemas.map((schema) =>
    reaction(schema, async (tx, { user }) => {
      if (user) await keep(tx, personOf(user), aboutRights.has(schema));
    }),
  );
}

function personOf(user: User): KeptPerson {
  return {
    id: user.id,
    revision: Number(user.revision),
    subject: user.subject,
    email: user.email,
    name: `${user.givenName} ${user.familyName}`.trim(),
    population: user.population as Population,
    status: user.status === 'SUSPENDED' ? 'SUSPENDED' : 'ACTIVE',
    partnerId: user.partnerId || null,
    cafCodes: user.cafCodes,
    termsVersion: user.termsVersion || null,
    habilitations: user.habilitations.map((habilitation) => ({
      equipmentId: habilitation.equipmentId,
      roles: habilitation.roles as Role[],
      effectiveFrom: habilitation.effectiveFrom,
      effectiveTo: habilitation.effectiveTo || null,
    })),
  };
}
