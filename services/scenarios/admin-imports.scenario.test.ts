import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { malformedLists } from '@portail/platform/testing/malformed-lists.ts';
import type { Browser } from 'puppeteer-core';
import {
  hasText,
  inPage,
  personAt,
  press,
  seeNoText,
  seeText,
  seeTitle,
  startBrowser,
  step,
  visit,
  type Screen,
} from './src/browser.ts';
import { agentAccount } from './src/demo-people.ts';
import { examineTwice } from './src/examination.ts';

// Domain.md 8.1, 8.2: whatever an agent gives in place of a list, each import answers with a sentence that says what to do,
// in a few seconds at most, keeps the page in use, and records nothing.
const sentences: Readonly<Record<string, string>> = {
  FILE_EMPTY: 'ne contient aucune ligne sous les en-têtes',
  FILE_UTF16: 'est enregistré en « texte Unicode » (UTF-16)',
  FILE_ENCODING: 'Certaines lettres de ce fichier ne peuvent pas être lues',
  FILE_BINARY: 'n’est pas un fichier de texte',
  FILE_WORKBOOK: 'est un classeur (Excel ou LibreOffice)',
  HEADINGS_UNKNOWN: 'La première ligne doit porter ces en-têtes',
  SEPARATOR_UNKNOWN: 'Les colonnes de ce fichier sont séparées par « | »',
  FILE_QUOTES: 'ne se referment pas',
  LINE_TOO_LONG: 'est trop longue pour une liste',
  TOO_MANY_LINES: 'contient plus de 5 000 lignes',
  FILE_TOO_LARGE: 'Le fichier dépasse 2 Mo',
};
const unhurried = 8_000;

describe('lists that are none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'listes-'));
  let browser: Browser;
  let screen: Screen;

  beforeAll(async () => {
    browser = await startBrowser();
    screen = await personAt(browser, 'admin', agentAccount());
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function give(selector: string, name: string, content: Uint8Array): Promise<void> {
    const path = join(folder, name);
    writeFileSync(path, content);
    const input = (await screen.page.waitForSelector(selector)) as unknown as {
      uploadFile(path: string): Promise<void>;
    };
    await input.uploadFile(path);
  }

  const imports = [
    {
      what: 'habilitations',
      address: '/habilitations/import',
      title: 'Importer une liste d’habilitations',
      columns: ['courriel', 'prénom', 'nom', 'équipement', 'rôles', 'date d’effet', 'référence du document'],
      input: '#liste',
      show: 'Montrer l’aperçu' as string | null,
    },
    {
      what: 'rates',
      address: '/equipements/taux/import',
      title: 'Importer des taux',
      columns: ['IDEQU', 'exercice', 'taux'],
      input: 'input[type=file]',
      show: null,
    },
  ] as const;

  test.each(imports)(
    'each is refused by the import of $what with its sentence',
    async ({ what, address, title, columns, input, show }) => {
      const { page } = screen;
      const findings: string[] = [];
      await visit(screen, address);
      await seeTitle(page, title);
      let before = '';
      for (const [index, [kind, content, code]] of malformedLists(columns, 5_000).entries()) {
        await step(`${what}: ${kind}`, [screen], async () => {
          const sentence = sentences[code]!;
          // The same sentence twice would be seen at once: the page is opened again.
          if (before === sentence) await visit(screen, address);
          const instant = performance.now();
          await give(input, `liste-${index}.csv`, content);
          if (show !== null) await press(page, show);
          await seeText(page, sentence);
          expect([kind, performance.now() - instant < unhurried]).toEqual([kind, true]);
          // What was wrong before is no longer said, and the focus is where the fault is.
          if (before !== '' && before !== sentence) await seeNoText(page, before);
          expect(await hasText(page, 'Incident technique')).toBe(false);
          expect(await inPage<string>(page, 'document.activeElement.tagName')).not.toBe('BODY');
          if (before === '' || code === 'HEADINGS_UNKNOWN') {
            findings.push(...(await examineTwice(screen, `import-${what}-${index}`)));
          }
          before = sentence;
        });
      }
      expect(findings).toEqual([]);
      expect(screen.complaints).toEqual([]);
    },
    240_000,
  );

  test('formulas, lines given twice and lines separated otherwise are named line by line; nothing can be applied', async () => {
    const { page } = screen;
    const lines = ['IDEQU;exercice;taux', 'inconnu;2016;98', 'inconnu;2016;98', '=1+1;2016;98', 'inconnu,2017,98'];
    await step('line by line', [screen], async () => {
      await visit(screen, '/equipements/taux/import');
      await give('input[type=file]', 'taux.csv', Buffer.from(lines.join('\r\n')));
      await seeText(page, 'commence comme une formule');
      await seeText(page, 'n’est pas séparée par « ; », comme le sont les en-têtes');
      await seeText(page, 'Aucun équipement de votre Caf ne porte cet IDEQU');
      expect(await page.$('::-p-text(Enregistrer )')).toBeNull();
      expect(await examineTwice(screen, 'import-rates-lines')).toEqual([]);
    });
  });
});
