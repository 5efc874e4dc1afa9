import type { AuditScope, AuditSource, AuditedLine } from '@portail/platform/journal/audit.ts';
import type { AuditWords } from '@portail/platform/journal/audit-words.ts';

/** Chains: `means-2014`, `statistics-options`; national, hence everybody’s who reads a journal. */
const subjects = `
  select case when j.chain like 'means-%' then 'MEANS' else 'OPTIONS' end as kind,
    regexp_replace(j.chain, '^means-', '') as "objectId",
    case when j.chain like 'means-%' then 'Moyennes ' || right(j.chain, 4) else 'Options des statistiques' end as label,
    'National' as detail
  where j.chain ~ '^(means-|statistics-options$)' and $1::text[] is not null and $2::text[] is not null`;

/** The journal of the means. */
export const statisticsAudit: AuditSource = {
  subjects,
  chains: `select h.chain from journal_head h
    where h.chain ~ '^(means-|statistics-options$)'
      and search_key('moyennes statistiques options ' || h.chain) like all ($3::text[])`,
  persons: `select p.id::text from person p where search_key(p.name) like all ($3::text[])`,
  actorName: `(select nullif(a.name, '') from person a where a.id::text = j.actor#>>'{}')`,
  context: 'null::jsonb',
  closed: 'false',
  patterns: (typed) =>
    typed
      .normalize('NFD')
      .replace(/\p{Diacritic}/gu, '')
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`),
  acts: { MeansPublished: 'Moyennes publiées', OwnStatsEarlyChanged: 'Option changée' },
  words: () => Promise.resolve(wordsOf),
};

/** The same for each of them. */
export const auditScope: AuditScope = [['CNAF_ADMIN'], []];

function wordsOf({ type, data }: AuditedLine): AuditWords {
  if (type === 'OwnStatsEarlyChanged') {
    const label = 'Chiffres de l’équipement montrés avant les moyennes';
    return {
      act: 'Option changée',
      changes: [{ label, before: yesNo(data['before']), after: yesNo(data['after']) }],
      note: null,
    };
  }
  const changes = [
    ['Version', data['version']],
    ['EAJE pris en compte', data['count']],
    ['Départements', data['departments']],
    ['Départements de moins de 5 EAJE, non montrés', data['hidden']],
    ...('groups' in data ? [['Groupes dont les quartiles sont montrés', data['groups']]] : []),
  ].map(([label, after]) => ({ label: String(label), before: null, after: String(after) }));
  const reasons = [
    ['Publiées avant la date', data['forcedReason']],
    ['Correction', data['correction']],
  ].flatMap(([label, reason]) => (typeof reason === 'string' ? [`${String(label)}\u202f: ${reason}`] : []));
  return { act: 'Moyennes publiées', changes, note: reasons.length > 0 ? reasons.join(' ') : null };
}

function yesNo(value: unknown): string {
  return value === true ? 'oui' : 'non';
}
