import { expect, test } from '@jest/globals';
import { departmentOf, type IdentityDraft, NO_IDENTITY, readIdentity } from './identity-form';

const draft: IdentityDraft = {
  name: ' La Moufletterie ',
  careType: 'COLLECTIVE',
  activityType: 'Multi-accueil',
  address: '3 rue des Tilleuls',
  postalCode: '20100',
  commune: 'Montrevel',
  departmentCode: '2a',
  idequ: '37000012',
  afcFileNumber: '201300012',
  openedOn: '1/9/2010',
};

test('an identity is read as the service expects it', () => {
  expect(readIdentity(draft)).toEqual({
    ok: true,
    value: { ...draft, name: 'La Moufletterie', departmentCode: '2A', openedOn: '2010-09-01' },
  });
});

test('every field at fault is named, in the order of the page', () => {
  const read = readIdentity({ ...NO_IDENTITY, postalCode: '3721', openedOn: '31/02/2016' });
  expect(read.ok ? [] : read.errors.map(({ fieldId }) => fieldId)).toEqual(
    [
      'name',
      'activityType',
      'address',
      'postalCode',
      'commune',
      'departmentCode',
      'idequ',
      'afcFileNumber',
      'openedOn',
    ].map((field) => `identite-${field}`),
  );
});

test.each([
  ['37210', '37'],
  ['20000', '2A'],
  ['20200', '2B'],
  ['97110', '971'],
  ['3721', ''],
])('the département of %s is proposed: %j', (postalCode, department) => {
  expect(departmentOf(postalCode)).toBe(department);
});
