import { describe, expect, test } from '@jest/globals';
import type { Sheet } from '../domain/sheet.ts';
import { summaryOf } from '../domain/summary.ts';
import { sampleReceipt } from '../testing/receipts.ts';
import { sampleEquipment, sampleVerdict, transmittedSheet } from '../testing/samples.ts';
import { summaryPage } from './summary-page.ts';

const payload = `<img src="http://127.0.0.1:9/x" onerror='alert(1)'><script>x</script>`;

/** Every text in it, replaced: whoever typed it. */
function poisoned<T>(value: T, kept: ReadonlySet<string>): T {
  if (typeof value === 'string') return payload as T;
  if (Array.isArray(value)) return value.map((each: unknown) => poisoned(each, kept)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, kept.has(key) ? each : poisoned(each, kept)]);
  return Object.fromEntries(entries) as T;
}

/** What the services compute; everything else may come from a keyboard. */
const computed = new Set([
  ...['at', 'evaluatedAt', 'periodStart', 'periodEnd', 'authorizedFrom', 'type', 'status', 'section', 'side', 'step'],
  ...['severity', 'unit', 'state', 'declarationId', 'code', 'field', 'fingerprint'],
]);

describe('the page of a summary', () => {
  test('holds no tag, address or attribute that came with a text, wherever it came from', () => {
    const material = {
      sheet: poisoned<Sheet>(transmittedSheet(), computed),
      equipment: poisoned(sampleEquipment(), computed),
      verdict: poisoned(sampleVerdict(), computed),
      closed: null,
    };
    const { html, footer } = summaryPage(summaryOf(material, 'WHOLE'));
    for (const text of [html, footer]) {
      expect(text).toContain('&lt;img src=&quot;http://127.0.0.1:9/x&quot;');
      expect(text).not.toMatch(/<(script|img|iframe|svg|link|meta http|base|object|embed)/i);
      expect(text).not.toMatch(/<[^>]*\s(on\w+|src|href)=/i);
    }
    // In each place where people’s words stand: names, labels, messages, explanation, comment, acts.
    expect(html.split('&lt;img').length).toBeGreaterThan(40);
  });

  test('says what domain.md 2.5 asks for', () => {
    const material = {
      sheet: transmittedSheet(),
      equipment: sampleEquipment(),
      verdict: sampleVerdict(),
      closed: null,
    };
    const { html } = summaryPage(summaryOf(material, 'WHOLE', sampleReceipt()));
    for (const text of [
      ...['La Moufletterie', 'Association Les Œillets de Montrevel', '371', 'Réelle', 'du 01/01/2015 au 31/12/2015'],
      ...['Nombre d’heures facturées aux familles', 'Charges de personnel', 'Taux de facturation', 'Montant brut'],
      ...[
        'barème de démonstration',
        'fixture-2015-both-1',
        'Constat de ACT-12.',
        'Une section a fermé trois semaines.',
      ],
      ...['Merci de votre lecture.', 'J’atteste', 'Hélène Marchand', '12/03/2016', 'a1b2c3d4'.repeat(8)],
    ]) {
      expect(html).toContain(text);
    }
    expect(html).not.toContain('class="watermark');
  });
});
