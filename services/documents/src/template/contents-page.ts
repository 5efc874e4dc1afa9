import { formatInstant } from '../domain/french.ts';
import { folderOf, type ControlFileEntry } from '../domain/control-file.ts';
import type { Summary } from '../domain/summary.ts';
import type { ControlFileContents } from '../usecases/make-control-file.ts';
import { html, Html } from './html.ts';
import { colon } from './tables.ts';

const style = `
:root { color-scheme: light dark; }
body { max-width: 75rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { line-height: 1.2; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: left; font-weight: 600; padding: 0.5rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid; overflow-wrap: anywhere; }
.size { text-align: right; white-space: nowrap; }
code { font-size: 0.85em; }
`;

const titles: Readonly<Record<string, string>> = {
  'synthese.pdf': 'Synthèse (PDF archivé)',
  'donnees.csv': 'Données déclarées',
  'controles.csv': 'Contrôles et explications',
  'calcul.csv': 'Indicateurs et calcul du droit',
  'accuse-de-reception.json': 'Accusé de réception signé',
  'historique.csv': 'Historique\u202f: qui a fait quoi, et quand',
  'empreintes-sha256.txt': 'Empreintes de tous les fichiers',
};

/** The contents page of a control file: opens in any browser, asks for nothing, runs nothing. */
export function contentsPage({ equipment, askedBy, at, summaries, entries }: ControlFileContents): string {
  const title = `Dossier de contrôle${colon} ${equipment.name}`;
  const within = (folder: string) => entries.filter(({ path }) => path.startsWith(`${folder}/`));
  const whole = entries.filter(({ path }) => !path.includes('/'));
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p>
            ${equipment.partnerName}, ${equipment.postalCode} ${equipment.commune}, Caf ${equipment.cafCode}. Préparé le
            ${formatInstant(at.toISOString())} pour ${askedBy}.
          </p>
          <p>
            Tout ce qui a été transmis à la Caf pour les trois derniers exercices, versions rejetées comprises. Pour
            vérifier qu’aucun fichier n’a changé${colon} <code>sha256sum -c empreintes-sha256.txt</code> dans le dossier
            décompressé.
          </p>
          ${summaries.map((summary) => versionSection(summary, within(folderOf(summary.sheet))))}
          <section>
            <h2>Pour l’ensemble</h2>
            ${filesTable('Fichiers du dossier', whole)}
          </section>
        </main>
      </body>
    </html>`.text;
}

function versionSection({ sheet, typeWords, state, receipt }: Summary, files: readonly ControlFileEntry[]): Html {
  const name = `Exercice ${sheet.exercise}, ${typeWords}, version ${sheet.version}`;
  return html`<section>
    <h2>${name}</h2>
    <p>
      ${state}. Référence de l’accusé de réception${colon} ${receipt?.reference ?? '—'}, à vérifier sur
      ${receipt?.address.split('?')[0] ?? '—'}.
    </p>
    ${filesTable(`Fichiers de la version`, files)}
  </section>`;
}

function filesTable(caption: string, entries: readonly ControlFileEntry[]): Html {
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">Contenu</th>
        <th scope="col">Fichier</th>
        <th scope="col" class="size">Octets</th>
        <th scope="col">SHA-256</th>
      </tr>
    </thead>
    <tbody>
      ${entries.map(
        ({ path, bytes, sha256 }) =>
          html`<tr>
            <th scope="row">${titles[path.slice(path.lastIndexOf('/') + 1)] ?? path}</th>
            <td><a href="${path}">${path}</a></td>
            <td class="size">${bytes}</td>
            <td><code>${sha256}</code></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
