import { EntitySchema } from 'typeorm';
import type { PartnerStatus } from '../domain/equipment.ts';

/** A row of the back-office list; the gestionnaire comes with it. */
export interface EquipmentRow {
  readonly id: string;
  readonly name: string;
  readonly commune: string;
  readonly postalCode: string;
  readonly idequ: string;
  readonly cafCode: string;
  readonly closedOn: string | null;
  readonly searchText: string;
  readonly partner: PartnerRow;
}

/** A gestionnaire in lists. */
export interface PartnerRow {
  readonly id: string;
  readonly name: string;
  readonly status: PartnerStatus;
  readonly searchText: string;
}

/** Entity schema of gestionnaires, for lists only; migrations own the table. */
export const partnerEntity = new EntitySchema<PartnerRow>({
  name: 'partner',
  columns: {
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    status: { type: 'text' },
    searchText: { type: 'text', name: 'search_text' },
  },
});

/** Entity schema of equipments, for lists only; migrations own the table. */
export const equipmentEntity = new EntitySchema<EquipmentRow>({
  name: 'equipment',
  columns: {
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    commune: { type: 'text' },
    postalCode: { type: 'text', name: 'postal_code' },
    idequ: { type: 'text' },
    closedOn: { type: 'date', name: 'closed_on', nullable: true },
    cafCode: { type: 'text', name: 'caf_code' },
    searchText: { type: 'text', name: 'search_text' },
  },
  relations: {
    partner: { type: 'many-to-one', target: 'partner', joinColumn: { name: 'partner_id' } },
  },
});
