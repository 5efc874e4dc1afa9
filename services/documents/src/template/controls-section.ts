import { formatInstant, severityWords } from '../domain/french.ts';
import type { Summary, SummaryControl } from '../domain/summary.ts';
import { html, type Html, type Piece } from './html.ts';
import { groupRow, head } from './tables.ts';

const steps = [
  ['ACTIVITY', 'Contrôle des données d’activité'],
  ['FINANCIAL', 'Contrôle des données financières'],
  ['DECLARATION', 'Contrôle de la déclaration'],
] as const;

/** Each control with its finding and its explanation; what only informs follows, in short. */
export function controlsSection({ sheet, controls, pending }: Summary): Html {
  const title = html`<h2>Contrôles et explications</h2>`;
  if (controls.length === 0) {
    const settled = pending ? 'Les contrôles sont en cours.' : 'Aucun contrôle ne relève d’écart.';
    const words = sheet.lines.length === 0 ? 'Rien n’est encore contrôlé.' : settled;
    return html`<section>
      ${title}
      <p class="muted">${words}</p>
    </section>`;
  }
  const asking = controls.filter(({ severity }) => severity !== 'INFO');
  const notes = controls.filter(({ severity }) => severity === 'INFO');
  return html`<section>
    ${title} ${asking.length === 0 ? html`<p>Aucun contrôle ne relève d’écart.</p>` : controlsTable(asking)}
    ${
      notes.length === 0
        ? null
        : html`<h3>Pour information</h3>
            <ul class="notes">
              ${notes.map(({ code, message }) => html`<li><strong>${code}</strong> ${message}</li>`)}
            </ul>`
    }
  </section>`;
}

function controlsTable(controls: readonly SummaryControl[]): Html {
  return html`<table>
    ${head(['Contrôle', 'control'], ['Constat', 'finding'], ['Explication', ''])}
    ${steps.map(([step, name]) => {
      const ofStep = controls.filter((control) => control.step === step);
      return ofStep.length === 0
        ? null
        : html`<tbody>
            ${groupRow(name, 3)} ${ofStep.map(controlRow)}
          </tbody>`;
    })}
  </table>`;
}

/** Beyond this many characters an explanation takes the whole width, under its control, and may go on on the next page. */
const longExplanation = 400;

function controlRow({ code, severity, label, message, requiredActions, explanation }: SummaryControl): Html {
  const long = (explanation?.text.length ?? 0) > longExplanation;
  const said = explanationCell(severity, explanation);
  return html`<tr class="${long ? 'explained' : ''}">
      <th scope="row" class="control">
        <span class="severity ${severity}">${severityWords[severity]}</span> <span class="muted">${code}</span
        ><br />${label}
      </th>
      <td>${message} ${severity === 'BLOCKING' ? html`<br /><span class="muted">${requiredActions}</span>` : null}</td>
      <td>${long ? html`<span class="muted">Ci-dessous</span>` : said}</td>
    </tr>
    ${
      long
        ? html`<tr class="long">
            <td colspan="3">${said}</td>
          </tr>`
        : null
    }`;
}

function explanationCell(severity: SummaryControl['severity'], explanation: SummaryControl['explanation']): Piece {
  if (explanation === null) {
    return severity === 'ANOMALY' || severity === 'ALERT' ? html`<span class="muted">À expliquer</span>` : '—';
  }
  const { text, given, answers } = explanation;
  const late = answers ? '' : ' (les données ont changé depuis\u202f: à confirmer)';
  return html`<span class="people">${text}</span><br /><span class="muted small"
      >${given.by}, le ${formatInstant(given.at)}${late}</span
    >`;
}
