import type { AuditScope, AuditSource, AuditedLine } from '@portail/platform/journal/audit.ts';
import type { AuditChange, AuditWords } from '@portail/platform/journal/audit-words.ts';
import type { Actor } from '../domain/access.ts';
import { historyWords, rolesWords } from '../domain/history.ts';
import { searchPatterns } from '../domain/search-text.ts';
import type { Habilitation, User } from '../domain/user.ts';
import { managed, scopeOf } from './managed.ts';

const idOf = `case when j.chain ~ '^[0-9a-f-]{36}$' then j.chain::uuid end`;

/** Acts, as the filter names them. */
const acts: Readonly<Record<string, string>> = {
  UserRegistered: 'Compte créé',
  HabilitationGranted: 'Rôles accordés',
  HabilitationRevoked: 'Rôles retirés',
  TermsAccepted: 'Conditions générales acceptées',
  UserSuspended: 'Accès suspendu',
  UserReinstated: 'Accès rétabli',
  PasswordChangeForced: 'Changement de mot de passe demandé',
  PasswordResetSent: 'Nouvel accès envoyé par courriel',
  EveryPasswordChangeForced: 'Nouveau mot de passe demandé à tout le monde',
  PasswordChanged: 'Mot de passe modifié',
  SecondFactorRemoved: 'Validation en deux étapes retirée',
  TermsPublished: 'Conditions générales publiées',
  TermsWithdrawn: 'Conditions générales retirées',
};

/** The journal of people: of those a person manages; roles on an equipment of another Caf are not theirs to know. */
export const identityAudit: AuditSource = {
  subjects: `
    select 'PERSON' as kind, p.id::text as "objectId", p.given_name || ' ' || p.family_name as label, p.email as detail
    from person p
    where p.id = ${idOf} and ${managed} and (j.data->>'equipmentId' is null or exists (
      select 1 from equipment e where e.id::text = j.data->>'equipmentId' and e.caf_code = any ($2::text[])))
    union all
    select 'TERMS', 'terms', 'Conditions générales', 'Texte national'
    where j.chain = 'terms' and $1::text[] is not null
    union all
    select 'PASSWORDS', 'passwords', 'Mots de passe', 'De tout le monde'
    where j.chain = 'passwords' and $1::text[] is not null`,
  chains: `select p.id::text from person p where p.search_text like all ($3::text[])
    union all select 'terms' where 'conditions generales' like all ($3::text[])
    union all select 'passwords' where 'mots de passe' like all ($3::text[])`,
  persons: `select p.id::text from person p where p.own_text like all ($3::text[])`,
  actorName: `(select a.given_name || ' ' || a.family_name from person a where a.id::text = j.actor->>'id')`,
  context: `(select to_jsonb(e.name) from equipment e where e.id::text = j.data->>'equipmentId')`,
  closed: 'false',
  patterns: searchPatterns,
  acts,
  words: () => Promise.resolve(wordsOf),
};

function wordsOf({ type, data, context }: AuditedLine): AuditWords {
  if (type === 'EveryPasswordChangeForced') {
    return {
      act: acts[type] ?? type,
      changes: [],
      note: [`${String(data['people'])} personnes, à leur prochaine connexion`, textOf(data['reason'])]
        .filter((part) => part !== null)
        .join('. '),
    };
  }
  const terms = termsWords(type, data);
  if (terms !== undefined) return terms;
  const equipmentName = typeof context === 'string' ? context : null;
  const { act, details } = historyWords({ type, data, equipmentName });
  return { act, changes: changesOf(type, data, equipmentName ?? 'Équipement'), note: details === '' ? null : details };
}

function termsWords(type: string, data: AuditedLine['data']): AuditWords | undefined {
  const published = type === 'TermsPublished';
  if (!published && type !== 'TermsWithdrawn') return undefined;
  const content = textOf(data['content']);
  const [before, after] = published ? [null, content] : [content, null];
  const act = `${acts[type] ?? type}, version ${textOf(data['version']) ?? ''}`;
  return { act, changes: [{ label: 'Texte', before, after }], note: null };
}

function changesOf(type: string, data: AuditedLine['data'], equipment: string): AuditChange[] {
  switch (type) {
    case 'UserRegistered': {
      const user = data['user'] as User;
      return [
        { label: 'Adresse e-mail', before: null, after: user.email },
        { label: 'Nom', before: null, after: `${user.givenName} ${user.familyName}` },
      ];
    }
    case 'HabilitationGranted':
    case 'HabilitationRevoked': {
      const words = (rows: unknown) => (rows as readonly Habilitation[]).map(rolesWords).join('\n') || null;
      return [{ label: equipment, before: words(data['from']), after: words(data['to']) }];
    }
    case 'TermsAccepted':
      return [{ label: 'Version', before: textOf(data['from']), after: textOf(data['to']) }];
    case 'UserSuspended':
      return [{ label: 'Accès', before: 'Actif', after: 'Suspendu' }];
    case 'UserReinstated':
      return [{ label: 'Accès', before: 'Suspendu', after: 'Actif' }];
    default:
      return [];
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Whose journal: that of the people they manage. */
export function auditScope(actor: Actor): AuditScope {
  return scopeOf(actor);
}
