import { departmentName } from './departments.ts';
import { FEWEST_MANAGERS, FEWEST_PEERS, type GroupKey, type Size } from './peer-groups.ts';
import { FRANCE } from './publication.ts';

const careTypes: Readonly<Record<string, string>> = {
  COLLECTIVE: 'accueil collectif',
  FAMILY: 'accueil familial',
  PARENTAL: 'accueil parental',
};
const statuses: Readonly<Record<string, string>> = {
  PUBLIC: 'gestionnaires publics',
  ASSOCIATION: 'associations',
  COMPANY: 'entreprises',
  OTHER: 'autres gestionnaires',
};
const sizes: Readonly<Record<Size, string>> = {
  UNDER_20: 'moins de 20 places',
  FROM_20: '20 à 39 places',
  FROM_40: '40 à 59 places',
  FROM_60: '60 places et plus',
};

/** « accueil collectif, associations, 20 à 39 places »: who is in a group, wherever it is. */
export function groupWords({ careType, status, size }: Omit<GroupKey, 'zone'>): string {
  const parts = [
    careType === null ? 'tous types d’accueil' : kindWords(careType),
    status === null ? 'tous statuts' : (statuses[status] ?? 'statut non renseigné'),
    size === null ? 'toutes tailles' : sizes[size],
  ];
  return parts.join(', ');
}

/** « accueil familial ». */
export function kindWords(careType: string): string {
  return careTypes[careType] ?? 'type d’accueil non renseigné';
}

/** « France », « Indre-et-Loire ». */
export function zoneName(zone: string): string {
  return zone === FRANCE ? 'France' : departmentName(zone);
}

/** Why there is no group, or none of the département; '' when both are there. */
export function missingWords(
  found: { readonly national: boolean; readonly department: boolean },
  zone: string,
): string {
  const rule = `Un groupe compte au moins ${FEWEST_PEERS} équipements d’au moins ${FEWEST_MANAGERS} gestionnaires, et ne se retrouve pas par différence avec un autre.`;
  if (!found.national) return `Aucun groupe d’équipements comparables n’est montré pour cet exercice. ${rule}`;
  return found.department ? '' : `Aucun groupe n’est montré pour ${zoneName(zone)}. ${rule}`;
}
