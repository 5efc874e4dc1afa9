import { expect, test } from '@jest/globals';
import { refusalTable } from './refusals.ts';

test.each(Object.entries(refusalTable))('%s says what is wrong and what to do, in French', (_code, { detail }) => {
  expect(detail).toMatch(/^[A-ZÀÉÊ].*\.$/);
  expect(detail).not.toMatch(/'| [:;!?]/); // typographic apostrophes, narrow no-break spaces
  expect(detail.split(/(?<=\.) /).length).toBeLessThanOrEqual(2);
});
