import type { Answer, Page } from '../static/page.ts';
import type { Verified } from './ask-documents.ts';

/** What somebody typed, or the QR code brought. */
export interface TypedProof {
  readonly reference: string;
  readonly hash: string;
}

const title = 'Vérifier une synthèse de déclaration';
const fewWords = {
  reference: 'Seize lettres et chiffres, par exemple 7KQ2-M4XP-9TDR-H3VW.',
  hash: 'Soixante-quatre chiffres et lettres de a à f\u202f: celle qui est imprimée, ou celle du fichier PDF lui-même.',
};

/** The page with its form, and what was found when something was asked. */
export function verificationPage(typed: TypedProof, answer: Answer | null, missing: readonly string[] = []): Page {
  const field = (name: 'reference' | 'empreinte', label: string, hint: string, value: string) => {
    return { name, label, hint, value, missing: missing.includes(name) };
  };
  return {
    title,
    ...(answer === null ? {} : { answer }),
    paragraphs: [
      'La synthèse d’une déclaration transmise à la Caf porte une référence et l’empreinte des données déclarées. Cette page dit si elles vont ensemble, sans afficher aucun nom ni aucun chiffre de la déclaration.',
      'L’empreinte imprimée prouve quelles données ont été transmises, non que les chiffres du papier n’ont pas été retouchés. Si vous avez le fichier PDF, l’empreinte SHA-256 du fichier le prouve.',
    ],
    form: {
      action: '/verification',
      fields: [
        field('reference', 'Référence', fewWords.reference, typed.reference),
        field('empreinte', 'Empreinte (SHA-256)', fewWords.hash, typed.hash),
      ],
      button: 'Vérifier le document',
    },
    links: [{ address: '/verification/cles', text: 'Clés publiques de signature (JSON)' }],
  };
}

/** Something is missing: nothing was asked. */
export const nothingTyped: Answer = {
  tone: 'warning',
  title: 'Il manque la référence ou l’empreinte',
  paragraphs: ['Recopiez les deux telles qu’elles sont imprimées à la fin de la synthèse.'],
};

/** Nobody knows for the moment. */
export const unavailable: Answer = {
  tone: 'warning',
  title: 'Vérification indisponible',
  paragraphs: ['Le service ne répond pas pour le moment. Réessayez dans quelques minutes.'],
};

/** One address asks too often. */
export const tooOften: Answer = {
  tone: 'warning',
  title: 'Trop de vérifications',
  paragraphs: [
    'Beaucoup de vérifications ont été demandées depuis votre réseau. Patientez une minute, puis recommencez.',
  ],
};

const parisDay = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'long' });
const types = { FORECAST: 'prévisionnelle', UPDATED: 'actualisée', ACTUAL: 'réelle' } as const;

/** What was found, in words: nothing that helps who guesses, all that helps who holds the document. */
export function answerFor(verified: Verified): Answer {
  switch (verified.result) {
    case 'AUTHENTIC':
      return authentic(verified);
    case 'DIFFERENT':
      return {
        tone: 'bad',
        title: 'Document différent',
        paragraphs: [
          'La référence existe, mais cette empreinte n’est ni celle des données transmises ni celle du fichier archivé. Vérifiez ce que vous avez saisi\u202f; si c’est exact, ne vous fiez pas à ce document.',
        ],
      };
    case 'UNKNOWN':
      return {
        tone: 'bad',
        title: 'Référence inconnue',
        paragraphs: ['Aucune déclaration transmise ne porte cette référence. Vérifiez ce que vous avez saisi.'],
      };
  }
}

function authentic({ compared, exercise, type, version, transmittedAt, superseded }: Verified): Answer {
  const day = transmittedAt === null ? '' : ` le ${parisDay.format(new Date(transmittedAt))}`;
  const words = type === null ? '' : ` ${types[type]}`;
  const what =
    compared === 'FILE'
      ? 'Ce fichier est celui qui a été archivé, sans aucun changement, pour'
      : 'L’empreinte est celle des données de';
  return {
    tone: superseded ? 'warning' : 'good',
    title: superseded ? 'Document authentique, qui ne fait plus foi' : 'Document authentique',
    paragraphs: [
      `${what} la version ${version} d’une déclaration${words} de l’exercice ${exercise}, transmise à la Caf${day}.`,
      ...(superseded
        ? [
            'Depuis, cette version a été remplacée, rejetée ou annulée\u202f: demandez la version en vigueur à qui vous a remis ce document.',
          ]
        : []),
    ],
  };
}
