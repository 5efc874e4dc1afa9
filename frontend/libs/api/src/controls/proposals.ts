import type { ProposalsApi } from '@api/controls/reference.types';
import type { ApiClient } from '@api/http/api-client';

/** The proposals kept at an address of the API. */
export function proposalsAt(client: ApiClient, root: string): ProposalsApi {
  const url = (id: string) => `${root}/${encodeURIComponent(id)}`;
  return {
    list: (state, page) => client.read(root, { state, page }),
    read: (id) => client.read(url(id)),
    see: (id) => client.write('POST', `${url(id)}/reading`),
    take: ({ id, revision, draftRevision }) =>
      client.write('POST', `${url(id)}/taking`, { draftRevision }, { revision }),
    refuse: ({ id, revision }, reason) => client.write('POST', `${url(id)}/refusal`, { reason }, { revision }),
  };
}
