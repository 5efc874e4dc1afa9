import { expect, test } from '@jest/globals';
import { contentOf } from '@ui/field/file-content';

test('a file is sent whole in base64; a huge one is not sent', async () => {
  const bytes = new TextEncoder().encode('IDEQU;exercice;taux\n'.repeat(5_000));
  const file = (size: number) => ({ size, arrayBuffer: () => Promise.resolve(bytes.slice().buffer) });
  const read = await contentOf(file(bytes.length));
  expect(read.ok && Buffer.from(read.content, 'base64').equals(Buffer.from(bytes))).toBe(true);
  expect(await contentOf(file(3_000_000))).toMatchObject({ ok: false });
});
