import { describe, expect, test } from '@jest/globals';
import { permissionsOf, type BusCatalogue } from './bus-users.ts';
import { natsConfiguration } from './nats-configuration.ts';

const bus: BusCatalogue = {
  catalogue: [
    { subject: 'evt.equipment.equipment-registered.v1', saidBy: 'equipment' },
    { subject: 'evt.controls.controls-evaluated.v1', saidBy: 'controls' },
  ],
  streams: [{ name: 'EVT_EQUIPMENT', subjects: ['evt.equipment.>'] }],
  consumers: [{ stream: 'EVT_EQUIPMENT', durable: 'controls_equipment', service: 'controls' }],
};

describe('what a service may do on the bus', () => {
  test('it says its own events and pulls its own consumers, nothing else', () => {
    expect(permissionsOf('controls', bus)).toEqual({
      publish: [
        'evt.controls.controls-evaluated.v1',
        '$JS.API.CONSUMER.INFO.EVT_EQUIPMENT.controls_equipment',
        '$JS.API.CONSUMER.MSG.NEXT.EVT_EQUIPMENT.controls_equipment',
        '$JS.ACK.EVT_EQUIPMENT.controls_equipment.>',
      ],
      subscribe: ['_INBOX_controls.>'],
    });
  });

  test('a service without a line in the catalogue may only hear answers to itself', () => {
    expect(permissionsOf('newcomer', bus)).toEqual({ publish: [], subscribe: ['_INBOX_newcomer.>'] });
  });

  test('an empty list in the configuration allows nothing', () => {
    const text = natsConfiguration({
      host: '127.0.0.1',
      port: 4222,
      monitoringPort: 8222,
      store: '/data',
      users: [{ name: 'newcomer', password: 'p', permissions: permissionsOf('newcomer', bus) }],
    });
    expect(text).toContain('publish: { deny: ">" }');
    expect(text).toContain('sync_interval: always');
  });
});
