import type { DataSource } from 'typeorm';
import type { Actor } from '../domain/access.ts';
import { searchPatterns } from '../domain/search-text.ts';
import { equipmentEntity } from '../store/entities.ts';

/** Rows of a page. */
export const pageSize = 20;

/** A page of the list of equipments. */
export interface EquipmentList {
  readonly items: readonly {
    readonly id: string;
    readonly name: string;
    readonly commune: string;
    readonly postalCode: string;
    readonly partnerName: string;
  }[];
  readonly total: number;
}

/**
 * Equipments the person may see, by name; every word of `search` is found in name, commune, postal code or gestionnaire.
 * @param page from 1
 */
export async function listEquipments(
  dataSource: DataSource,
  actor: Actor,
  { search = '', page = 1 }: { readonly search?: string; readonly page?: number },
): Promise<EquipmentList> {
  const query = dataSource
    .getRepository(equipmentEntity)
    .createQueryBuilder('e')
    .innerJoinAndSelect('e.partner', 'p')
    .orderBy('e.name')
    .addOrderBy('e.id')
    .skip((page - 1) * pageSize)
    .take(pageSize);
  switch (actor.kind) {
    case 'PARTNER':
      query.where('p.id = :partner', { partner: actor.partnerId });
      query.andWhere('e.id = any(:equipments)', { equipments: actor.equipmentIds });
      break;
    case 'CAF':
      query.where('e.cafCode = any(:cafCodes)', { cafCodes: actor.cafCodes });
      break;
    case 'CNAF':
      break;
    case 'NOBODY':
      return { items: [], total: 0 };
  }
  const patterns = searchPatterns(search);
  if (patterns.length > 0) query.andWhere('e.searchText like all(:patterns)', { patterns });
  const [rows, total] = await query.getManyAndCount();
  const items = rows.map(({ id, name, commune, postalCode, partner }) => {
    return { id, name, commune, postalCode, partnerName: partner.name };
  });
  return { items, total };
}
