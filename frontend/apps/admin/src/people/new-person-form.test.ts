import { describe, expect, test } from '@jest/globals';
import { type PersonDraft, readPerson } from './new-person-form';

const draft: PersonDraft = {
  population: 'PARTNER',
  partnerId: 'p1',
  email: ' luc@moufle.example ',
  givenName: ' Luc',
  familyName: 'Perrin ',
  cafCodes: '371',
};
const faults = (change: Partial<PersonDraft>) => {
  const read = readPerson({ ...draft, ...change });
  return read.ok ? [] : read.errors.map(({ fieldId }) => fieldId);
};

describe('a person to add', () => {
  test('a partner user has a gestionnaire and no Caf code', () => {
    expect(readPerson(draft)).toEqual({
      ok: true,
      person: {
        email: 'luc@moufle.example',
        givenName: 'Luc',
        familyName: 'Perrin',
        population: 'PARTNER',
        partnerId: 'p1',
      },
    });
    expect(faults({ partnerId: null })).toEqual([null]);
  });

  test('an agent has Caf codes and no gestionnaire', () => {
    const read = readPerson({ ...draft, population: 'CAF_AGENT', cafCodes: '371, 372' });
    expect(read.ok && read.person).toMatchObject({ population: 'CAF_AGENT', cafCodes: ['371', '372'] });
    expect(read.ok && 'partnerId' in read.person).toBe(false);
    expect(faults({ population: 'CAF_ADMIN', cafCodes: '37' })).toEqual(['personne-caf']);
    expect(faults({ population: 'CNAF_ADMIN', cafCodes: '' })).toEqual([]);
  });

  test('every field at fault is named, in the order of the page', () => {
    expect(faults({ population: '', email: 'luc', givenName: ' ', familyName: '' })).toEqual([
      'personne-compte',
      'personne-courriel',
      'personne-prenom',
      'personne-nom',
    ]);
  });
});
