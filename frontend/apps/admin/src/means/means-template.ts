const COLUMNS = [
  'zone',
  'EAJE',
  'places',
  'jours d’ouverture',
  'amplitude journalière',
  'capacité théorique',
  'heures réalisées',
  'heures facturées',
  'enfants inscrits',
  'EAJE qui fournissent les couches',
  'EAJE qui fournissent les repas',
  'total des charges',
  'frais de personnel',
  'achats',
  'participations familiales',
  'Caf',
  'collectivités',
  'total des produits',
  'droit Psu',
  'heures facturées avec droit Psu',
  'places avec droit Psu',
];

/** The list to fill: its headings, and the line that it must have. */
export const MEANS_TEMPLATE =
  'data:text/csv;charset=utf-8,' +
  encodeURIComponent(`\ufeff${COLUMNS.join(';')}\r\nFrance${';'.repeat(COLUMNS.length - 1)}\r\n`);
