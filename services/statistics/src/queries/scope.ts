/**
 * SQL: equipments `e` of the partner user $1 on which a habilitation is in force on day $2, whatever the role (domain.md
 * section 5.3).
 */
export const ownEquipments = `
  person p
  join habilitation h on h.person_id = p.id and h.effective_from <= $2::date
    and (h.effective_to is null or h.effective_to >= $2::date)
  join equipment e on e.id = h.equipment_id and e.partner_id = p.partner_id
  where p.id = $1 and p.active and p.population = 'PARTNER'`;
