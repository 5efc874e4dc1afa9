import type { AuditScope, AuditSource, AuditedLine } from '@portail/platform/journal/audit.ts';
import type { AuditWords } from '@portail/platform/journal/audit-words.ts';
import type { Actor } from '../domain/access.ts';
import type { EquipmentEvent, PartnerRegistered } from '../domain/events.ts';
import { eventsAbout, historyWords } from '../domain/history-words.ts';
import { searchPatterns } from '../domain/search-text.ts';

const idOf = `case when j.chain ~ '^[0-9a-f-]{36}$' then j.chain::uuid end`;
const ofTheCaf = `exists (select 1 from equipment e where e.partner_id = p.id and e.caf_code = any ($2::text[]))`;

/** Acts, as the filter names them. */
const acts: Readonly<Record<EquipmentEvent['type'] | PartnerRegistered['type'], string>> = {
  PartnerRegistered: 'Gestionnaire enregistré',
  EquipmentRegistered: 'Équipement enregistré',
  IdentityChanged: 'Identité modifiée',
  AuthorizationGranted: 'Agrément ajouté',
  AuthorizationCorrected: 'Agrément corrigé',
  AuthorizationWithdrawn: 'Agrément retiré',
  EquipmentClosed: 'Fermeture enregistrée',
  EquipmentReopened: 'Fermeture annulée',
  GeneralSchemeRateSet: 'Taux de régime général enregistré',
  NoteWritten: 'Texte explicatif',
  ReferentAppointed: 'Référent désigné',
};

/** The journal of equipments and gestionnaires: each is read by the Caf of the equipments. */
export const equipmentAudit: AuditSource = {
  subjects: `
    select 'EQUIPMENT' as kind, e.id::text as "objectId", e.name as label, e.commune || ' · ' || p.name as detail
    from equipment e join partner p on p.id = e.partner_id
    where e.id = ${idOf} and e.caf_code = any ($2::text[]) and $1::text[] is not null
    union all
    select 'PARTNER', p.id::text, p.name, 'Gestionnaire' from partner p where p.id = ${idOf} and ${ofTheCaf}`,
  chains: `
    select e.id::text from equipment e where e.caf_code = any ($2::text[]) and e.search_text like all ($3::text[])
    union all select p.id::text from partner p where p.search_text like all ($3::text[])`,
  persons: `select p.id::text from person p where p.name ilike all ($3::text[])`,
  actorName: `(select nullif(a.name, '') from person a where a.id::text = j.actor->>'id')`,
  context: 'null::jsonb',
  closed: 'false',
  patterns: searchPatterns,
  acts,
  words: () => Promise.resolve(wordsOf),
};

const known = new Set<string>(Object.values(eventsAbout).flat());

function wordsOf({ type, data }: AuditedLine): AuditWords {
  if (known.has(type)) {
    const { act, changes, reason } = historyWords({ type, ...data } as unknown as EquipmentEvent);
    return { act, changes: [...changes], note: reason };
  }
  const { partner } = data as unknown as PartnerRegistered;
  return { act: acts.PartnerRegistered, changes: [{ label: 'Nom', before: null, after: partner.name }], note: null };
}

/** Whose journal: their Caf’s; national administrators change no equipment and read none of their journals. */
export function auditScope(actor: Actor): AuditScope {
  return [[actor.kind], actor.kind === 'CAF' ? actor.cafCodes : []];
}
