import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A way to send a file. */
export type Encoding = 'br' | 'gzip' | 'identity';

/** A file of the front end, other than index.html. */
export interface FrontEndFile {
  readonly type: string;
  /** True when its name changes with its content: browsers may keep it for ever. */
  readonly immutable: boolean;
  readonly etag: string;
  readonly compressible: boolean;
  /** Its bytes; compressed once, when first asked for. */
  bytes(encoding: Encoding): Promise<Buffer>;
}

/** A built Angular application. */
export interface FrontEnd {
  /** @param path absolute path of a request, decoded; it is looked up and never joined to a folder */
  file(path: string): FrontEndFile | undefined;
  /**
   * index.html for a page, with this nonce wherever it says `CSP_NONCE`, its style sheets within it, and of the links that
   * name a page (`data-page`) those of this one.
   */
  index(nonce: string, path: string): string;
}

const types: Readonly<Record<string, readonly [type: string, compressible: boolean]>> = {
  '.css': ['text/css; charset=utf-8', true],
  '.csv': ['text/csv; charset=utf-8', true],
  '.html': ['text/html; charset=utf-8', true],
  '.ico': ['image/x-icon', false],
  '.jpg': ['image/jpeg', false],
  '.js': ['text/javascript; charset=utf-8', true],
  '.json': ['application/json; charset=utf-8', true],
  '.png': ['image/png', false],
  '.svg': ['image/svg+xml', true],
  '.txt': ['text/plain; charset=utf-8', true],
  '.webmanifest': ['application/manifest+json', true],
  '.webp': ['image/webp', false],
  '.woff2': ['font/woff2', false],
};

const compressWithBrotli = promisify(brotliCompress);
const compressWithGzip = promisify(gzip);
const brotliQuality = 9;
const gzipLevel = 9;

/**
 * Reads the list of files of a built front end once. What is not in it then does not exist; files of unknown types
 * (source maps, licences) are not served.
 */
export function loadFrontEnd(directory: string): FrontEnd {
  const files = new Map<string, FrontEndFile>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name);
    const path = `/${relative(directory, full).split(sep).join('/')}`;
    const known = types[extname(entry.name)];
    if (!entry.isFile() || known === undefined || path === '/index.html') continue;
    files.set(path, frontEndFile(full, path, known));
  }
  const index = readIndex(directory);
  return { file: (path) => files.get(path), index };
}

/** A link of index.html that only some pages need: what they will ask for first. */
interface PageLink {
  /** `/declarations/:id/*`, `/equipements/:id`: a star is any further path. */
  readonly page: URLPattern;
  /** The link, with `:id` where the page has it. */
  readonly html: string;
}

/**
 * The style sheets are put within the page: what is drawn first waits for no other file. The links with `data-page` are
 * kept apart, for the pages they name.
 */
function readIndex(directory: string): FrontEnd['index'] {
  const links: PageLink[] = [];
  const html = readFileSync(join(directory, 'index.html'), 'utf8')
    .replace(/<link rel="stylesheet" href="\/([\w.-]+\.css)"[^>]*>/g, (_link, name: string) => {
      const sheet = readFileSync(join(directory, name), 'utf8');
      return `<style nonce="CSP_NONCE">${sheet}</style>`;
    })
    .replace(/<link [^>]*?\s?data-page="([^"]+)"[^>]*>/g, (link, pathname: string) => {
      links.push({ page: new URLPattern({ pathname }), html: link.replace(/\s?data-page="[^"]+"/, '') });
      return '';
    });
  const [head = '', ...parts] = html.split('</head>');
  const body = `</head>${parts.join('</head>')}`;
  return (nonce, path) => {
    const known = links.flatMap(({ page, html: link }) => {
      const found = page.exec({ pathname: path });
      const id = found?.pathname.groups['id'] ?? '';
      // What is not an identifier asks for nothing.
      return found === null || !/^[\w-]*$/.test(id) ? [] : [link.replaceAll(':id', id)];
    });
    return (head + known.join('') + body).replaceAll('CSP_NONCE', nonce);
  };
}

/** Angular puts a hash of eight letters into the names of scripts, styles and what lies in `media`, and of nothing else. */
function carriesHash(path: string): boolean {
  return /-[\w-]{8}\.(js|css)$/.test(path) || /^\/media\/.*-[\w-]{8}\.\w+$/.test(path);
}

function frontEndFile(full: string, path: string, [type, compressible]: readonly [string, boolean]): FrontEndFile {
  const { size, mtimeMs } = statSync(full);
  const tag = createHash('sha256').update(`${path}:${size}:${mtimeMs}`).digest('base64url').slice(0, 22);
  const compressed = new Map<Encoding, Promise<Buffer>>();
  return {
    type,
    compressible,
    immutable: carriesHash(path),
    etag: `"${tag}"`,
    bytes: (encoding) => {
      if (encoding === 'identity') return readFile(full);
      const known = compressed.get(encoding) ?? compress(full, encoding);
      compressed.set(encoding, known);
      return known;
    },
  };
}

async function compress(full: string, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const bytes = await readFile(full);
  if (encoding === 'gzip') return compressWithGzip(bytes, { level: gzipLevel });
  return compressWithBrotli(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

const quickBrotli = 4;

/** A page made for one answer. */
export async function compressedPage(html: string, encoding: Encoding): Promise<Buffer> {
  const bytes = Buffer.from(html);
  if (encoding === 'identity') return bytes;
  if (encoding === 'gzip') return compressWithGzip(bytes);
  return compressWithBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quickBrotli } });
}

/** The best encoding of ours that `Accept-Encoding` allows; a browser that refuses one with `q=0` is heard. */
export function encodingFor(acceptEncoding: string | undefined): Encoding {
  const accepted = new Set(
    (acceptEncoding ?? '')
      .split(',')
      .map((part) => part.trim().toLowerCase())
      .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
      .map((part) => part.split(';')[0]),
  );
  if (accepted.has('br')) return 'br';
  return accepted.has('gzip') ? 'gzip' : 'identity';
}

/** Whether an unknown path may be a page of the application: no file extension in its last part. */
export function mayBePage(path: string): boolean {
  return !path.slice(path.lastIndexOf('/')).includes('.');
}
