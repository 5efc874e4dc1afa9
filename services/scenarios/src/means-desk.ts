import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Page } from 'puppeteer-core';
import { accepted } from './api-client.ts';
import { inPage } from './browser.ts';
import { nationalAccount } from './demo-people.ts';
import { signIn } from './sign-in.ts';

interface Preview {
  readonly digest: string;
  readonly count: number;
  readonly versions: readonly unknown[];
  readonly upToDate: boolean;
}

/**
 * The Cnaf publishes the means of an exercise once the statistics know `total` réelles; a correction where they were published.
 * @param toBe what else the preview must say, when its digest has to follow a change
 */
export async function publishMeans(exercise: number, total: number, toBe = (_: Preview) => true): Promise<Preview> {
  const national = await signIn('admin', nationalAccount());
  const path = `/api/statistics/means/${exercise}`;
  const preview = await eventually('the statistics to know every réelle', async () => {
    const known = accepted(path, await national.get<Preview>(path));
    return known.count >= total && toBe(known) && known;
  });
  const correction = preview.versions.length > 0 ? 'Des réelles ont été validées depuis.' : null;
  const body = { digest: preview.digest, forcedReason: null, correction };
  const options = { revision: preview.versions.length, key: randomUUID() };
  accepted('publication', await national.send('POST', `${path}/publication`, body, options));
  return preview;
}

/** Fills the model of the page with lines that say their zone and how many EAJE, every sum being 1, and gives it. */
export async function giveMeans(page: Page, lines: readonly string[]): Promise<void> {
  const path = join(mkdtempSync(join(tmpdir(), 'moyennes-')), 'moyennes.csv');
  const model = await inPage<string>(page, `document.querySelector('a[download="moyennes.csv"]').href`);
  const [headings = ''] = decodeURIComponent(model.slice(model.indexOf(',') + 1)).split('\r\n');
  const filled = lines.map((line) => `${line}${';1'.repeat(headings.split(';').length - 2)}`);
  writeFileSync(path, [headings, ...filled].join('\r\n'));
  const field = (await page.waitForSelector('#liste-moyennes')) as unknown as {
    uploadFile(path: string): Promise<void>;
  };
  await field.uploadFile(path);
}
