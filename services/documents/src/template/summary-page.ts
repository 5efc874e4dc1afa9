import { formatDate, formatFigure, type Unit } from '@portail/platform/pure/french.ts';
import type { SheetLine } from '../domain/sheet.ts';
import type { Summary } from '../domain/summary.ts';
import type { EstimateLine } from '../domain/verdict.ts';
import type { Printable } from '../printing/printer.ts';
import { controlsSection } from './controls-section.ts';
import { estimateSection } from './estimate-section.ts';
import { html, Html } from './html.ts';
import { receiptSection } from './receipt-section.ts';
import { commentSection, signedSection } from './signed-section.ts';
import { style } from './style.ts';
import { colon, grouped, groupRow, head, lineRow, row } from './tables.ts';

/** The summary laid out for print (domain.md 2.5). What people typed goes through `html`, which escapes it. */
export function summaryPage(summary: Summary): Printable {
  const { title, subtitle, watermark, state, caution } = summary;
  const alarm = watermark !== null && watermark.startsWith('Rejetée') ? ' alarm' : '';
  const page = html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <title>${`${title}, ${subtitle}`}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        ${
          watermark === null
            ? null
            : html`<div class="watermark${alarm}" aria-hidden="true"><span>${watermark}</span></div>`
        }
        <main>
          <header>
            <h1>${title}</h1>
            <p>${subtitle}</p>
            <div class="state${alarm}">${state}${caution === '' ? '' : `${colon} ${caution}`}</div>
            ${identity(summary)}
          </header>
          ${activitySection(summary)} ${financialSection(summary)} ${estimateSection(summary)}
          ${controlsSection(summary)} ${commentSection(summary.comment)} ${signedSection(summary)}
          ${summary.receipt === null ? null : receiptSection(summary.receipt)}
        </main>
      </body>
    </html>`;
  return { html: page.text, footer: footerOf(summary) };
}

/** The browser fills the page numbers in; its templates know no style of the page. */
function footerOf({ title, subtitle, state }: Summary): string {
  const words = [title, subtitle, state].join(' · ');
  return html`<div
    style="width: 100%; min-width: 0; margin: 0 15mm; display: flex; justify-content: space-between; gap: 8mm; font: 7pt 'Liberation Sans', Arial, sans-serif; color: #525c70"
  >
    <span style="min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">${words}</span>
    <span style="white-space: nowrap">page <span class="pageNumber"></span> / <span class="totalPages"></span></span>
  </div>`.text;
}

function identity({ sheet, equipment, typeWords, state }: Summary): Html {
  const rows: readonly (readonly [string, string])[] = [
    ['Équipement', equipment.name],
    ['Exercice', String(sheet.exercise)],
    ['Gestionnaire', equipment.partnerName],
    ['Type', capitalised(typeWords)],
    ['Adresse', `${equipment.address}, ${equipment.postalCode} ${equipment.commune}`],
    ['Période', `du ${formatDate(sheet.periodStart)} au ${formatDate(sheet.periodEnd)}`],
    ['Caf', equipment.cafCode],
    ['Version', String(sheet.version)],
    ['IDEQU', equipment.idequ || '—'],
    ['État', state],
    ['N° dossier AFC', equipment.afcFileNumber || '—'],
  ];
  return html`<dl class="identity">
    ${rows.map(
      ([term, value]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function activitySection({ activity, sheet, indicators }: Summary): Html | null {
  if (activity === null) return null;
  if (activity.length === 0) return nothingSaved('Données d’activité');
  const { header } = sheet;
  const figure = (value: number | null, unit: Unit) => (value === null ? '—' : formatFigure({ value, unit }));
  const recalled: readonly (readonly [string, string, string])[] =
    header === null
      ? []
      : [
          ['H01', 'Capacité autorisée', figure(header.authorizedCapacity, 'PLACES')],
          ['H02', 'Agrément modulé', header.modulatedApproval ? 'Oui' : 'Non'],
          [
            'H03',
            `Autorisation de fonctionnement${header.openingHours === null ? '' : `${colon} ${header.openingHours}`}`,
            header.authorizedFrom === null ? '—' : `depuis le ${formatDate(header.authorizedFrom)}`,
          ],
          ['H04', 'Taux de ressortissants du régime général', figure(header.generalSchemeRate, 'PERCENT')],
          ['H05', 'Montant des participations familiales', figure(header.familyContributions, 'EURO')],
        ];
  const groups = grouped(activity.filter(({ code }) => !recalled.some(([known]) => known === code)));
  return html`<section>
    <h2>Données d’activité</h2>
    <table>
      ${head(['Code', 'code'], ['Donnée', ''], ['Valeur', 'figure'])}
      <tbody>
        ${groupRow('Rappel de l’autorisation', 3)} ${recalled.map(([code, label, value]) => row(code, label, value))}
      </tbody>
      ${groups.map(
        ([group, lines]) =>
          html`<tbody>
            ${groupRow(group, 3)} ${lines.map((line) => lineRow(line))}
          </tbody>`,
      )}
    </table>
    ${indicators.length === 0 ? null : indicatorsTable(indicators)}
  </section>`;
}

function nothingSaved(title: string): Html {
  return html`<section>
    <h2>${title}</h2>
    <p class="muted">Aucune donnée n’est enregistrée.</p>
  </section>`;
}

function indicatorsTable(indicators: readonly EstimateLine[]): Html {
  return html`<h3>Indicateurs</h3>
    <table>
      ${head(['Indicateur', ''], ['Calcul', ''], ['Valeur', 'figure'])}
      <tbody>
        ${indicators.map(
          ({ label, operation, figure }) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td class="muted">${operation}</td>
              <td class="figure">${figure === null ? '—' : formatFigure(figure)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function financialSection({ financial }: Summary): Html | null {
  if (financial === null) return null;
  if (financial.length === 0) return nothingSaved('Données financières');
  const side = (title: string, key: SheetLine['side']) =>
    html`<table>
      <caption>
        ${title}
      </caption>
      ${head(['Compte', 'code'], ['Libellé', ''], ['Montant', 'figure'])}
      <tbody>
        ${financial.filter((line) => line.side === key).map((line) => lineRow(line))}
      </tbody>
    </table>`;
  const others = financial.filter((line) => line.side === null);
  return html`<section>
    <h2>Données financières</h2>
    <div class="accounts">${side('Charges', 'CHARGES')} ${side('Produits', 'PRODUITS')}</div>
    ${
      others.length === 0
        ? null
        : html`<table>
            ${head(['Code', 'code'], ['Donnée', ''], ['Valeur', 'figure'])}
            <tbody>
              ${others.map((line) => lineRow(line))}
            </tbody>
          </table>`
    }
  </section>`;
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
