import { describe, expect, test } from '@jest/globals';
import type { MeansPreview } from '@api/statistics/statistics.types';
import { changesWords, changeWords, completeWords, meanWords } from './means-words';

const preview = (given: Partial<MeansPreview>): MeansPreview => ({
  ...{ exercise: 2014, opensOn: '2016-03-01', early: false, count: 0, expected: 0, digest: '', upToDate: false },
  ...{ versions: [], changes: null, oddities: [], lines: [], departments: [] },
  ...given,
});
const version = {
  version: 2,
  publishedOn: '2016-03-12',
  publishedByName: '',
  forcedReason: null,
  correction: null,
  importedFrom: null,
};

describe('the words of the means', () => {
  test('a mean, and what changed', () => {
    expect(meanWords(7_400, 'SUPPLY')).toBe('74,00\u202f%');
    expect(meanWords(null, 'EURO')).toBe('—');
    expect(changeWords(1_054, 1_019, 'EURO_PER_HOUR')).toBe('+0,35\u00a0€/h');
    expect(changeWords(6_700, 6_900, 'PERCENT')).toBe('−2,00\u00a0points');
    expect(changeWords(1, 1, 'EURO')).toBe('');
    expect(changeWords(1, null, 'EURO')).toBe('');
  });

  test('since the last publication', () => {
    expect(changesWords(preview({}))).toBe('Ces moyennes n’ont jamais été publiées.');
    expect(changesWords(preview({ versions: [version] }))).toBe('La version 2 a été calculée ailleurs.');
    const changes = { added: 1, withdrawn: 0, replaced: 3 };
    expect(changesWords(preview({ versions: [version], changes }))).toBe(
      'Depuis la version 2, publiée le 12/03/2016\u202f: 1\u00a0équipement de plus, 3\u00a0déclarations remplacées.',
    );
    expect(changesWords(preview({ versions: [version], changes, upToDate: true }))).toContain('rien n’a changé');
    const none = { added: 0, withdrawn: 0, replaced: 0 };
    expect(changesWords(preview({ versions: [version], changes: none }))).toContain('des chiffres ou des départements');
  });

  test('how complete an exercise is', () => {
    expect(completeWords({ validated: 1_062, expected: 1_064 })).toBe('1\u202f062 sur 1\u202f064\u00a0équipements');
  });
});
