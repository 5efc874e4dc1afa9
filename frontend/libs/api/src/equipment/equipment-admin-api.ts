import { inject, Injectable } from '@angular/core';
import type {
  EquipmentHistory,
  EquipmentIdentity,
  EquipmentView,
  HistoryQuery,
  NewAuthorization,
  NewNote,
  PartnerItem,
  PartnerList,
  PartnerStatus,
  RateCounts,
  RatePreview,
  Referent,
} from '@api/equipment/equipment.types';
import { ApiClient } from '@api/http/api-client';

const ROOT = '/api/equipment';

/** Which equipment, at which revision. */
export interface EquipmentTarget {
  readonly id: string;
  readonly revision: number;
}

/** What a Caf's agents read and do about equipments and gestionnaires. */
@Injectable({ providedIn: 'root' })
export class EquipmentAdminApi {
  private readonly client = inject(ApiClient);

  history(id: string, query: HistoryQuery): Promise<EquipmentHistory> {
    return this.client.read(`${path(id)}/history`, query);
  }

  partners(search: string): Promise<PartnerList> {
    return this.client.read(`${ROOT}/partners`, { search });
  }

  registerPartner(
    partner: { readonly name: string; readonly status: PartnerStatus },
    idempotencyKey: string,
  ): Promise<Omit<PartnerItem, 'equipments'>> {
    return this.client.write('POST', `${ROOT}/partners`, partner, { idempotencyKey });
  }

  register(
    equipment: EquipmentIdentity & { readonly partnerId: string; readonly cafCode: string },
    idempotencyKey: string,
  ): Promise<EquipmentView> {
    return this.client.write('POST', `${ROOT}/equipments`, equipment, { idempotencyKey });
  }

  changeIdentity(target: EquipmentTarget, identity: EquipmentIdentity): Promise<EquipmentView> {
    return this.act('PUT', target, '', identity);
  }

  grantAuthorization(target: EquipmentTarget, authorization: NewAuthorization): Promise<EquipmentView> {
    return this.act('POST', target, '/authorizations', authorization);
  }

  /** @param validFrom the day on which the one to correct takes effect, as it stands */
  correctAuthorization(
    target: EquipmentTarget,
    validFrom: string,
    authorization: NewAuthorization & { readonly reason: string },
  ): Promise<EquipmentView> {
    return this.act('PUT', target, `/authorizations/${validFrom}`, authorization);
  }

  withdrawAuthorization(target: EquipmentTarget, validFrom: string, reason: string): Promise<EquipmentView> {
    return this.act('POST', target, `/authorizations/${validFrom}/withdrawal`, { reason });
  }

  setRate(target: EquipmentTarget, exercise: number, rate: number): Promise<EquipmentView> {
    return this.act('PUT', target, `/general-scheme-rates/${exercise}`, { rate });
  }

  appointReferent(target: EquipmentTarget, referent: Referent): Promise<EquipmentView> {
    return this.act('PUT', target, '/referent', referent);
  }

  writeNote(target: EquipmentTarget, note: NewNote): Promise<EquipmentView> {
    return this.act('PUT', target, '/note', note);
  }

  close(target: EquipmentTarget, closedOn: string, reason: string): Promise<EquipmentView> {
    return this.act('PUT', target, '/closing', { closedOn, reason });
  }

  reopen(target: EquipmentTarget, reason: string): Promise<EquipmentView> {
    return this.act('POST', target, '/reopening', { reason });
  }

  /** @param content the file in base64 */
  previewRates(content: string): Promise<RatePreview> {
    return this.client.write('POST', `${ROOT}/rate-imports/preview`, { content });
  }

  applyRates(content: string, fingerprint: string, idempotencyKey: string): Promise<RateCounts> {
    return this.client.write('POST', `${ROOT}/rate-imports`, { content, fingerprint }, { idempotencyKey });
  }

  private act(method: 'PUT' | 'POST', target: EquipmentTarget, act: string, body: unknown): Promise<EquipmentView> {
    return this.client.write(method, `${path(target.id)}${act}`, body, { revision: target.revision });
  }
}

function path(id: string): string {
  return `${ROOT}/equipments/${encodeURIComponent(id)}`;
}
