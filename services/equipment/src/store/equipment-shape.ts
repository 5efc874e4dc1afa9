/**
 * SQL expression of an equipment as the domain and the API know it, for `from equipment e join partner p on p.id =
 * e.partner_id`: PostgreSQL shapes the JSON, one round trip reads the whole.
 */
export const equipmentShape = `json_build_object(
  'id', e.id, 'revision', e.revision, 'name', e.name, 'cafCode', e.caf_code, 'departmentCode', e.department_code,
  'careType', e.care_type, 'activityType', e.activity_type, 'address', e.address, 'postalCode', e.postal_code,
  'commune', e.commune, 'afcFileNumber', e.afc_file_number, 'idequ', e.idequ,
  'openedOn', e.opened_on, 'closedOn', e.closed_on, 'closingReason', e.closing_reason,
  'partner', json_build_object('id', p.id, 'revision', p.revision, 'name', p.name, 'status', p.status),
  'referent', case when e.referent_name is not null then
    json_build_object('name', e.referent_name, 'email', e.referent_email, 'phone', e.referent_phone) end,
  'note', case when e.note_text is not null then json_build_object(
    'text', e.note_text, 'on', e.note_on, 'from', e.note_from, 'until', e.note_until) end,
  'authorizations', coalesce((
    select json_agg(json_build_object(
      'validFrom', a.valid_from, 'validTo', a.valid_to, 'capacity', a.capacity, 'modulated', a.modulated,
      'slots', a.slots, 'ageFrom', a.age_from, 'ageTo', a.age_to, 'openingHours', a.opening_hours
    ) order by a.valid_from)
    from operating_authorization a where a.equipment_id = e.id), '[]'),
  'generalSchemeRates', coalesce((
    select json_agg(json_build_object('exercise', r.exercise, 'rate', r.rate) order by r.exercise)
    from general_scheme_rate r where r.equipment_id = e.id), '[]'))`;
