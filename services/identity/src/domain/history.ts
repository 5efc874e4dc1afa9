import { typographic } from './refusals.ts';
import type { Habilitation, Role } from './user.ts';

/** A line of the journal of a person, with the name of the equipment it is about. */
export interface HistoryLine {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly equipmentName: string | null;
}

const roleWords: Readonly<Record<Role, string>> = {
  ACTIVITY_PROVIDER: 'fournisseur de données d’activité',
  FINANCIAL_PROVIDER: 'fournisseur de données financières',
  APPROVER: 'approbateur',
};

interface Row {
  readonly roles: readonly Role[];
  readonly effectiveFrom: string;
  readonly documentReference: string;
}

/**
 * What happened to a person, as people read it.
 * @throws Error for an event the history has no words for
 */
export function historyWords({ type, data, equipmentName }: HistoryLine): { act: string; details: string } {
  switch (type) {
    case 'UserRegistered':
      return { act: 'Compte créé', details: '' };
    case 'HabilitationGranted': {
      const row = (data['to'] as readonly Row[]).at(-1);
      const roles = row ? row.roles.map((role) => roleWords[role]).join(', ') : '';
      const since = row ? `, à partir du ${french(row.effectiveFrom)} (${row.documentReference})` : '';
      return { act: 'Rôles accordés', details: typographic(`${equipmentName ?? ''} : ${roles}${since}`) };
    }
    case 'HabilitationRevoked': {
      const from = typeof data['effectiveFrom'] === 'string' ? `, à partir du ${french(data['effectiveFrom'])}` : '';
      const document = typeof data['documentReference'] === 'string' ? ` (${data['documentReference']})` : '';
      return {
        act: 'Rôles retirés',
        details: typographic(`${equipmentName ?? ''} : tous les rôles${from}${document}`),
      };
    }
    case 'TermsAccepted':
      return { act: 'Conditions générales acceptées', details: `version ${String(data['to'])}` };
    case 'UserSuspended':
      return { act: 'Accès suspendu', details: '' };
    case 'UserReinstated':
      return { act: 'Accès rétabli', details: '' };
    case 'PasswordChangeForced':
      return { act: 'Changement de mot de passe demandé', details: 'à la prochaine connexion' };
    case 'PasswordResetSent':
      return {
        act: 'Nouvel accès envoyé par courriel',
        details: data['mode'] === 'link' ? 'un lien' : 'un mot de passe provisoire',
      };
    case 'PasswordChanged':
      return { act: 'Mot de passe modifié', details: '' };
    case 'SecondFactorRemoved':
      return {
        act: 'Validation en deux étapes retirée',
        details: typeof data['reason'] === 'string' ? data['reason'] : 'par la personne elle-même',
      };
    default:
      throw new Error(`no history words for ${type}`);
  }
}

/** The roles of a row, with its days. */
export function rolesWords({ roles, effectiveFrom, effectiveTo }: Habilitation): string {
  const until = effectiveTo === null ? '' : ` jusqu’au ${french(effectiveTo)}`;
  return `${roles.map((role) => roleWords[role]).join(', ')}, à partir du ${french(effectiveFrom)}${until}`;
}

const kinds: Readonly<Record<string, string>> = {
  PARTNER: 'la personne elle-même',
  CAF_AGENT: 'un agent de la Caf',
  CAF_ADMIN: 'un administrateur de la Caf',
  CNAF_ADMIN: 'un administrateur national',
  SYSTEM: 'le service',
};

/** Who did it: the name when the person is known here. */
export function actorWords(kind: string, name: string | null): string {
  return name ?? kinds[kind] ?? 'une personne inconnue';
}

function french(day: string): string {
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}
