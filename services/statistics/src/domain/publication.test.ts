import { describe, expect, test } from '@jest/globals';
import { Refusal } from '@portail/platform/pure/refusal.ts';
import { availabilityOf, availabilityWords } from './availability.ts';
import { SUMMED } from './figures.ts';
import { odditiesOf } from './oddities.ts';
import { decidePublication, digestOf, mayShow, type PublicationRequest, type Zone } from './publication.ts';

function zone(name: string, count: number, figures: Partial<Zone> = {}): Zone {
  const nothing = Object.fromEntries(SUMMED.map((each) => [each, 0]));
  return { ...(nothing as unknown as Zone), zone: name, count, ...figures };
}

const zones = [zone('FR', 9, { places: 900 }), zone('37', 5, { places: 500 }), zone('86', 4, { places: 400 })];
const digest = digestOf(zones);
const asked: PublicationRequest = {
  exercise: 2014,
  digest,
  expectedVersion: 0,
  forcedReason: null,
  correction: null,
  imported: null,
};
const reason = 'Tous les équipements sont traités.';
const codeOf = (outcome: unknown) => (outcome instanceof Refusal ? outcome.code : outcome);

describe('publishing means', () => {
  test('is refused on 29 February N+2 and possible on 1 March', () => {
    expect(codeOf(decidePublication(asked, zones, null, '2016-02-29'))).toBe('TOO_EARLY');
    expect(decidePublication(asked, zones, null, '2016-03-01')).toEqual({
      version: 1,
      forcedReason: null,
      correction: null,
    });
  });

  test('is forced before with a reason of ten characters; the reason is not kept when none was needed', () => {
    expect(codeOf(decidePublication({ ...asked, forcedReason: 'vite' }, zones, null, '2016-02-29'))).toBe(
      'REASON_TOO_SHORT',
    );
    const forced = { ...asked, forcedReason: ` ${reason} ` };
    expect(decidePublication(forced, zones, null, '2016-02-29')).toMatchObject({ forcedReason: reason });
    expect(decidePublication(forced, zones, null, '2016-03-01')).toMatchObject({ forcedReason: null });
  });

  test('again says what is corrected, and only when something changed', () => {
    const latest = { version: 1, digest: 'other' };
    const again = { ...asked, expectedVersion: 1 };
    expect(codeOf(decidePublication(again, zones, latest, '2016-03-01'))).toBe('CORRECTION_REASON_REQUIRED');
    expect(decidePublication({ ...again, correction: reason }, zones, latest, '2016-03-01')).toMatchObject({
      version: 2,
    });
    expect(codeOf(decidePublication(again, zones, { version: 1, digest }, '2016-03-01'))).toBe('NOTHING_NEW');
  });

  test('publishes what was previewed or nothing', () => {
    expect(codeOf(decidePublication({ ...asked, digest: 'old' }, zones, null, '2016-03-01'))).toBe('MEANS_CHANGED');
    expect(codeOf(decidePublication(asked, zones, { version: 1, digest: 'x' }, '2016-03-01'))).toBe('MEANS_CHANGED');
    expect(codeOf(decidePublication(asked, [], null, '2016-03-01'))).toBe('NOTHING_TO_PUBLISH');
  });

  test('has one print whatever the order of the zones', () => {
    expect(digestOf([...zones].reverse())).toBe(digest);
    expect(digestOf([zone('FR', 9, { places: 901 }), ...zones.slice(1)])).not.toBe(digest);
  });

  test('shows a département from five EAJE on', () => {
    expect(zones.map(mayShow)).toEqual([true, true, false]);
  });
});

describe('when a table exists', () => {
  test.each([
    [{ validated: false, published: true, ownEarly: true }, 'NO_ACTUAL'],
    [{ validated: true, published: false, ownEarly: false }, 'MEANS_PENDING'],
    [{ validated: true, published: false, ownEarly: true }, 'OWN_ONLY'],
    [{ validated: true, published: true, ownEarly: false }, 'AVAILABLE'],
  ] as const)('%o: %s', (known, expected) => {
    expect(availabilityOf(known)).toBe(expected);
  });

  test('the sentence says when', () => {
    expect(availabilityWords('MEANS_PENDING', 2015, '2017-02-28')).toBe(
      'Votre déclaration réelle 2015 est validée. Les moyennes 2015 seront disponibles en mars 2017. Le tableau existera alors.',
    );
    expect(availabilityWords('MEANS_PENDING', 2015, '2017-03-01')).toContain('attendues depuis mars 2017');
    expect(availabilityWords('NO_ACTUAL', 2015, '2017-03-01')).toContain('à partir de mars 2017');
    expect(availabilityWords('AVAILABLE', 2015, '2017-03-01')).toBe('');
  });
});

describe('what looks odd', () => {
  test('missing equipments, hidden départements, unusual rates, jumps from the year before', () => {
    const now = [
      zone('FR', 9, { attended: 100_000, invoiced: 140_000, expenses: 1_000_000 }),
      zone('86', 4, { attended: 10_000, invoiced: 11_000, expenses: 100_000 }),
    ];
    const before = [zone('FR', 11, { attended: 100_000, invoiced: 110_000, expenses: 1_000_000 })];
    expect(odditiesOf(now, { exercise: 2014, expected: 10, yearBefore: before })).toEqual([
      '1 équipement ouvert en 2014 sans réelle validée, sur 10.',
      'Moins de 5 EAJE, moyenne non montrée\u202f: Vienne.',
      '9 EAJE en 2014, 11 en 2013.',
      'France\u202f: taux de facturation de 140,00\u202f%, hors de l’habitude (100,00 à 130,00\u202f%).',
      'France\u202f: taux de facturation de 140,00\u202f%, 110,00\u202f% en 2013.',
    ]);
  });

  test('nothing when there is nothing', () => {
    expect(odditiesOf([], { exercise: 2014, expected: 0, yearBefore: [] })).toEqual([]);
  });
});
