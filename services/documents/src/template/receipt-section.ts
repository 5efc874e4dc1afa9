import qrcode from 'qrcode-generator';
import type { PrintedReceipt } from '../domain/receipt.ts';
import { html, Html } from './html.ts';
import { colon } from './tables.ts';

/** How anybody verifies the document: the reference, the print of the data and our signature, with the page that compares them. */
export function receiptSection({ reference, dataHash, signature, keyId, address }: PrintedReceipt): Html {
  const [page] = address.split('?');
  return html`<section class="receipt">
    <h2>Vérifier ce document</h2>
    <div class="proof">
      <div class="qr" role="img" aria-label="Code QR de la page de vérification">${qrOf(address)}</div>
      <dl>
        <dt>Référence</dt>
        <dd class="reference">${reference}</dd>
        <dt>Empreinte des données déclarées (SHA-256)</dt>
        <dd class="hash">${dataHash}</dd>
        <dt>Signature du portail (Ed25519, clé ${keyId})</dt>
        <dd class="hash">${signature}</dd>
      </dl>
    </div>
    <p class="muted">
      La page ${page ?? ''} dit à qui la consulte si la référence et l’empreinte sont celles d’une déclaration
      transmise, sans afficher aucun chiffre. L’empreinte SHA-256 du fichier PDF lui-même y est aussi reconnue${colon}
      elle seule prouve que rien n’y a été changé.
    </p>
  </section>`;
}

/** The library writes squares and numbers only: nothing of the address stands in the drawing as text. */
function qrOf(address: string): Html {
  const code = qrcode(0, 'M');
  code.addData(address);
  code.make();
  return new Html(code.createSvgTag({ cellSize: 1, margin: 2, scalable: true }));
}
