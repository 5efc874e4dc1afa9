import { formatInstant } from '../domain/french.ts';
import type { Summary } from '../domain/summary.ts';
import { html, type Html } from './html.ts';
import { colon, head, space } from './tables.ts';

/** The approver’s comment for the Caf. */
export function commentSection(comment: string | null): Html | null {
  if (comment === null) return null;
  return html`<section>
    <h2>Commentaire de l’approbateur</h2>
    <p class="people">${comment}</p>
  </section>`;
}

/** Attestation, who did what and when, the hash of the data. */
export function signedSection({ sheet, equipment, acts }: Summary): Html {
  const { transmission, financial } = sheet;
  const both = financial === null ? 'les données d’activité' : 'les données d’activité et les données financières';
  return html`<section class="signed">
    <h2>Attestation et transmission</h2>
    ${
      transmission === null
        ? html`<p>Cette version n’est pas transmise${colon} elle n’est ni attestée ni définitive.</p>`
        : html`<p>
              «${space}J’atteste, au nom du gestionnaire «${space}${equipment.partnerName}${space}», que ${both} de
              cette déclaration sont exactes.${space}»
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
  </section>`;
}
