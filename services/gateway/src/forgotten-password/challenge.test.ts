import { expect, test } from '@jest/globals';
import { imageOf, isAnsweredBy, newChallenge } from './challenge.ts';
import { spoken } from './sound.ts';

test('a text without look-alikes, in both cases, and six digits', () => {
  for (let count = 0; count < 200; count += 1) {
    const { text, digits } = newChallenge();
    expect(text).toMatch(/^[ABDEFGHLMNQRTabdefghmnqrty3478]{6}$/);
    expect(text).toMatch(/[a-z]/);
    expect(text).toMatch(/[A-Z]/);
    expect(digits).toMatch(/^\d{6}$/);
  }
});

test.each([
  ['aB3dEf', true],
  [' aB3dEf ', true],
  ['012345', true],
  ['ab3def', false],
  ['AB3DEF', false],
  ['aB3dE', false],
  ['01234', false],
  ['', false],
])('« %s » answers aB3dEf and 012345: %s', (answer, right) => {
  expect(isAnsweredBy({ text: 'aB3dEf', digits: '012345' }, answer)).toBe(right);
});

test('an image is drawn, never written', () => {
  const challenge = { text: 'aB3dEf', digits: '012345' };
  const svg = Buffer.from(imageOf(challenge).split(',')[1] ?? '', 'base64').toString();
  expect(svg).toMatch(/^<svg/);
  expect(svg).not.toMatch(/<text|aB3dEf|012345|<script/);
  expect(imageOf(challenge)).not.toBe(imageOf(challenge));
});

test('the digits are read aloud, never twice alike', () => {
  const sound = spoken('012345');
  expect(sound.subarray(0, 4).toString()).toBe('RIFF');
  expect(sound.readUInt32LE(40)).toBe(sound.length - 44);
  // Six digits with their pauses: between three seconds and twelve.
  expect(sound.length).toBeGreaterThan(24_000);
  expect(sound.length).toBeLessThan(96_000);
  expect(spoken('012345').equals(sound)).toBe(false);
});
