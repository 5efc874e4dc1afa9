/** SQL that makes a person, `p`, as the domain knows them. */
export const userShape = `
  json_build_object(
    'id', p.id, 'revision', p.revision, 'subject', p.subject, 'email', p.email, 'givenName', p.given_name,
    'familyName', p.family_name, 'population', p.population, 'status', p.status, 'partnerId', p.partner_id,
    'cafCodes', p.caf_codes, 'termsVersion', p.terms_version,
    'habilitations', coalesce((
      select json_agg(json_build_object('equipmentId', h.equipment_id, 'roles', h.roles, 'effectiveFrom', h.effective_from,
               'effectiveTo', h.effective_to, 'documentReference', h.document_reference, 'grantedBy', h.granted_by,
               'grantedAt', to_char(h.granted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
             order by h.equipment_id, h.effective_from)
      from habilitation h where h.person_id = p.id), '[]'))`;
