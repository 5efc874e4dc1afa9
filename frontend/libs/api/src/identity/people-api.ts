import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type {
  ImportFilter,
  ListImport,
  ListedPartners,
  ListedPeople,
  NewPerson,
  PartnerPeople,
  PeopleQuery,
  Person,
  PersonHistory,
  Several,
  SeveralOutcomes,
} from '@api/identity/people.types';
import type { Role } from '@api/identity/identity.types';

/** People, gestionnaires and habilitations, as the administration manages them. */
@Injectable({ providedIn: 'root' })
export class PeopleApi {
  private readonly client = inject(ApiClient);

  people(query: PeopleQuery): Promise<ListedPeople> {
    return this.client.read('/api/identity/users', query);
  }

  person(id: string): Promise<Person> {
    return this.client.read(userPath(id));
  }

  history(id: string, page: number): Promise<PersonHistory> {
    return this.client.read(`${userPath(id)}/history`, { page });
  }

  register(person: NewPerson): Promise<Person> {
    return this.client.write('POST', '/api/identity/users', person);
  }

  /** From that day on these roles and no others; none withdraws them all. */
  grant(
    target: { readonly id: string; readonly revision: number; readonly equipmentId: string },
    asked: { readonly roles: readonly Role[]; readonly effectiveFrom: string; readonly documentReference: string },
  ): Promise<Person> {
    const path = `${userPath(target.id)}/habilitations/${encodeURIComponent(target.equipmentId)}`;
    return this.client.write('PUT', path, asked, { revision: target.revision });
  }

  suspend(id: string, revision: number): Promise<Person> {
    return this.client.write('POST', `${userPath(id)}/suspension`, undefined, { revision });
  }

  reinstate(id: string, revision: number): Promise<Person> {
    return this.client.write('DELETE', `${userPath(id)}/suspension`, undefined, { revision });
  }

  forcePasswordChange(id: string, revision: number): Promise<Person> {
    return this.client.write('POST', `${userPath(id)}/password-change`, undefined, { revision });
  }

  /** Its sessions end, and the person is told. */
  resetSecondFactor(
    { id, revision }: { readonly id: string; readonly revision: number },
    reason: string,
  ): Promise<Person> {
    return this.client.write('POST', `${userPath(id)}/second-factor-reset`, { reason }, { revision });
  }

  partners(query: { readonly search?: string; readonly page?: number }): Promise<ListedPartners> {
    return this.client.read('/api/identity/partners', query);
  }

  partner(id: string): Promise<PartnerPeople> {
    return this.client.read(partnerPath(id));
  }

  /** What {@link grantSeveral} would change; nothing is changed. */
  previewSeveral(partnerId: string, asked: Several): Promise<SeveralOutcomes> {
    return this.client.write('POST', `${partnerPath(partnerId)}/habilitations/preview`, asked);
  }

  grantSeveral(partnerId: string, asked: Several): Promise<SeveralOutcomes> {
    return this.client.write('POST', `${partnerPath(partnerId)}/habilitations`, asked);
  }

  previewList(file: { readonly fileName: string; readonly content: string }): Promise<ListImport> {
    return this.client.write('POST', '/api/identity/habilitation-imports', file);
  }

  list(id: string, query: { readonly page?: number; readonly only?: ImportFilter }): Promise<ListImport> {
    return this.client.read(listPath(id), query);
  }

  applyList(id: string): Promise<ListImport> {
    return this.client.write('POST', `${listPath(id)}/application`);
  }
}

const userPath = (id: string) => `/api/identity/users/${encodeURIComponent(id)}`;
const partnerPath = (id: string) => `/api/identity/partners/${encodeURIComponent(id)}`;
const listPath = (id: string) => `/api/identity/habilitation-imports/${encodeURIComponent(id)}`;
