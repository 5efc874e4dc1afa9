import { parentPort, workerData } from 'node:worker_threads';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import { readWorkbook } from './read-workbook.ts';
import type { ReaderAnswer, ReaderQuestion } from './workbook-reader.ts';

// Reads one workbook in a thread of its own, whose memory is bounded, and ends.
const { content, declarationId } = workerData as ReaderQuestion;

function answer(): ReaderAnswer {
  try {
    return { reading: readWorkbook(Buffer.from(content), declarationId) };
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    const { code, detail } = error.refusal;
    return { refused: { code, detail } };
  }
}

parentPort?.postMessage(answer());
