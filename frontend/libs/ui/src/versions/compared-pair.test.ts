import { expect, test } from '@jest/globals';
import { pairOf } from '@ui/versions/compared-pair';

test.each([
  [
    { before: '1', after: '2' },
    { before: 1, after: 2 },
  ],
  [
    { before: undefined, after: undefined },
    { before: 2, after: 3 },
  ],
  [
    { before: undefined, after: '2' },
    { before: 1, after: 2 },
  ],
  [
    { before: '7', after: 'x' },
    { before: 2, after: 3 },
  ],
  [
    { before: '3', after: '1' },
    { before: 3, after: 1 },
  ],
])('%j of three versions is %j', (asked, pair) => {
  expect(pairOf(asked, [3, 1, 2])).toEqual(pair);
});
