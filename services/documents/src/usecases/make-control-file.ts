import { createHash } from 'node:crypto';
import { csvOf } from '@portail/platform/exports/csv.ts';
import { zipStream } from '@portail/platform/exports/zip.ts';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import {
  folderOf,
  happeningsOf,
  type AskedControlFile,
  type ControlFileEntry,
  type Happening,
} from '../domain/control-file.ts';
import type { AskedSummary } from '../domain/reading.ts';
import { signedText, type PrintedReceipt } from '../domain/receipt.ts';
import { refuse } from '../domain/refusals.ts';
import { summaryOf, type Summary } from '../domain/summary.ts';
import { calculationTable, controlsTable, declaredTable, historyTable } from '../template/control-file-tables.ts';
import type { ReceiptOf } from './issue-receipt.ts';
import type { ReceiptKeys, Summaries } from './ports.ts';
import type { ServedSummary } from './read-summary.ts';

/** With what a control file is made. */
export interface ControlFileTools {
  readonly summaries: Pick<Summaries, 'material'>;
  readonly readSummary: (asked: AskedSummary, at: Date) => Promise<ServedSummary>;
  readonly receiptOf: ReceiptOf;
  readonly receiptKeys: ReceiptKeys;
  /** The page that says what is in the archive, in HTML. */
  readonly contentsPage: (contents: ControlFileContents) => string;
}

/** What the contents page says. */
export interface ControlFileContents extends Pick<AskedControlFile, 'equipment' | 'askedBy'> {
  readonly at: Date;
  readonly summaries: readonly Summary[];
  readonly entries: readonly ControlFileEntry[];
}

/** Makes an archive as it is read. */
export type MakeControlFile = (asked: AskedControlFile, at: Date) => Promise<AsyncGenerator<Uint8Array>>;

/**
 * The control file of an equipment (C-10): the document, the data, the controls, the calculation and the receipt of all that was
 * transmitted in its last three exercises, with its history, the hash of each file and a contents page. Streamed: one version is
 * held at a time. Documents are made before the first byte leaves, so that one that cannot be made is a refusal, never half a file.
 */
export function controlFileMaker(tools: ControlFileTools): MakeControlFile {
  return async (asked, at) => {
    if (asked.versions.length === 0) throw new RefusalError(refuse('NOTHING_TRANSMITTED'));
    for (const version of asked.versions) await tools.readSummary({ ...version, reading: 'WHOLE' }, at);
    return archive(tools, asked, at);
  };
}

async function* archive(tools: ControlFileTools, asked: AskedControlFile, at: Date): AsyncGenerator<Uint8Array> {
  const zip = zipStream();
  const entries: ControlFileEntry[] = [];
  async function* add(path: string, content: AsyncIterable<Uint8Array>, stored = false): AsyncGenerator<Uint8Array> {
    const push = zip.file(path, { stored });
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const part of content) {
      bytes += part.length;
      hash.update(part);
      push(part);
      yield* zip.taken();
    }
    push('', true);
    entries.push({ path, bytes, sha256: hash.digest('hex') });
    yield* zip.taken();
  }

  const summaries: Summary[] = [];
  const happenings: Happening[] = [];
  for (const version of asked.versions) {
    const material = await tools.summaries.material(version.declarationId, version.version);
    if (material === null) throw new Error(`version ${version.version} of ${version.declarationId} is gone`);
    const summary = summaryOf(material, 'WHOLE', await tools.receiptOf(material.sheet, at));
    const { pdf } = await tools.readSummary({ ...version, reading: 'WHOLE' }, at);
    const folder = folderOf(material.sheet);
    yield* add(`${folder}/synthese.pdf`, once(pdf), true);
    yield* add(`${folder}/donnees.csv`, csvOf(declaredTable(summary)));
    yield* add(`${folder}/controles.csv`, csvOf(controlsTable(summary)));
    yield* add(`${folder}/calcul.csv`, csvOf(calculationTable(summary)));
    yield* add(`${folder}/accuse-de-reception.json`, once(receiptText(summary.receipt, tools.receiptKeys)));
    summaries.push(summary);
    happenings.push(...happeningsOf(summary, material.closed));
  }
  yield* add('historique.csv', csvOf(historyTable(happenings)));
  const hashes = entries.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('');
  yield* add('empreintes-sha256.txt', once(hashes));
  const { equipment, askedBy } = asked;
  yield* add('sommaire.html', once(tools.contentsPage({ equipment, askedBy, at, summaries, entries })));
  zip.end();
  yield* zip.taken();
}

async function* once(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof content === 'string' ? Buffer.from(content) : content;
}

/** The receipt with what anybody needs to check its signature without us. */
function receiptText(receipt: PrintedReceipt | null, { published }: ReceiptKeys): string {
  if (receipt === null) throw new Error('a transmitted version without a receipt');
  const publicKey = published.find(({ keyId }) => keyId === receipt.keyId)?.publicKey ?? null;
  return `${JSON.stringify({ ...receipt, signedText: signedText(receipt), publicKey }, null, 2)}\n`;
}
