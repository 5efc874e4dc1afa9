import { Worker } from 'node:worker_threads';
import { Refusal, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { WorkbookReading } from '../../domain/workbook-reading.ts';
import { fileLimits } from './archive.ts';
import { refuseFile } from './refused-file.ts';

/** What the thread is asked. */
export interface ReaderQuestion {
  readonly content: Uint8Array;
  readonly declarationId: string;
}

/** What it answers. */
export type ReaderAnswer =
  { readonly reading: WorkbookReading } | { readonly refused: { readonly code: string; readonly detail: string } };

/** Reads a filled workbook. @throws RefusalError when the file is not one of ours */
export type ReadWorkbook = (content: Uint8Array, declarationId: string) => Promise<WorkbookReading>;

/** Less than the gateway waits; the largest workbook that passes the limits takes a tenth of it. */
const limitMs = 8_000;
const memory = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 } as const;
/** Threads at once; other files wait for their turn. */
const atOnce = 2;

/** Reads workbooks each in a thread of its own, with bounded memory and time: a hostile file costs itself only. */
export function workbookReader(): ReadWorkbook {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (content, declarationId) => {
    if (content.length > fileLimits.bytes) throw refuseFile('TOO_LARGE');
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return readingOf(await inThread({ content, declarationId }));
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

function readingOf(answer: ReaderAnswer): WorkbookReading {
  if ('reading' in answer) return answer.reading;
  throw new RefusalError(new Refusal('rule', answer.refused.code, answer.refused.detail));
}

async function inThread(question: ReaderQuestion): Promise<ReaderAnswer> {
  const thread = new Worker(new URL('./worker.ts', import.meta.url), { workerData: question, resourceLimits: memory });
  const { promise, resolve, reject } = Promise.withResolvers<ReaderAnswer>();
  const timer = setTimeout(() => reject(refuseFile('TOO_SLOW')), limitMs);
  thread.once('message', resolve);
  thread.once('error', (error: NodeJS.ErrnoException) => {
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refuseFile('TOO_LARGE') : error);
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
