import { expect, test } from '@jest/globals';
import { clientAddress } from './client-address.ts';

test('without proxies of ours, only the socket counts', () => {
  const addressOf = clientAddress([]);
  expect(addressOf('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
  expect(addressOf('::ffff:203.0.113.7', undefined)).toBe('203.0.113.7');
  expect(addressOf('2001:db8::1', undefined)).toBe('2001:db8::1');
});

test('behind our proxies, the last address that is not ours counts, whatever the client wrote', () => {
  const addressOf = clientAddress(['10.0.0.0/8', 'fd00::/8', '192.0.2.1']);
  expect(addressOf('10.1.2.3', '1.1.1.1, 203.0.113.7')).toBe('203.0.113.7');
  expect(addressOf('::ffff:10.1.2.3', '1.1.1.1, 203.0.113.7, 192.0.2.1')).toBe('203.0.113.7');
  expect(addressOf('fd00::2', '2001:db8::5')).toBe('2001:db8::5');
  expect(addressOf('203.0.113.9', '1.1.1.1')).toBe('203.0.113.9');
  expect(addressOf('10.1.2.3', 'nonsense')).toBe('10.1.2.3');
  expect(addressOf('10.1.2.3', undefined)).toBe('10.1.2.3');
});

test.each(['nowhere', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/x', ''])('refuses %j', (entry) => {
  expect(() => clientAddress([entry])).toThrow('TRUSTED_PROXIES');
});
