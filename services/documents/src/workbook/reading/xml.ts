import { SaxesParser } from 'saxes';
import { refuseFile } from './refused-file.ts';

/** What one listens to while a part is read. */
export interface Listener {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(words: string): void;
}

/** Elements of a part of ours: its sixty lines of ten cells, and what a spreadsheet adds to them. */
const mostElements = 200_000;

/**
 * Reads a part from one end to the other; nothing of it is kept but what the listener keeps. A document type is refused: with
 * it come entities, which a spreadsheet never writes.
 * @throws RefusalError when it is not XML, or has a document type
 */
export function readXml(content: string, listener: Listener): void {
  const parser = new SaxesParser();
  let elements = 0;
  parser.on('error', () => {
    throw refuseFile('DAMAGED');
  });
  parser.on('doctype', () => {
    throw refuseFile('ACTIVE_CONTENT');
  });
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1;
    if (elements > mostElements) throw refuseFile('TOO_LARGE');
    listener.open(name, attributes);
  });
  parser.on('closetag', ({ name }) => listener.close?.(name));
  parser.on('text', (words) => listener.text?.(words));
  parser.on('cdata', (words) => listener.text?.(words));
  parser.write(content).close();
}
