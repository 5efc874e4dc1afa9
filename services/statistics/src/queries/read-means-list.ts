import type { Queryable } from '@portail/platform/db/database.ts';
import { readList } from '@portail/platform/imports/read-list.ts';
import { accepted, RefusalError } from '@portail/platform/pure/refusal.ts';
import { meansList, readMeans, type MeansFault } from '../domain/means-list.ts';
import type { ImportedMeans } from '../domain/publication.ts';
import { refuse } from '../domain/refusals.ts';
import { previewMeans, type MeansPreview } from './preview-means.ts';

/** A list of means as it is sent. */
export interface SentList {
  readonly fileName: string;
  /** Base64. */
  readonly content: string;
}

/** What a list would publish, or everything that is wrong with it. */
export interface ReadMeansList {
  preview: MeansPreview | null;
  faults: MeansFault[];
}

/** Reads a list of means and shows what publishing it would do; changes nothing. @throws RefusalError FILE_WORKBOOK, HEADINGS_UNKNOWN… */
export async function readMeansList(db: Queryable, exercise: number, list: SentList, at: Date): Promise<ReadMeansList> {
  const { zones, faults } = read(list);
  return { preview: faults.length === 0 ? await previewMeans(db, exercise, at, zones) : null, faults };
}

/** The means of a list without fault, to publish. @throws RefusalError LIST_REFUSED, and those of {@link readMeansList} */
export function importedMeans(list: SentList): ImportedMeans {
  const { zones, faults } = read(list);
  if (faults.length > 0) throw new RefusalError(refuse('LIST_REFUSED'));
  return { fileName: list.fileName, zones };
}

const read = ({ content }: SentList) => readMeans(accepted(readList(Buffer.from(content, 'base64'), meansList)));
