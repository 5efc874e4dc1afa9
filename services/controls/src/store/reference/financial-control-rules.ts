import type { ControlRule } from '../../domain/rule-sheet.ts';
import { FAMILY_SCALE_BOUNDS } from './family-scale-bounds.ts';
import { atLeast, atMost, national, type NationalRule, WITH_ACCOUNTS } from './national-rule.ts';

const financial = (rule: NationalRule): ControlRule => national({ types: WITH_ACCOUNTS, ...rule });

/** Controls of the financial section (domain.md 4.4). */
export const FINANCIAL_CONTROL_RULES: readonly ControlRule[] = [
  financial({
    code: 'FIN-01',
    severity: 'ALERT',
    label: 'Prix de revient horaire inhabituel',
    message: 'Le prix de revient par heure facturée est de {valeur} (seuil {seuil}).',
    thresholds: { min: atLeast(400, 'EURO_PER_HOUR'), max: atMost(1_700, 'EURO_PER_HOUR') },
    source: 'Environ deux écarts types autour de la moyenne nationale de 10,18 € par heure réalisée',
  }),
  financial({
    code: 'FIN-02',
    severity: 'ALERT',
    label: 'Prix de revient horaire',
    thresholds: { tolerance: atMost(1_000, 'PERCENT') },
  }),
  financial({
    code: 'FIN-03',
    severity: 'ALERT',
    label: 'Coût par place',
    thresholds: { tolerance: atMost(1_000, 'PERCENT') },
  }),
  financial({
    code: 'FIN-04',
    severity: 'ALERT',
    label: 'Total des charges',
    thresholds: { tolerance: atMost(1_000, 'PERCENT') },
  }),
  financial({
    code: 'FIN-05',
    severity: 'ALERT',
    label: 'Part des frais de personnel',
    message: 'Les frais de personnel (comptes 64 et 63A) représentent {valeur} des charges (seuil {seuil}).',
    thresholds: { min: atLeast(5_000, 'PERCENT'), max: atMost(9_000, 'PERCENT') },
    source: 'Seuils proposés ; 74,7 % en moyenne nationale',
  }),
  financial({
    code: 'FIN-06',
    severity: 'ANOMALY',
    label: 'Aucun frais de personnel',
    message: 'Aucun frais de personnel n’est déclaré, ni au compte 64, ni au compte 63A, ni au compte 86.',
    actions:
      'Le personnel mis à disposition gratuitement est à valoriser au compte 86, et en contrepartie au compte 87.',
  }),
  financial({
    code: 'FIN-07',
    severity: 'ANOMALY',
    label: 'Couches ou repas fournis sans charge',
    message: 'La fourniture de {détail} est déclarée, mais les comptes 60, 61 et 62 sont nuls.',
    actions: 'Renseignez la charge correspondante, ou corrigez la fourniture dans les données d’activité.',
  }),
  financial({
    code: 'FIN-08',
    severity: 'ANOMALY',
    label: 'Contributions volontaires en nature',
    message: 'Le compte 86 ({valeur}) doit égaler le compte 87 ({référence}) : écart {écart}.',
    thresholds: { tolerance: atMost(100, 'EURO') },
  }),
  ...FAMILY_SCALE_BOUNDS.map(({ min, max, ...dates }) =>
    financial({
      code: 'FIN-09',
      severity: 'ALERT',
      label: 'Participation horaire moyenne hors barème',
      message:
        'La participation familiale moyenne est de {valeur}, hors des bornes du barème national (borne {seuil}).',
      thresholds: { min: atLeast(min, 'EURO_PER_HOUR'), max: atMost(max, 'EURO_PER_HOUR') },
      ...dates,
    }),
  ),
  financial({
    code: 'FIN-10',
    severity: 'ALERT',
    label: 'Participation familiale par heure facturée',
    thresholds: { tolerance: atMost(1_000, 'PERCENT') },
  }),
  financial({
    code: 'FIN-11',
    severity: 'ALERT',
    label: 'Participations familiales (compte 70641)',
    thresholds: { tolerance: atMost(1_500, 'PERCENT') },
  }),
  financial({
    code: 'FIN-12',
    severity: 'ALERT',
    label: 'Participations familiales non déductibles (compte 70642)',
    message: 'Le compte 70642 atteint {valeur} au regard du compte 70641 (seuil {seuil}).',
    actions:
      'Les majorations prévues par le barème sont à inscrire au compte 70641. Sinon, indiquez la nature de ces suppléments.',
    thresholds: { max: atMost(500, 'PERCENT') },
    source: 'Les majorations autorisées relèvent du compte 70641, guide de la Caf au 1er janvier 2016',
  }),
  financial({
    code: 'FIN-13',
    severity: 'ALERT',
    label: 'Psu comptabilisée (compte 70623)',
    message: 'Le compte 70623 ({valeur}) s’écarte du droit estimé ({référence}) : écart {écart}, seuil {seuil}.',
    thresholds: { tolerance: atMost(1_000, 'PERCENT') },
    types: ['ACTUAL'],
  }),
  financial({
    code: 'FIN-14',
    severity: 'ALERT',
    label: 'Résultat rapporté aux charges',
    message: 'Le résultat (produits moins charges) représente {valeur} des charges (seuil {seuil}).',
    actions: 'Vérifiez les charges et les produits. S’ils sont exacts, expliquez cet excédent ou ce déficit.',
    thresholds: { min: atLeast(-500, 'PERCENT'), max: atMost(500, 'PERCENT') },
  }),
  financial({
    code: 'FIN-15',
    severity: 'ALERT',
    label: 'Charges exceptionnelles (compte 67)',
    message: 'Les charges exceptionnelles représentent {valeur} des charges (seuil {seuil}).',
    thresholds: { max: atMost(300, 'PERCENT') },
  }),
  financial({
    code: 'FIN-16',
    severity: 'ALERT',
    label: 'Amortissements et provisions (compte 68)',
    message: 'Le compte 68 représente {valeur} des charges (seuil {seuil}).',
    thresholds: { max: atMost(1_500, 'PERCENT') },
    source: 'Seuil proposé ; 5,1 % en moyenne nationale',
  }),
  financial({
    code: 'FIN-17',
    severity: 'ALERT',
    label: 'Évolution d’un compte principal',
    message: 'Évolution importante depuis {exercice} : {détail} (écart {écart}, seuil {seuil}).',
    thresholds: { tolerance: atMost(2_000, 'PERCENT'), amount: atMost(500_000, 'EURO') },
  }),
  financial({
    code: 'FIN-18',
    severity: 'ALERT',
    label: 'Données identiques à l’exercice de référence',
    message: 'Toutes les lignes sont identiques à celles de {exercice}.',
    actions:
      'Vérifiez qu’il ne s’agit pas d’une recopie de l’exercice précédent. Sinon, indiquez pourquoi rien n’a changé.',
  }),
  financial({
    code: 'FIN-19',
    severity: 'ALERT',
    label: 'Coût complet d’un gestionnaire public',
    message: 'Les comptes 61, 62, 65 et 86 sont nuls alors que le gestionnaire est public.',
    actions: 'Vérifiez que les locaux, l’entretien et les frais de siège supportés par la collectivité sont comptés.',
    source: 'Les gestionnaires publics n’imputent souvent pas leurs coûts complets',
  }),
];
