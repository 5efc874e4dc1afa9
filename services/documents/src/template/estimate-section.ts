import { formatFigure } from '@portail/platform/pure/french.ts';
import type { Summary } from '../domain/summary.ts';
import type { Estimate, EstimateLine } from '../domain/verdict.ts';
import { html, type Html } from './html.ts';
import { colon, head } from './tables.ts';

const scaleStatuses: Readonly<Record<string, string>> = {
  OFFICIAL: 'barème officiel',
  RECONSTRUCTED: 'barème reconstitué',
  TO_CONFIRM: 'barème à confirmer',
  FIXTURE: 'barème de démonstration, sans valeur officielle',
};

/** The estimate: its amount, its steps, the scale and its status. */
export function estimateSection({ estimate, pending }: Summary): Html {
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
  return html`<p class="muted">Barème appliqué${colon} ${scaleStatuses[scaleStatus] ?? scaleStatus}${rows}.</p>`;
}

function calculation(title: string, lines: readonly EstimateLine[]): Html {
  return html`<h3>${title}</h3>
    <table>
      ${head(['Étape', 'step'], ['Opération', 'operation'], ['Origine', ''], ['Résultat', 'figure'])}
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
