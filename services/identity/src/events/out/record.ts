import { create, toBinary } from '@bufbuild/protobuf';
import type { Transaction } from '@portail/platform/db/database.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import { putInOutbox } from '@portail/platform/outbox/outbox.ts';
import type { Json } from '@portail/platform/pure/canonical-json.ts';
import { newId } from '@portail/platform/pure/id.ts';
import { entryOf } from '@portail/proto/catalogue.ts';
import {
  HabilitationGrantedSchema,
  HabilitationRevokedSchema,
  TermsAcceptedSchema,
  UserRegisteredSchema,
  UserReinstatedSchema,
  UserSchema,
  UserSuspendedSchema,
} from '@portail/proto/portail/identity/v1/identity_pb.ts';
import type { Act, User, UserEvent } from '../../domain/user.ts';

/** Writes who changed what about a person in the journal, and says the new state on the bus after the commit. */
export async function recordUser(tx: Transaction, after: User, event: UserEvent, act: Act): Promise<void> {
  const { type, ...data } = event;
  const { actor, at } = act;
  await appendToJournal(tx, after.id, [
    {
      type,
      at: at.toISOString(),
      actor: { id: actor.id, population: actor.population },
      data: data as unknown as Json, // events hold only texts, null and lists of them
    },
  ]);
  const { typeName, payload } = said(after, event);
  const entry = entryOf(typeName);
  if (!entry) throw new Error(`${typeName} is not in the catalogue`);
  await putInOutbox(tx, [
    {
      id: newId(at),
      subject: entry.subject,
      type: typeName,
      source: entry.saidBy,
      aggregate: after.id,
      at,
      actor: actor.id,
      payload,
    },
  ]);
}

function said(after: User, event: UserEvent): { typeName: string; payload: Uint8Array } {
  const user = userMessage(after);
  switch (event.type) {
    case 'UserRegistered':
      return {
        typeName: UserRegisteredSchema.typeName,
        payload: toBinary(UserRegisteredSchema, create(UserRegisteredSchema, { user })),
      };
    case 'HabilitationGranted': {
      const message = create(HabilitationGrantedSchema, { user, equipmentId: event.habilitation.equipmentId });
      return { typeName: HabilitationGrantedSchema.typeName, payload: toBinary(HabilitationGrantedSchema, message) };
    }
    case 'HabilitationRevoked': {
      const message = create(HabilitationRevokedSchema, { user, equipmentId: event.equipmentId });
      return { typeName: HabilitationRevokedSchema.typeName, payload: toBinary(HabilitationRevokedSchema, message) };
    }
    case 'TermsAccepted':
      return {
        typeName: TermsAcceptedSchema.typeName,
        payload: toBinary(TermsAcceptedSchema, create(TermsAcceptedSchema, { user })),
      };
    case 'UserSuspended':
      return {
        typeName: UserSuspendedSchema.typeName,
        payload: toBinary(UserSuspendedSchema, create(UserSuspendedSchema, { user })),
      };
    case 'UserReinstated':
      return {
        typeName: UserReinstatedSchema.typeName,
        payload: toBinary(UserReinstatedSchema, create(UserReinstatedSchema, { user })),
      };
  }
}

function userMessage(user: User) {
  return create(UserSchema, {
    id: user.id,
    revision: BigInt(user.revision),
    subject: user.subject,
    email: user.email,
    givenName: user.givenName,
    familyName: user.familyName,
    population: user.population,
    status: user.status,
    partnerId: user.partnerId ?? '',
    habilitations: user.habilitations.map(({ equipmentId, roles, effectiveFrom, effectiveTo }) => ({
      equipmentId,
      roles: [...roles],
      effectiveFrom,
      effectiveTo: effectiveTo ?? '',
    })),
    cafCodes: [...user.cafCodes],
    termsVersion: user.termsVersion ?? '',
  });
}
