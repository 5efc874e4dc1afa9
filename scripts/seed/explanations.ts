const sentences: readonly (readonly [prefix: string, text: string])[] = [
  [
    'ACT-0',
    'Les relevés d’heures et les contrats ont été vérifiés : la valeur saisie est exacte, elle tient à l’organisation de l’accueil cette année.',
  ],
  ['ACT-10', 'Le nombre de places suit la nouvelle autorisation de fonctionnement, transmise à la Caf.'],
  [
    'ACT-1',
    'L’écart avec l’exercice précédent vient de l’évolution de la fréquentation : nouvelles familles à la rentrée et temps d’accueil différents.',
  ],
  ['ACT-2', 'La donnée est exacte : le rythme d’accueil du printemps diffère de celui de l’automne.'],
  ['FIN-01', 'Le prix de revient tient à un encadrement renforcé, décidé par le conseil d’administration.'],
  [
    'FIN-0',
    'Les comptes ont été arrêtés par le commissaire aux comptes ; l’écart vient d’un départ à la retraite et d’un recrutement.',
  ],
  ['FIN-1', 'L’évolution vient de la révision des tarifs et des revenus des familles accueillies cette année.'],
  ['DEC-0', 'L’évolution du droit suit celle des heures facturées, expliquée dans le volet activité.'],
  ['DEC-1', 'Les éléments demandés ont été vérifiés avec l’équipe de direction et le trésorier.'],
];

const otherwise = 'La donnée a été vérifiée avec les pièces de l’exercice : elle est exacte.';

/** A plausible explanation of a control, as a partner would write it. */
export function explanationOf(code: string): string {
  return sentences.find(([prefix]) => code.startsWith(prefix))?.[1] ?? otherwise;
}
