/* eslint-disable no-console -- Nothing is drawn here: the package says at length, when it is loaded, that it would want a canvas. */
const { warn } = console;
console.warn = () => undefined;
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
console.warn = warn;
/* eslint-enable no-console */

/** A PDF as a reader, or the software that reads it aloud, finds it. */
export interface ReadPdf {
  readonly pages: readonly string[];
  readonly text: string;
  readonly title: string;
  readonly language: string;
  readonly tagged: boolean;
  /** Titles of the outline, all levels. */
  readonly outline: readonly string[];
  /** Roles of the structure: H1, Table, TH… with how many there are. */
  readonly roles: ReadonlyMap<string, number>;
}

interface Node {
  readonly role?: string;
  readonly children?: readonly Node[];
}

/** Reads a PDF back. */
export async function readPdf(content: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(content), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  try {
    const pages: string[] = [];
    const roles = new Map<string, number>();
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(plain(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('')));
      count((await page.getStructTree()) as Node | null, roles);
    }
    const { info } = (await document.getMetadata()) as { info: { Title?: string; Language?: string } };
    return {
      pages,
      text: pages.join(' '),
      title: info.Title ?? '',
      language: info.Language ?? '',
      tagged: ((await document.getMarkInfo()) as ReadonlyMap<string, boolean> | null)?.get('Marked') === true,
      outline: titlesOf(await document.getOutline()),
      roles,
    };
  } finally {
    await task.destroy();
  }
}

type Outline = readonly { readonly title: string; readonly items: Outline }[];

function titlesOf(outline: Outline | null): string[] {
  return (outline ?? []).flatMap(({ title, items }) => [plain(title), ...titlesOf(items)]);
}

function count(node: Node | null, roles: Map<string, number>): void {
  if (node?.role !== undefined) roles.set(node.role, (roles.get(node.role) ?? 0) + 1);
  for (const child of node?.children ?? []) count(child, roles);
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
