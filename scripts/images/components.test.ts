import { describe, expect, test } from '@jest/globals';
import { componentsOf, cycloneDx, type LockFile } from './components.ts';

const lock: LockFile = {
  packages: {
    '': { name: 'root', version: '0.1.0' },
    'services/mail': {
      name: '@portail/mail',
      version: '0.1.0',
      dependencies: { '@portail/lib': '0.1.0', wire: '2.0.0' },
    },
    'services/lib': { name: '@portail/lib', version: '0.1.0', dependencies: { wire: '1.0.0' } },
    'node_modules/@portail/lib': { link: true, resolved: 'services/lib' },
    'node_modules/wire': {
      version: '1.0.0',
      integrity: 'sha512-AAEC',
      optionalDependencies: { 'wire-native': '1.0.0' },
    },
    'services/mail/node_modules/wire': { version: '2.0.0', license: 'MIT', peerDependencies: { codec: '1' } },
    'node_modules/codec': { version: '1.0.0' },
    'node_modules/only-for-tests': { version: '9.0.0' },
  },
};

describe('what an image holds', () => {
  test('the workspace, ours and theirs, each version where Node looks for it, nothing of development', () => {
    expect(componentsOf(lock, 'services/mail').map(({ path }) => path)).toEqual([
      'node_modules/codec',
      'node_modules/wire',
      'services/lib',
      'services/mail',
      'services/mail/node_modules/wire',
    ]);
  });

  test('a dependency that is not installed is refused by its name', () => {
    const packages = { ...lock.packages, 'services/lib': { dependencies: { absent: '1.0.0' } } };
    expect(() => componentsOf({ packages }, 'services/mail')).toThrow(
      'services/lib needs absent, which package-lock.json does not install',
    );
  });

  test('the CycloneDX list names each by version, with its hash, and not the application itself', () => {
    const list = cycloneDx('mail', 'services/mail', componentsOf(lock, 'services/mail')) as { components: object[] };
    expect(list).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { name: 'portail-mail', version: '0.1.0' } },
    });
    expect(list.components).toHaveLength(4);
    expect(list.components).toContainEqual({
      type: 'library',
      'bom-ref': 'node_modules/wire',
      name: 'wire',
      version: '1.0.0',
      hashes: [{ alg: 'SHA-512', content: '000102' }],
      purl: 'pkg:npm/wire@1.0.0',
    });
  });
});
