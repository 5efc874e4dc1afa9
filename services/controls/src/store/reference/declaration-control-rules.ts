import type { ControlRule } from '../../domain/rule-sheet.ts';
import { atLeast, atMost, national, WITH_ACCOUNTS } from './national-rule.ts';

/** Controls of the whole declaration (domain.md 4.5). An actualisée runs 01, 03, 06, 07, 09, 11 and 12 only. */
export const DECLARATION_CONTROL_RULES: readonly ControlRule[] = [
  national({
    code: 'DEC-01',
    severity: 'ALERT',
    label: 'Droit estimé',
    thresholds: { tolerance: atMost(1_500, 'PERCENT') },
  }),
  national({
    code: 'DEC-02',
    severity: 'ALERT',
    label: 'Droit estimé inférieur à 70 % du droit prévisionnel',
    message:
      'Le droit estimé ({valeur}) est inférieur à {seuil} du droit prévisionnel ({référence}) : un indu est possible, les acomptes pouvant atteindre cette part.',
    thresholds: { min: atLeast(7_000, 'PERCENT') },
    types: ['ACTUAL'],
    source: 'Acomptes limités à 70 % du droit prévisionnel, convention d’objectifs et de financement',
  }),
  national({
    code: 'DEC-03',
    severity: 'ANOMALY',
    label: 'Droit nul',
    message:
      'Les participations familiales ({référence}) dépassent la Psu calculée ({valeur}) : hors heures de concertation, le droit est nul.',
    thresholds: { min: atLeast(0, 'EURO') },
  }),
  national({
    code: 'DEC-04',
    severity: 'ANOMALY',
    label: 'Surfinancement',
    message:
      'Le droit estimé, les participations familiales et les subventions représentent {valeur} des charges (seuil {seuil}).',
    thresholds: { max: atMost(10_500, 'PERCENT') },
    types: WITH_ACCOUNTS,
  }),
  national({
    code: 'DEC-05',
    severity: 'ALERT',
    label: 'Part de la Psu et des familles dans les charges',
    message: 'Le droit estimé et les participations familiales représentent {valeur} des charges (seuil {seuil}).',
    thresholds: { min: atLeast(3_000, 'PERCENT'), max: atMost(7_500, 'PERCENT') },
    types: WITH_ACCOUNTS,
  }),
  national({
    code: 'DEC-06',
    severity: 'BLOCKING',
    label: 'Contrôle de section à refaire',
    message: 'Les {détail} ou leurs références ont changé depuis leur dernier contrôle.',
    actions:
      'Faites rouvrir la section si elle est verrouillée, refaites son contrôle, puis terminez de nouveau la saisie.',
  }),
  national({
    code: 'DEC-07',
    severity: 'BLOCKING',
    label: 'Fin de saisie',
    message: 'La saisie des {détail} n’est pas terminée.',
    actions: 'La case « fin de saisie » de la section doit être cochée.',
    source: 'Guide utilisateur du portail, juillet 2016',
  }),
  national({
    code: 'DEC-08',
    severity: 'INFO',
    label: 'Barème incomplet',
    message:
      'Le barème de l’exercice est incomplet : l’estimation du droit est indisponible. La déclaration peut être transmise.',
    types: WITH_ACCOUNTS,
  }),
  national({
    code: 'DEC-09',
    severity: 'ALERT',
    label: 'Transmission après l’échéance',
    message: 'L’échéance du {détail} est dépassée de {valeur}.',
    actions: 'Indiquez le motif du retard. Une échéance dépassée n’empêche pas la transmission.',
    thresholds: { max: atMost(0, 'DAYS') },
  }),
  national({
    code: 'DEC-10',
    severity: 'ALERT',
    label: 'Supplément facturé aux familles',
    message:
      'Les couches ou les repas sont fournis et le compte 70642 est de {valeur} : un supplément a-t-il été facturé aux familles ?',
    actions: 'Indiquez la nature de ces recettes dans le commentaire ou dans l’explication.',
    types: WITH_ACCOUNTS,
  }),
  national({
    code: 'DEC-11',
    severity: 'ALERT',
    label: 'Équipement fermé ou autorisation expirée',
    message: 'Sur la période déclarée : {détail}.',
    actions: 'Vérifiez la période d’activité. Si elle est exacte, précisez la fermeture ou la nouvelle autorisation.',
  }),
  national({
    code: 'DEC-12',
    severity: 'BLOCKING',
    label: 'Engagement de l’approbateur',
    message: 'La transmission n’est pas possible : {détail}.',
    actions: 'Acceptez les conditions générales et cochez l’attestation de conformité.',
    source: 'Guide utilisateur du portail, juillet 2016',
  }),
];
