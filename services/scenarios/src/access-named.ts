import { seesDeclaration, seesEquipment, type Kind, type Persona, type Target } from './access-table.ts';
import type { AccessWorld } from './access-world.ts';

/** Something of others that a request names elsewhere than as the thing it is about: in a query, in a body, beside it. */
export interface Naming {
  readonly operation: string;
  readonly kind: Kind;
  /** Who may name which: everybody else gets the very answer of something that does not exist. */
  readonly sees: (persona: Persona, target: Target) => boolean;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** The path and body that name it. */
  readonly path: (id: string) => string;
  readonly body?: (id: string) => unknown;
}

/** A gestionnaire is known to a Caf in which it has an equipment, its people too. */
const seesPeople = seesDeclaration;

/** Everything that can be named so; what an agent of the Caf may do with their own is asked by the other scenarios. */
export function namings({ idOf }: AccessWorld): readonly Naming[] {
  const declarations = '/api/workflow/declarations';
  const habilitation = { effectiveFrom: '2099-01-01', documentReference: 'Scénario' };
  const several = (userId: string, equipmentId: string) => ({
    ...habilitation,
    people: [{ id: userId, revision: 999_999 }],
    lines: [{ userId, equipmentId, roles: ['APPROVER'] }],
  });
  return [
    {
      operation: 'followDeclaration',
      kind: 'declaration',
      sees: seesDeclaration,
      method: 'GET',
      path: (id) => `/api/workflow/live?declaration=${id}`,
    },
    {
      operation: 'followDeclaration',
      kind: 'declaration',
      sees: seesDeclaration,
      method: 'GET',
      path: (id) => `/api/workflow/live?declaration=${id}&place=activity`,
    },
    {
      operation: 'searchDeclarations',
      kind: 'equipment',
      sees: seesDeclaration,
      method: 'GET',
      path: (id) => `${declarations}?equipmentId=${id}`,
    },
    {
      operation: 'previewValidations',
      kind: 'declaration',
      sees: seesDeclaration,
      method: 'GET',
      path: (id) => `/api/workflow/validations/preview?ids=${id}`,
    },
    {
      operation: 'validateDeclarations',
      kind: 'declaration',
      sees: seesDeclaration,
      method: 'POST',
      path: () => '/api/workflow/validations',
      body: (id) => ({ declarations: [{ id, revision: 999_999 }] }),
    },
    {
      operation: 'openDeclaration',
      kind: 'equipment',
      sees: seesDeclaration,
      method: 'POST',
      path: () => declarations,
      body: (equipmentId) => ({ equipmentId, exercise: 2016, type: 'ACTUAL' }),
    },
    {
      operation: 'assignDeclaration',
      kind: 'user',
      sees: () => false,
      method: 'PUT',
      path: () => `${declarations}/${idOf('own', 'declaration')}/assignment`,
      body: (assignee) => ({ assignee, expected: null }),
    },
    {
      operation: 'registerUser',
      kind: 'partner',
      sees: seesPeople,
      method: 'POST',
      path: () => '/api/identity/users',
      body: (partnerId) => ({
        email: 'personne@acces.example',
        givenName: 'Ada',
        familyName: 'Accès',
        population: 'PARTNER',
        partnerId,
      }),
    },
    {
      operation: 'grantHabilitation',
      kind: 'equipment',
      sees: (persona, target) => seesEquipment(persona, target) && persona !== 'Cnaf administrator',
      method: 'PUT',
      path: (id) => `/api/identity/users/${idOf('own', 'user')}/habilitations/${id}`,
      body: () => ({ ...habilitation, roles: ['APPROVER'] }),
    },
    {
      operation: 'grantHabilitation',
      kind: 'user',
      sees: seesPeople,
      method: 'PUT',
      path: (id) => `/api/identity/users/${id}/habilitations/${idOf('own', 'equipment')}`,
      body: () => ({ ...habilitation, roles: ['APPROVER'] }),
    },
    {
      operation: 'previewHabilitations',
      kind: 'equipment',
      sees: seesPeople,
      method: 'POST',
      path: () => `/api/identity/partners/${idOf('own', 'partner')}/habilitations/preview`,
      body: (id) => several(idOf('own', 'user'), id),
    },
    {
      operation: 'grantHabilitations',
      kind: 'user',
      sees: seesPeople,
      method: 'POST',
      path: () => `/api/identity/partners/${idOf('own', 'partner')}/habilitations`,
      body: (id) => several(id, idOf('own', 'equipment')),
    },
  ];
}
