import { inject, Injectable } from '@angular/core';
import { ApiClient } from '@api/http/api-client';
import type {
  DeclarationList,
  DeclarationQuery,
  DeclarationView,
  EquipmentList,
  EquipmentQuery,
  HomeView,
  SectionKey,
  Values,
  VersionView,
} from '@api/workflow/workflow.types';

const ROOT = '/api/workflow';

/** What both sites read and what partners do; every act takes the revision it rests on and answers the new state. */
@Injectable({ providedIn: 'root' })
export class WorkflowApi {
  private readonly client = inject(ApiClient);

  home(): Promise<HomeView> {
    return this.client.read(`${ROOT}/home`);
  }

  declarations(query: DeclarationQuery): Promise<DeclarationList> {
    return this.client.read(`${ROOT}/declarations`, { ...query });
  }

  /** Partners: the equipments on which the person holds a role, with what waits for them. */
  equipments(query: EquipmentQuery): Promise<EquipmentList> {
    return this.client.read(`${ROOT}/equipments`, { ...query });
  }

  declaration(id: string): Promise<DeclarationView> {
    return this.client.read(path(id));
  }

  /** A version as it was transmitted, or as it stands when it is the latest one. */
  version(id: string, number: number): Promise<VersionView> {
    return this.client.read(`${path(id)}/versions/${number}`);
  }

  /** Replaces the fields given, keeps the others. */
  saveSection(id: string, revision: number, section: SectionKey, values: Values): Promise<DeclarationView> {
    return this.client.write('PUT', `${path(id)}/sections/${section}`, { values }, { revision });
  }

  runSectionControls(id: string, revision: number, section: SectionKey): Promise<DeclarationView> {
    return this.client.write('POST', `${path(id)}/sections/${section}/controls`, undefined, { revision });
  }

  explain(id: string, revision: number, code: string, text: string, fingerprint: string): Promise<DeclarationView> {
    const url = `${path(id)}/explanations/${encodeURIComponent(code)}`;
    return this.client.write('PUT', url, { text, fingerprint }, { revision });
  }

  lock(id: string, revision: number, section: SectionKey): Promise<DeclarationView> {
    return this.client.write('POST', `${path(id)}/sections/${section}/lock`, undefined, { revision });
  }

  unlock(id: string, revision: number, section: SectionKey, message: string): Promise<DeclarationView> {
    const body = message.trim() === '' ? {} : { message: message.trim() };
    return this.client.write('DELETE', `${path(id)}/sections/${section}/lock`, body, { revision });
  }

  runDeclarationControls(id: string, revision: number): Promise<DeclarationView> {
    return this.client.write('POST', `${path(id)}/controls`, undefined, { revision });
  }

  comment(id: string, revision: number, text: string): Promise<DeclarationView> {
    return this.client.write('PUT', `${path(id)}/comment`, { text }, { revision });
  }

  transmit(id: string, revision: number, termsVersion: string, idempotencyKey: string): Promise<DeclarationView> {
    const body = { attested: true, termsVersion };
    return this.client.write('POST', `${path(id)}/transmission`, body, { revision, idempotencyKey });
  }

  requestCorrection(id: string, revision: number, text: string, idempotencyKey: string): Promise<DeclarationView> {
    return this.client.write('POST', `${path(id)}/correction-request`, { text }, { revision, idempotencyKey });
  }

  delegate(id: string, revision: number, section: SectionKey, message: string): Promise<DeclarationView> {
    const body = message.trim() === '' ? {} : { message: message.trim() };
    return this.client.write('POST', `${path(id)}/delegations/${section}`, body, { revision });
  }

  revokeDelegation(id: string, revision: number, section: SectionKey): Promise<DeclarationView> {
    return this.client.write('DELETE', `${path(id)}/delegations/${section}`, undefined, { revision });
  }
}

function path(id: string): string {
  return `${ROOT}/declarations/${encodeURIComponent(id)}`;
}
