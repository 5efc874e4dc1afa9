import { expect, test } from '@jest/globals';
import type { EquipmentAuthorization } from '@api/equipment/equipment.types';
import { authorizationOn, isInForce } from '@ui/equipment/equipment-words';

const valid = (validFrom: string, validTo: string | null) => ({ validFrom, validTo }) as EquipmentAuthorization;
const all = [valid('2012-01-01', '2014-12-31'), valid('2015-01-01', '2015-12-31'), valid('2017-01-01', null)];

test.each([
  ['2014-06-01', '2012-01-01'],
  ['2015-01-01', '2015-01-01'],
  ['2016-06-01', '2015-01-01'],
  ['2017-01-01', '2017-01-01'],
  ['2011-01-01', '2012-01-01'],
])('on %s the authorisation of %s is shown', (day, validFrom) => {
  expect(authorizationOn(all, day)?.validFrom).toBe(validFrom);
});

test('an authorisation to come is not in force, nor one that ended', () => {
  expect(all.map((each) => isInForce(each, '2016-06-01'))).toEqual([false, false, false]);
  expect(all.map((each) => isInForce(each, '2015-12-31'))).toEqual([false, true, false]);
  expect(authorizationOn([], '2016-06-01')).toBeNull();
});
