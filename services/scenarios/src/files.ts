import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { parse } from 'csv-parse/sync';
import type { ApiClient } from './api-client.ts';
import { press, type Screen } from './browser.ts';
import { originOf } from './environment.ts';

/** A file as a site gave it. */
export interface TakenFile {
  readonly name: string;
  readonly content: Buffer;
}

/** Asks for a file, with a person’s session. */
export async function fileOf(person: ApiClient, path: string): Promise<TakenFile & { readonly status: number }> {
  const answer = await fetch(`${originOf(person.site)}${path}`, { headers: { cookie: person.jar.header() } });
  const [, name = ''] = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '') ?? [];
  return { status: answer.status, name, content: Buffer.from(await answer.arrayBuffer()) };
}

/** Presses a button that downloads a file, and reads what came. */
export async function downloaded(screen: Screen, button: string): Promise<TakenFile> {
  const folder = await mkdtemp(join(tmpdir(), 'portail-downloads-'));
  const devtools = await screen.page.createCDPSession();
  const { id } = screen.page.browserContext();
  await devtools.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: folder,
    ...(id === undefined ? {} : { browserContextId: id }),
  });
  await press(screen.page, button);
  const name = await eventually('the downloaded file', async () => {
    return (await readdir(folder)).find((each) => /\.(csv|xlsx|ods|pdf|svg|png|zip)$/.test(each));
  });
  return { name, content: await readFile(join(folder, name)) };
}

/** The rows of a CSV of ours, by heading. */
export function csvRows(content: Buffer): Record<string, string>[] {
  return parse(content, { delimiter: ';', bom: true, columns: true });
}
