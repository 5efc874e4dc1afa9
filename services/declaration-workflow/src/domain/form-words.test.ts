import { describe, expect, test } from '@jest/globals';
import { Refusal } from '@portail/platform/pure/refusal.ts';
import { formLines } from '../store/reference/form-lines.ts';
import { formDefinition } from './form-definition.ts';
import {
  formFaults,
  linesFrom,
  publishForm,
  withWords,
  wordChanges,
  wordsOf,
  type FormContent,
  type KnownForms,
  type LineWords,
} from './form-words.ts';

const lines = wordsOf(formLines);
const known: KnownForms = { inForce: formLines, revision: 1, over: false };
const at = (field: string) => lines.findIndex((line) => line.field === field);

/** The words in force, changed for some fields. */
function content(changes: Readonly<Record<string, Partial<LineWords>>>, reason = 'Convention 2016'): FormContent {
  return { lines: lines.map((line) => ({ ...line, ...changes[line.field] })), reason };
}
const faults = (given: FormContent, about: Partial<KnownForms> = {}) =>
  formFaults(2016, given, { ...known, ...about }).map(({ path, code, message }) => [path, code, message]);

describe('the words of the forms', () => {
  test('number each group from 1 and, put back, change nothing', () => {
    expect(lines.filter(({ order }) => order === 1).map(({ field }) => field)).toEqual([
      'activeFrom',
      'suppliesNappies',
      'attendedHours',
      'enrolledChildren',
      'comment',
      'c60Purchases',
      'p70623Psu',
    ]);
    const fields = (rows: readonly { field: string }[]) => rows.map(({ field }) => field);
    expect(fields(withWords(formLines, lines))).toEqual(fields(formLines));
    expect(fields(withWords(formLines, []))).toEqual(fields(formLines));
    expect(wordChanges(formLines, lines)).toEqual([]);
  });

  test('move and name lines; codes, units and mandatory marks stay', () => {
    const swapped = content({
      attendedHours: { label: 'Heures réalisées', order: 2 },
      invoicedHours: { order: 1 },
    });
    const form = formDefinition(withWords(formLines, swapped.lines), 'activity', 2016, 'ACTUAL', false);
    const [first, second] = form.lines.filter(({ group }) => group === 'Activité de la période');
    expect(first).toMatchObject({ code: 'A09', requirement: 'MANDATORY' });
    expect(second).toMatchObject({ code: 'A08', label: 'Heures réalisées', unit: 'HOURS', requirement: 'MANDATORY' });
    expect(wordChanges(formLines, swapped.lines)).toEqual([
      {
        field: 'A08 Nombre d’heures réalisées\u202f: libellé',
        before: 'Nombre d’heures réalisées',
        after: 'Heures réalisées',
      },
      { field: 'A08 Nombre d’heures réalisées\u202f: ordre', before: '1', after: '2' },
      { field: 'A09 Nombre d’heures facturées aux familles\u202f: ordre', before: '2', after: '1' },
    ]);
  });

  test('a line the version does not know keeps its own words, after the others of its group', () => {
    const without = lines.filter(({ field }) => field !== 'attendedHours');
    const group = withWords(formLines, without).filter(({ group: name }) => name === 'Activité de la période');
    expect(group.at(-1)).toMatchObject({ field: 'attendedHours', label: 'Nombre d’heures réalisées' });
  });

  test('only lines of the exercise and later are asked for', () => {
    const ended = formLines.map((line) => (line.field === 'comment' ? { ...line, toExercise: 2015 } : line));
    expect(linesFrom(ended, 2015)).toHaveLength(formLines.length);
    expect(linesFrom(ended, 2016)).toHaveLength(formLines.length - 1);
  });
});

describe('a form is refused with the cell named', () => {
  const places = 'A02 Nombre de places\u202f: ';

  test.each([
    [{ label: ' ' }, 'label', 'MISSING', 'libellé manquant.'],
    [{ label: 'x'.repeat(201) }, 'label', 'TOO_LONG', 'libellé trop long\u202f: 201 caractères pour 200 au plus.'],
    [{ help: 'x'.repeat(501) }, 'help', 'TOO_LONG', 'aide trop longue\u202f: 501 caractères pour 500 au plus.'],
    [{ order: null }, 'order', 'MISSING', 'ordre manquant.'],
    [{ order: 0 }, 'order', 'INCONSISTENT', 'ordre de 1 à 99.'],
    [{ order: 4 }, 'order', 'TWICE', ''],
  ])('%j', (change, cell, code, message) => {
    const [first, ...others] = faults(content({ places: change }));
    expect(others).toEqual([]);
    if (code === 'TWICE') {
      // Told at the second of the two.
      expect(first).toEqual([
        `/lines/${at('openingDays')}/order`,
        code,
        'A03 Nombre de jours d’ouverture\u202f: l’ordre 4 est déjà celui de «\u00a0A02 Nombre de places\u00a0».',
      ]);
    } else expect(first).toEqual([`/lines/${at('places')}/${cell}`, code, places + message]);
  });

  test('unknown, doubled and missing lines', () => {
    const [first] = lines;
    const extra = [...content({}).lines.slice(1, -1), { ...first!, field: 'invented' }, lines[1]!];
    expect(faults({ lines: extra, reason: 'Essai' }).map(([path, code]) => [path, code])).toEqual([
      [`/lines/${lines.length - 2}`, 'UNKNOWN_LINE'],
      [`/lines/${lines.length - 1}`, 'TWICE'],
      ['/lines', 'MISSING_LINE'],
      ['/lines', 'MISSING_LINE'],
    ]);
  });

  test('without a reason, when nothing changes, or when no declaration would take the words', () => {
    const changed = content({ places: { help: 'Autre aide.' } });
    expect(faults(changed)).toEqual([]);
    expect(faults({ ...changed, reason: '' }).map(([path]) => path)).toEqual(['/reason']);
    expect(faults({ ...changed, reason: 'x'.repeat(501) }).map(([, code]) => code)).toEqual(['TOO_LONG']);
    expect(faults(content({})).map(([, code]) => code)).toEqual(['UNCHANGED']);
    expect(faults(changed, { over: true })).toEqual([
      ['/fromExercise', 'EXERCISE_OVER', expect.stringContaining('Exercice 2016\u202f: toutes ses déclarations')],
    ]);
  });

  test('else it is the next revision, trimmed', () => {
    const by = { id: 'someone', name: 'Nadia Cnaf' };
    const version = { id: 'new', at: '2016-03-01T09:00:00.000Z' };
    const form = publishForm(2016, content({ places: { label: ' Places ' } }, ' Essai '), known, by, version);
    if (form instanceof Refusal) throw new Error(form.detail);
    expect(form).toMatchObject({ fromExercise: 2016, revision: 2, reason: 'Essai', publishedByName: 'Nadia Cnaf' });
    expect(form.lines[at('places')]?.label).toBe('Places');
    expect(form.changes).toHaveLength(1);
    const refused = publishForm(2016, content({}), known, by, version);
    expect(refused).toBeInstanceOf(Refusal);
  });
});
