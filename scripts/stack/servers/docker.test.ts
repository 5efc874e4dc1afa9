import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { root } from '../paths.ts';
import { images } from './docker.ts';

interface Compose {
  readonly services: Record<string, { readonly image: string; readonly ports: readonly string[] }>;
}

const compose = parse(readFileSync(join(root, 'deploy', 'compose', 'servers.yaml'), 'utf8')) as Compose;

describe('the compose file of the servers', () => {
  test('has the versions that the native processes have', () => {
    expect(Object.values(compose.services).map(({ image }) => image)).toEqual(images);
  });

  test('opens its ports to this machine only', () => {
    const ports = Object.values(compose.services).flatMap((service) => service.ports);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });
});
