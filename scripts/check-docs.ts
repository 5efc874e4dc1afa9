import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asvsFaults } from './checks/asvs.ts';
import { demoAccounts } from './seed/accounts.ts';

// `node scripts/check-docs.ts`: fails on a dead path, link, anchor or command in the documents, and on a row of the
// guide map or of the table of ASVS that is missing, repeated or names a file that does not exist. One line per fault.

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const documents = [
  'README.md',
  'SECURITY.md',
  'docs/**/*.md',
  'services/*/README.md',
  'proto/README.md',
  'deploy/README.md',
  'k8s/README.md',
];
const guideMap = 'docs/guide-map.md';
const asvsTable = 'docs/asvs.md';
const rooms = ['proto', 'services', 'scripts', 'frontend', 'docs', 'deploy', 'k8s', 'src'];
/** Made by a run, not committed. */
const madeByRuns = /^(\.run|\.run-test|\.run-cluster|\.cache|node_modules|dist|deploy\/\.env|deploy\/secrets)(\/|$)/;
const sourceFile = /^[\w.-]+\.(ts|mjs|cjs|json|proto|md|scss|html|yaml)$/;
/** Commands of npm itself. */
const npmCommands = new Set(['ci', 'install']);

/** What is wrong at a line of a document. */
interface Fault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Rows of the product’s list of the guide, ranges spelt out. */
export const guideRows: readonly string[] = [
  ...['1.1', '1.2', '1.3', '1.4', '1.6', '1.7', '1.8'],
  ...spelt('2.', 10),
  ...spelt('3.', 4),
  ...spelt('4.', 5),
  ...spelt('5.', 7),
  ...spelt('6.', 7),
  ...spelt('7.', 8),
  ...spelt('8.', 4),
  '9.x',
  ...spelt('10.', 9),
  ...spelt('11.', 6),
  ...spelt('12.', 7),
  ...spelt('A.', 9),
  ...spelt('Caf.', 8),
];

function spelt(prefix: string, last: number): string[] {
  return Array.from({ length: last }, (_, index) => `${prefix}${index + 1}`);
}

