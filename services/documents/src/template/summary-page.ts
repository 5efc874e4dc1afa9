import { formatDay, formatFigure, formatInstant, formatValue } from '../domain/french.ts';
import type { SheetLine } from '../domain/sheet.ts';
import type { Summary, SummaryControl } from '../domain/summary.ts';
import type { Estimate, EstimateLine } from '../domain/verdict.ts';
import type { Printable } from '../printing/printer.ts';
import { html, Html, type Piece } from './html.ts';
import { style } from './style.ts';

/** The summary laid out for print (domain.md 2.5). What people typed goes through `html`, which escapes it. */
export function summaryPage(summary: Summary): Printable {
  const { title, subtitle, watermark, state } = summary;
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
            <div class="state${alarm}">${state}</div>
            ${identity(summary)}
          </header>
          ${activitySection(summary)} ${financialSection(summary)} ${estimateSection(summary)}
          ${controlsSection(summary)} ${commentSection(summary.comment)} ${signedSection(summary)}
        </main>
      </body>
    </html>`;
  return { html: page.text, footer: footerOf(summary) };
}

/** The browser fills the page numbers in; its templates know no style of the page. */
function footerOf({ title, subtitle, state }: Summary): string {
  const words = [title, subtitle, state.split(' : ')[0] ?? ''].join(' · ');
  return html`<div
    style="width: 100%; margin: 0 15mm; display: flex; justify-content: space-between; gap: 8mm; font: 7pt 'Liberation Sans', Arial, sans-serif; color: #525c70"
  >
    <span style="overflow: hidden; text-overflow: ellipsis; white-space: nowrap">${words}</span>
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
    ['Période', `du ${formatDay(sheet.periodStart)} au ${formatDay(sheet.periodEnd)}`],
    ['Caf', equipment.cafCode],
    ['Version', String(sheet.version)],
    ['Idequ', equipment.idequ || '—'],
    ['État', state.split(' : ')[0] ?? ''],
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
  const figure = (value: number | null, unit: string) => (value === null ? '—' : formatFigure({ value, unit }));
  const recalled: readonly (readonly [string, string, string])[] =
    header === null
      ? []
      : [
          ['H01', 'Capacité autorisée', figure(header.authorizedCapacity, 'PLACES')],
          ['H02', 'Agrément modulé', header.modulatedApproval ? 'Oui' : 'Non'],
          [
            'H03',
            `Autorisation de fonctionnement${header.openingHours === null ? '' : ` : ${header.openingHours}`}`,
            header.authorizedFrom === null ? '—' : `depuis le ${formatDay(header.authorizedFrom)}`,
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

const scaleStatuses: Readonly<Record<string, string>> = {
  OFFICIAL: 'barème officiel',
  RECONSTRUCTED: 'barème reconstitué',
  TO_CONFIRM: 'barème à confirmer',
  FIXTURE: 'barème de démonstration, sans valeur officielle',
};

function estimateSection({ estimate, pending }: Summary): Html {
  const title = html`<h2>Estimation du droit (Psu)</h2>`;
  if (estimate === null) {
    const reason = pending
      ? 'Les contrôles et l’estimation sont en cours de calcul.'
      : 'L’estimation n’est pas calculée.';
    return html`<section>
      ${title}
      <p class="muted">${reason}</p>
    </section>`;
  }
  if (!estimate.available || estimate.entitlement === null) {
    return html`<section>
      ${title}
      <p>Estimation indisponible. ${estimate.unavailableReason}</p>
    </section>`;
  }
  const { entitlement, lines, information } = estimate;
  return html`<section>
    ${title}
    <div class="key">
      <span>Droit estimé pour la période</span><strong>${formatFigure({ value: entitlement, unit: 'EURO' })}</strong>
    </div>
    ${lines.length === 0 ? null : calculation('Calcul étape par étape', lines)} ${scaleLine(estimate)}
    ${information.length === 0 ? null : calculation('Pour information', information)}
  </section>`;
}

function scaleLine({ scaleStatus, scaleRowId }: Estimate): Html | null {
  if (scaleStatus === null) return null;
  const rows = scaleRowId === null ? '' : ` (ligne ${scaleRowId})`;
  return html`<p class="muted">Barème appliqué : ${scaleStatuses[scaleStatus] ?? scaleStatus}${rows}.</p>`;
}

function calculation(title: string, lines: readonly EstimateLine[]): Html {
  return html`<h3>${title}</h3>
    <table>
      ${head(['Étape', ''], ['Opération', ''], ['Origine', ''], ['Résultat', 'figure'])}
      <tbody>
        ${lines.map(
          ({ label, operation, source, figure }) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td>${operation}</td>
              <td class="muted">${source}</td>
              <td class="figure">${figure === null ? '—' : formatFigure(figure)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

const severities = { BLOCKING: 'Bloquant', ANOMALY: 'Anomalie', ALERT: 'Alerte', INFO: 'Information' } as const;
const steps = [
  ['ACTIVITY', 'Contrôle des données d’activité'],
  ['FINANCIAL', 'Contrôle des données financières'],
  ['DECLARATION', 'Contrôle de la déclaration'],
] as const;

function controlsSection({ controls, pending }: Summary): Html {
  const title = html`<h2>Contrôles et explications</h2>`;
  if (controls.length === 0) {
    const words = pending ? 'Les contrôles sont en cours.' : 'Aucun contrôle ne relève d’écart.';
    return html`<section>
      ${title}
      <p class="muted">${words}</p>
    </section>`;
  }
  return html`<section>
    ${title}
    <table>
      ${head(['Contrôle', 'control'], ['Constat', ''], ['Explication', ''])}
      ${steps.map(([step, name]) => {
        const ofStep = controls.filter((control) => control.step === step);
        return ofStep.length === 0
          ? null
          : html`<tbody>
              ${groupRow(name, 3)} ${ofStep.map(controlRow)}
            </tbody>`;
      })}
    </table>
  </section>`;
}

function controlRow({ code, severity, label, message, requiredActions, explanation }: SummaryControl): Html {
  return html`<tr>
    <th scope="row" class="control">
      <span class="severity ${severity}">${severities[severity]}</span> <span class="muted">${code}</span><br />${label}
    </th>
    <td>${message} ${severity === 'BLOCKING' ? html`<br /><span class="muted">${requiredActions}</span>` : null}</td>
    <td>${explanationCell(severity, explanation)}</td>
  </tr>`;
}

function explanationCell(severity: SummaryControl['severity'], explanation: SummaryControl['explanation']): Piece {
  if (explanation === null) {
    return severity === 'ANOMALY' || severity === 'ALERT' ? html`<span class="muted">À expliquer</span>` : '—';
  }
  const { text, given, answers } = explanation;
  const late = answers ? '' : ' (les données ont changé depuis : à confirmer)';
  return html`<span class="people">${text}</span><br /><span class="muted small"
      >${given.by}, le ${formatInstant(given.at)}${late}</span
    >`;
}

function commentSection(comment: string | null): Html | null {
  if (comment === null) return null;
  return html`<section>
    <h2>Commentaire de l’approbateur</h2>
    <p class="people">${comment}</p>
  </section>`;
}

function signedSection({ sheet, equipment, acts }: Summary): Html {
  const { transmission, financial } = sheet;
  const both = financial === null ? 'les données d’activité' : 'les données d’activité et les données financières';
  return html`<section class="signed">
    <h2>Attestation et transmission</h2>
    ${
      transmission === null
        ? html`<p>Cette version n’est pas transmise : elle n’est ni attestée ni définitive.</p>`
        : html`<p>
              « J’atteste, au nom du gestionnaire « ${equipment.partnerName} », que ${both} de cette déclaration sont
              exactes. »
            </p>
            <p>
              <strong>${transmission.given.by}</strong>, approbateur, le
              <strong>${formatInstant(transmission.given.at)}</strong> (conditions générales, version
              ${transmission.termsVersion}).
            </p>`
    }
    ${
      acts.length === 0
        ? null
        : html`<table>
            ${head(['Acte', ''], ['Par', ''], ['Le', 'figure'])}
            <tbody>
              ${acts.map(
                ({ what, stamp }) =>
                  html`<tr>
                    <th scope="row">${what}</th>
                    <td>${stamp.by}</td>
                    <td class="figure">${formatInstant(stamp.at)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
    ${
      transmission === null
        ? null
        : html`<p>
            Empreinte des données déclarées (Sha-256) :<br /><span class="hash">${transmission.dataHash}</span>
          </p>`
    }
  </section>`;
}

function head(...columns: readonly (readonly [string, string])[]): Html {
  return html`<thead>
    <tr>
      ${columns.map(([name, kind]) => html`<th scope="col" class="${kind}">${name}</th>`)}
    </tr>
  </thead>`;
}

function groupRow(name: string, columns: number): Html {
  return html`<tr class="group">
    <th scope="rowgroup" class="group" colspan="${columns}">${name}</th>
  </tr>`;
}

function lineRow(line: SheetLine): Html {
  if (line.unit === 'TEXT' && line.value !== null && line.value !== '') {
    return html`<tr>
      <td class="code">${line.code}</td>
      <th scope="row" colspan="2">${line.label} : <span class="people">${formatValue(line)}</span></th>
    </tr>`;
  }
  return row(line.code, line.label, formatValue(line), line.side !== null && line.derived ? 'total' : '');
}

function row(code: string, label: string, value: string, kind = ''): Html {
  return html`<tr class="${kind}">
    <td class="code">${code}</td>
    <th scope="row">${label}</th>
    <td class="figure">${value}</td>
  </tr>`;
}

function grouped(lines: readonly SheetLine[]): readonly (readonly [string, readonly SheetLine[]])[] {
  const groups = new Map<string, SheetLine[]>();
  for (const line of lines) groups.set(line.group, [...(groups.get(line.group) ?? []), line]);
  return [...groups];
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
