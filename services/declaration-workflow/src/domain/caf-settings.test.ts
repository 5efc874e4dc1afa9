import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '@portail/platform/pure/refusal.ts';
import { decideCafSettings, type CafSettings } from './caf-settings.ts';
import type { Worker } from './message-template.ts';

const known: CafSettings = { cafCode: '371', fourEyes: false, closedExercises: [2014], revision: 3 };
const administrator: Worker = { id: 'a', name: 'Rachid', population: 'CAF_ADMIN', cafCodes: ['371'] };
const asked = { fourEyes: true, closedExercises: [2015, 2014, 2015], revision: 3 };

describe('settings of a Caf', () => {
  test('its administrator decides; exercises are kept once and in order', () => {
    const next = decideCafSettings(known, asked, administrator, 2017);
    expect(next).toEqual({ cafCode: '371', fourEyes: true, closedExercises: [2014, 2015], revision: 4 });
  });

  test.each([
    ['an agent of the Caf', { ...administrator, population: 'CAF_AGENT' as const }, asked, 'CAF_SETTINGS_NOT_YOURS'],
    ['the administrator of another Caf', { ...administrator, cafCodes: ['861'] }, asked, 'NOT_FOUND'],
    ['someone who looked at older settings', administrator, { ...asked, revision: 2 }, 'STALE_VERSION'],
    ['an exercise under way', administrator, { ...asked, closedExercises: [2017] }, 'EXERCISE_NOT_OVER'],
  ])('refused: %s', (_, worker, wanted, code) => {
    const next = decideCafSettings(known, wanted, worker, 2017);
    expect(isRefusal(next) && next.code).toBe(code);
  });
});
