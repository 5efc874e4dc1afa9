/** What is wrong at a line of the table of ASVS. */
export interface AsvsFault {
  readonly line: number;
  readonly message: string;
}

interface Row {
  readonly line: number;
  readonly id: string;
  readonly state: string;
  readonly where: string;
  readonly testedBy: string;
}

const states = ['holds', 'gap', 'not applicable'] as const;
const path = /^(?:\.?[\w-]+\/)+[\w.-]+$|^[\w.-]+\.(?:json|mjs|ts)$/;
const testFile = /\.test\.ts$/;

/** Chapters with their requirements of levels 1 and 2: a line each, « V1 1.1.1 1.1.2 … ». */
export function requirementsOf(list: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    list
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [chapter = '', ...ids] = line.split(' ');
        return [chapter, ids] as const;
      }),
  );
}

/**
 * Faults of the table: a requirement missing, unknown or repeated, a state that is none, a path that leads nowhere, something
 * said to hold without a path, counts on top that are not those of the rows.
 * @param exists whether a path of the repository exists
 */
export function asvsFaults(markdown: string, list: string, exists: (path: string) => boolean): AsvsFault[] {
  const chapters = requirementsOf(list);
  const known = new Set([...chapters.values()].flat());
  const lines = markdown.split('\n').map((text, index) => ({ line: index + 1, cells: cellsOf(text) }));
  const rows = lines.flatMap(rowOf);
  const written = new Set(rows.map(({ id }) => id));
  const missing = [...known]
    .filter((id) => !written.has(id))
    .map((id) => ({ line: 1, message: `requirement ${id} is missing` }));
  const seen = new Set<string>();
  const faults = rows.flatMap((row) => {
    const repeated = seen.has(row.id) ? [`requirement ${row.id} stands twice`] : [];
    seen.add(row.id);
    const unknown = known.has(row.id) ? [] : [`${row.id} is no requirement of levels 1 and 2`];
    return [...unknown, ...repeated, ...rowFaults(row, exists)].map((message) => ({ line: row.line, message }));
  });
  return [...missing, ...faults, ...countFaults(lines, rows, chapters)];
}

function cellsOf(text: string): readonly string[] {
  if (!text.startsWith('|')) return [];
  return text
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function rowOf({ line, cells }: { readonly line: number; readonly cells: readonly string[] }): Row[] {
  const [name = '', , state = '', where = '', testedBy = ''] = cells;
  const [, id] = /^v5\.0\.0-(\d+\.\d+\.\d+)$/.exec(name) ?? [];
  return id === undefined ? [] : [{ line, id, state, where, testedBy }];
}

function rowFaults({ id, state, where, testedBy }: Row, exists: (path: string) => boolean): string[] {
  const places = pathsOf(where);
  const tests = pathsOf(testedBy);
  const faults = [...places, ...tests].filter((name) => !exists(name)).map((name) => `${id}: ${name} does not exist`);
  if (!states.some((name) => name === state)) faults.push(`${id}: “${state}” is no state`);
  if (state === 'holds' && places.length === 0) faults.push(`${id} holds, but nowhere`);
  if (state !== 'holds' && where === '') faults.push(`${id} has no reason`);
  if (tests.length === 0 && testedBy !== '—') faults.push(`${id} names no test and is not “—”`);
  faults.push(...tests.filter((name) => !testFile.test(name)).map((name) => `${id}: ${name} is no test`));
  return faults;
}

function pathsOf(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, span]) => span!).filter((span) => path.test(span));
}

/** The table on top: holds, gap, not applicable and together, by chapter and for all. */
function countFaults(
  lines: readonly { readonly line: number; readonly cells: readonly string[] }[],
  rows: readonly Row[],
  chapters: ReadonlyMap<string, readonly string[]>,
): AsvsFault[] {
  const groups = [...chapters, ['All', [...chapters.values()].flat()] as const];
  return groups.flatMap(([name, ids]) => {
    const group = rows.filter(({ id }) => ids.includes(id));
    const counts = [...states.map((state) => group.filter((row) => row.state === state).length), ids.length].join(', ');
    const written = lines.find(({ cells }) => cells[0]?.split(' ')[0] === name);
    if (written === undefined) return [{ line: 1, message: `the counts of ${name} are missing` }];
    return written.cells.slice(1).join(', ') === counts
      ? []
      : [{ line: written.line, message: `the counts of ${name} are ${counts}` }];
  });
}
