import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import type { Actor } from './access.ts';
import { decideTerms, decideTermsWithdrawal } from './terms.ts';

const national: Actor = { kind: 'CNAF_ADMIN', id: 'n' };
const agent: Actor = { kind: 'CAF_AGENT', id: 'a', cafCodes: ['371'] };
const today = '2016-09-12';
const published = [{ inForceFrom: '2013-01-01' }, { inForceFrom: '2016-11-01' }];
const content = ` ${'Les conditions. '.repeat(20)}`;

describe('a new version of the terms', () => {
  test('is named by the day it is in force from', () => {
    expect(decideTerms(published, { inForceFrom: '2017-01-01', content }, national, today)).toEqual({
      version: '2017-01-01',
      inForceFrom: '2017-01-01',
      content: content.trim(),
    });
  });

  test.each([
    ['a text that says nothing', { inForceFrom: '2017-01-01', content: 'court' }, ['/content']],
    ['today', { inForceFrom: today, content }, ['/inForceFrom']],
    ['before one that is published', { inForceFrom: '2016-10-01', content }, ['/inForceFrom']],
    ['the same day as another', { inForceFrom: '2016-11-01', content }, ['/inForceFrom']],
    ['a day that does not exist', { inForceFrom: '2017-02-30', content }, ['/inForceFrom']],
  ])('refused: %s', (_, asked, paths) => {
    const next = decideTerms(published, asked, national, today);
    expect(isRefusal(next) && next.errors.map(({ path }) => path)).toEqual(paths);
  });

  test('by the Cnaf only', () => {
    const next = decideTerms(published, { inForceFrom: '2017-01-01', content }, agent, today);
    expect(isRefusal(next) && next.code).toBe('FORBIDDEN');
  });
});

test('what is in force stays; what is not yet can be taken back', () => {
  const later = { version: '2016-11-01', inForceFrom: '2016-11-01', content };
  expect(decideTermsWithdrawal(later, national, today)).toEqual(later);
  const codes = [
    decideTermsWithdrawal({ ...later, inForceFrom: today }, national, today),
    decideTermsWithdrawal(undefined, national, today),
    decideTermsWithdrawal(later, agent, today),
  ].map((next) => isRefusal(next) && next.code);
  expect(codes).toEqual(['TERMS_IN_FORCE', 'NOT_FOUND', 'FORBIDDEN']);
});