/** The anchor that a heading gets, as forges make it. */
export function anchorOf(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** Commands `npm run x` and `npm x` of a text: the script’s name. */
export function scriptsNamed(text: string): string[] {
  return [...text.matchAll(/\bnpm (?:(run)\s+(?:--?[\w-]+\s+)*)?([a-z][\w:.-]*)/g)]
    .map(([, , name]) => name!)
    .filter((name) => !npmCommands.has(name));
}

/** Rows of the guide map in the order of the table, with their cells. */
export function tableRows(markdown: string): { line: number; cells: string[] }[] {
  return markdown.split('\n').flatMap((text, index) => {
    if (!text.startsWith('|') || /^\|\s*(Row|-+)\s*\|/.test(text)) return [];
    const cells = text
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return [{ line: index + 1, cells }];
  });
}

/** Rows that the titles of a scenario’s tests begin with: « 7.2, 7.4: each gap… » plays two. */
export function rowsPlayed(scenario: string): string[] {
  return [...scenario.matchAll(/\b(?:test|play)\(\s*['"`]((?:\w+\.\w+(?:, )?)+):/g)].flatMap(([, ids]) =>
    ids!.split(', '),
  );
}

/**
 * Faults of the guide map’s table against the list of rows. What the guide’s sheets say to a partner is played by a test
 * named after its row.
 * @param read text of a scenario, undefined when there is none
 */
export function guideFaults(
  markdown: string,
  read: (path: string) => string | undefined,
): { line: number; message: string }[] {
  const rows = tableRows(markdown);
  const seen = rows.map(({ cells }) => cells[0] ?? '');
  const missing = guideRows
    .filter((id) => !seen.includes(id))
    .map((id) => ({ line: 1, message: `row ${id} is missing` }));
  const others = rows.flatMap(({ line, cells }, index) => {
    const [id = '', , screen = '', , , scenario = ''] = cells;
    const faults: string[] = [];
    if (!guideRows.includes(id)) faults.push(`row ${id} is not a row of the product’s list`);
    if (seen.indexOf(id) !== index) faults.push(`row ${id} stands twice`);
    if (cells.length !== 6) faults.push(`row ${id} has ${cells.length} cells, 6 expected`);
    const files = [...scenario.matchAll(/`([^`]+)`/g)].map(([, path]) => path!);
    if (files.length === 0 && scenario !== 'not built')
      faults.push(`row ${id} names no scenario and is not “not built”`);
    if (files.length > 0 && screen === 'à venir') faults.push(`row ${id} has a scenario but no screen`);
    const texts = files.map((path) => read(path));
    for (const [index, path] of files.entries()) {
      if (texts[index] === undefined) faults.push(`row ${id}: scenario ${path} does not exist`);
    }
    const named = texts.some((text) => text !== undefined && rowsPlayed(text).includes(id));
    if (files.length > 0 && guideRows.includes(id) && /^\d/.test(id) && !named)
      faults.push(`row ${id}: no test of its scenarios is named after it`);
    return faults.map((message) => ({ line, message }));
  });
  return [...missing, ...others];
}

function checkDocument(file: string, names: ReadonlySet<string>, scripts: ReadonlySet<string>): Fault[] {
  const text = readFileSync(join(root, file), 'utf8');
  const faults: Fault[] = [];
  let fenced = false;
  for (const [index, line] of text.split('\n').entries()) {
    const report = (message: string): void => void faults.push({ file, line: index + 1, message });
    if (line.startsWith('```')) fenced = !fenced;
    const spans = [...line.matchAll(/`([^`]+)`/g)].map(([, span]) => span!);
    for (const script of (fenced ? [line] : spans).flatMap(scriptsNamed)) {
      if (!scripts.has(script)) report(`no script “${script}” in package.json`);
    }
    if (fenced) continue;
    for (const span of spans) if (!pathExists(span, file, names)) report(`no such path: ${span}`);
    for (const [, target] of line.matchAll(/\]\(([^)\s]+)\)/g)) {
      const fault = linkFault(target!, file, text);
      if (fault !== undefined) report(fault);
    }
  }
  return faults;
}

/** Whether a code span that looks like a path leads somewhere; scenarios of the guide map are checked row by row. */
function pathExists(span: string, file: string, names: ReadonlySet<string>): boolean {
  if (file === guideMap && span.endsWith('.scenario.test.ts')) return true;
  if (madeByRuns.test(span) || /[<>*{}…\s]/.test(span) || span.startsWith('x.')) return true;
  const looksLikePath = /^\.?[\w@-][\w.@-]*(\/[\w.@-]+)*\/?$/.test(span);
  if (!looksLikePath) return true;
  if (!span.includes('/')) return !sourceFile.test(span) || names.has(span);
  const first = span.split('/')[0]!;
  const inRoom = rooms.includes(first) || sourceFile.test(basename(span));
  if (!inRoom) return true;
  const bases = [
    root,
    join(root, dirname(file)),
    ...globSync('services/*', { cwd: root }).map((room) => join(root, room)),
  ];
  return bases.some((base) => existsSync(join(base, span)));
}

function linkFault(target: string, file: string, text: string): string | undefined {
  if (/^[a-z]+:/.test(target)) return undefined;
  const [path = '', anchor] = target.split('#');
  const absolute = path === '' ? join(root, file) : resolve(root, dirname(file), path);
  if (!existsSync(absolute)) return `dead link: ${target}`;
  if (anchor === undefined) return undefined;
  const linked = path === '' ? text : statSync(absolute).isFile() ? readFileSync(absolute, 'utf8') : '';
  const anchors = [...linked.matchAll(/^#+\s+(.*)$/gm)].map(([, heading]) => anchorOf(heading!));
  return anchors.includes(anchor) ? undefined : `dead anchor: ${target}`;
}

/** Demo accounts, or their password, that the README does not name. */
function accountFaults(): Fault[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  return demoAccounts
    .flatMap(({ email, password }) => [email, password])
    .filter((word) => !readme.includes(`\`${word}\``))
    .map((word) => ({ file: 'README.md', line: 1, message: `the demo account ${word} is not named` }));
}

function main(): void {
  const files = documents.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  const sources = [
    '*',
    'proto/**/*',
    'services/*/{src,scripts,*}/**/*',
    'services/*/*',
    'scripts/**/*',
    'docs/**/*',
    'deploy/**/*',
  ];
  const exclude = (path: string): boolean => /(^|\/)(node_modules|dist|\.angular)(\/|$)/.test(path);
  const found = [...sources, 'frontend/{apps,libs}/**/*', 'frontend/*'].flatMap((pattern) =>
    globSync(pattern, { cwd: root, exclude }),
  );
  const names = new Set([...found.map((path) => basename(path)), ...globSync('.*', { cwd: root })]);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const scripts = new Set(Object.keys(manifest.scripts));
  const faults = files.flatMap((file) => checkDocument(file, names, scripts));
  faults.push(...accountFaults());
  const map = readFileSync(join(root, guideMap), 'utf8');
  const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined);
  for (const fault of guideFaults(map, read)) faults.push({ file: guideMap, ...fault });
  for (const scenario of globSync('services/scenarios/**/*.scenario.test.ts', { cwd: root, exclude })) {
    if (!map.includes(scenario)) faults.push({ file: guideMap, line: 1, message: `${scenario} plays no row` });
  }
  const asvs = [asvsTable, 'scripts/checks/asvs-requirements.txt'].map((file) =>
    readFileSync(join(root, file), 'utf8'),
  );
  for (const fault of asvsFaults(asvs[0]!, asvs[1]!, (path) => existsSync(join(root, path)))) {
    faults.push({ file: asvsTable, ...fault });
  }
  for (const { file, line, message } of faults) console.error(`${file}:${line}: ${message}`);
  if (faults.length > 0) process.exitCode = 1;
  else console.log(`${files.length} documents: every path, link and command leads somewhere`);
}

if (import.meta.main) main();
