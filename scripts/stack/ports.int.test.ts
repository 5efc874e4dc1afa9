import { createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { allPorts, basePort, blockSize, portsFrom, reserveBlock } from './ports.ts';

/** Far from the ports of a running system and of its tests. */
const quietBase = 23_400;

describe('the block of ports', () => {
  test('has no port twice and fits between two blocks', () => {
    const ports = allPorts(portsFrom(4200)).map(({ port }) => port);
    expect(new Set(ports).size).toBe(ports.length);
    expect(Math.max(...ports)).toBeLessThan(4200 + blockSize);
  });

  test('begins where PORTAIL_PORT says, which must be usable', () => {
    const before = process.env['PORTAIL_PORT'];
    try {
      process.env['PORTAIL_PORT'] = '4300';
      expect(basePort(4200)).toBe(4300);
      for (const wrong of ['80', '70000', 'abc', '4200.5']) {
        process.env['PORTAIL_PORT'] = wrong;
        expect(() => basePort(4200)).toThrow(/PORTAIL_PORT/);
      }
    } finally {
      if (before === undefined) delete process.env['PORTAIL_PORT'];
      else process.env['PORTAIL_PORT'] = before;
    }
  });

  test('is reserved: who comes second, or finds a port taken, gets another', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(portsFrom(quietBase).nats, '127.0.0.1', resolve));
    const first = await reserveBlock(quietBase);
    const second = await reserveBlock(quietBase);
    try {
      expect(first.base).toBe(quietBase + blockSize);
      expect(second.base).toBe(quietBase + 2 * blockSize);
    } finally {
      for (const server of [taken, first.server, second.server]) server.close();
    }
  });
});
