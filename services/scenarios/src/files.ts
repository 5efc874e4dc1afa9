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

/**
 * Presses a button that downloads a file, and reads what came. The browser makes the file’s name on the disk, empty,
 * before it holds a byte: only its own word says that the download has ended.
 */
export async function downloaded(screen: Screen, button: string): Promise<TakenFile> {
  const folder = await mkdtemp(join(tmpdir(), 'portail-downloads-'));
  const devtools = await screen.page.createCDPSession();
  const { id } = screen.page.browserContext();
  let end: 'completed' | 'canceled' | undefined;
  devtools.on('Browser.downloadProgress', ({ state }) => {
    if (state !== 'inProgress') end = state;
  });
  await devtools.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: folder,
    eventsEnabled: true,
    ...(id === undefined ? {} : { browserContextId: id }),
  });
  await press(screen.page, button);
  if ((await eventually(`the end of the download « ${button} »`, async () => end)) === 'canceled') {
    throw new Error(`the browser gave up the download « ${button} »`);
  }
  const [name] = await readdir(folder);
  await devtools.detach();
  return { name: name!, content: await readFile(join(folder, name!)) };
}

/** The rows of a CSV of ours, by heading. */
export function csvRows(content: Buffer): Record<string, string>[] {
  return parse(content, { delimiter: ';', bom: true, columns: true });
}
