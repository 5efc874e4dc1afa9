import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import { dayIn, decideCampaignTemplate, inForce, type CampaignTemplate } from './campaign-template.ts';
import type { Worker } from './message-template.ts';

const known: CampaignTemplate = {
  type: 'ACTUAL',
  endsOn: '12-31',
  fromExercise: 2000,
  opens: { year: 1, day: '01-16' },
  due: { year: 1, day: '03-31' },
  source: 'Calendrier de 2016',
  revision: 2,
};
const national: Worker = { id: 'n', name: 'Béatrice', population: 'CNAF_ADMIN', cafCodes: [] };
const asked = {
  fromExercise: 2017,
  opens: { year: 1, day: '01-10' },
  due: { year: 1, day: '05-31' },
  source: ' Convention ',
  revision: 2,
};

test('of the dates that reach an exercise, the last published hold', () => {
  const published = [
    { fromExercise: 2000, revision: 1 },
    { fromExercise: 2018, revision: 2 },
    { fromExercise: 2017, revision: 3 },
  ];
  expect([1999, 2016, 2017, 2020].map((exercise) => inForce(published, exercise)?.revision)).toEqual([
    undefined,
    1,
    3,
    3,
  ]);
});

describe('a campaign template', () => {
  test('takes other dates', () => {
    expect(decideCampaignTemplate(known, asked, national)).toEqual({
      ...known,
      ...asked,
      source: 'Convention',
      revision: 3,
    });
    expect(dayIn(known.opens, 2015)).toBe('2016-01-16');
    expect(dayIn({ year: -1, day: '12-15' }, 2016)).toBe('2015-12-15');
  });

  test.each([
    ['31 April', { opens: { year: 1, day: '04-31' } }, ['/opens']],
    ['29 February', { due: { year: 2, day: '02-29' } }, ['/due']],
    ['due before it opens', { due: { year: 0, day: '12-31' } }, ['/due']],
    ['no source, and no such day', { source: ' ', opens: { year: 1, day: '13-01' } }, ['/opens', '/source']],
  ])('refused, the field named: %s', (_, given, paths) => {
    const next = decideCampaignTemplate(known, { ...asked, ...given }, national);
    expect(isRefusal(next) && next.errors.map(({ path }) => path)).toEqual(paths);
  });

  test.each([
    ['an agent', known, { ...national, population: 'CAF_AGENT' as const }, 2, 'CAMPAIGN_TEMPLATE_NOT_YOURS'],
    ['older dates on screen', known, national, 1, 'STALE_VERSION'],
    ['a period that has none', null, national, 2, 'NOT_FOUND'],
  ])('refused: %s', (_, template, worker, revision, code) => {
    const next = decideCampaignTemplate(template, { ...asked, revision }, worker);
    expect(isRefusal(next) && next.code).toBe(code);
  });
});
