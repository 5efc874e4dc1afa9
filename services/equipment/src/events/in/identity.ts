import { reaction, type Reaction } from '@portail/platform/messaging/reaction.ts';
import type { Transaction } from '@portail/platform/db/database.ts';
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
import { putPerson } from '../../store/person-store.ts';

/** Every identity event carries the whole person: whichever is newest says who may see which equipment. */
export const identityReactions: readonly Reaction[] = [
  reaction(UserRegisteredSchema, (tx, { user }) => keep(tx, user)),
  reaction(HabilitationGrantedSchema, (tx, { user }) => keep(tx, user)),
  reaction(HabilitationRevokedSchema, (tx, { user }) => keep(tx, user)),
  reaction(TermsAcceptedSchema, (tx, { user }) => keep(tx, user)),
  reaction(UserSuspendedSchema, (tx, { user }) => keep(tx, user)),
  reaction(UserReinstatedSchema, (tx, { user }) => keep(tx, user)),
  reaction(SecondFactorRemovedSchema, (tx, { user }) => keep(tx, user)),
];

async function keep(tx: Transaction, user: User | undefined): Promise<void> {
  if (!user) throw new Error('identity event without a user');
  await putPerson(tx, {
    id: user.id,
    revision: Number(user.revision),
    subject: user.subject,
    name: `${user.givenName} ${user.familyName}`.trim(),
    population: user.population,
    active: user.status === 'ACTIVE',
    partnerId: user.partnerId || null,
    cafCodes: user.cafCodes,
    habilitations: user.habilitations.map((habilitation) => ({
      equipmentId: habilitation.equipmentId,
      from: habilitation.effectiveFrom,
      to: habilitation.effectiveTo || null,
    })),
  });
}
