import { TestBed } from '@angular/core/testing';
import { expect, test } from '@jest/globals';
import { EquipmentAdminApi } from '@api/equipment/equipment-admin-api';
import { EquipmentApi } from '@api/equipment/equipment-api';
import type { EquipmentView } from '@api/equipment/equipment.types';
import { Refusal } from '@api/http/refusal';
import { EquipmentStore } from './equipment-store';

const at = (revision: number) => ({ id: 'e1', revision }) as EquipmentView;

function storeReading(...answers: EquipmentView[]): EquipmentStore {
  TestBed.configureTestingModule({
    providers: [
      EquipmentStore,
      { provide: EquipmentAdminApi, useValue: {} },
      { provide: EquipmentApi, useValue: { equipment: () => Promise.resolve(answers.shift()) } },
    ],
  });
  return TestBed.inject(EquipmentStore);
}

test('an act rests on the revision shown, and its answer is what is shown next', async () => {
  const store = storeReading(at(3));
  await store.load('e1');
  expect(await store.act((_, { revision }) => Promise.resolve(at(revision + 1)))).toBeNull();
  expect(store.equipment()).toEqual(at(4));
});

test('when someone else saved, the new values are shown and the next try rests on them', async () => {
  const store = storeReading(at(3), at(5));
  await store.load('e1');
  const refused = await store.act(() => Promise.reject(new Refusal(409, 'STALE_VERSION', 'Entre-temps…')));
  expect(refused?.stale).toBe(true);
  expect(store.equipment()).toEqual(at(5));
});
