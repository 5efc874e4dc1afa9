import { randomBytes, randomInt } from 'node:crypto';
import { spokenDigits } from './spoken-digits.ts';

const rate = 8_000;
const silence = 128;
/** How loud the noise is under everything, of 127. */
const noise = 14;

/** Digits read aloud, as a WAV file: pauses, speed, loudness and noise differ each time, so that no two readings are alike. */
export function spoken(digits: string): Buffer {
  const parts: Buffer[] = [pause(400)];
  for (const digit of digits) parts.push(said(digit), pause(350 + randomInt(500)));
  const samples = noisy(Buffer.concat(parts));
  return Buffer.concat([header(samples.length), samples]);
}

function said(digit: string): Buffer {
  const recorded = Buffer.from(spokenDigits[Number(digit)] ?? '', 'base64');
  const speed = 0.85 + randomInt(300) / 1_000;
  const loudness = 0.7 + randomInt(300) / 1_000;
  const made = Buffer.alloc(Math.floor(recorded.length / speed));
  for (let index = 0; index < made.length; index += 1) {
    const sample = recorded[Math.floor(index * speed)] ?? silence;
    made[index] = silence + Math.round((sample - silence) * loudness);
  }
  return made;
}

const pause = (milliseconds: number) => Buffer.alloc(Math.round((milliseconds * rate) / 1_000), silence);

function noisy(samples: Buffer): Buffer {
  const random = randomBytes(samples.length);
  for (const [index, sample] of samples.entries()) {
    const shaken = sample + ((random[index] ?? 0) % (2 * noise + 1)) - noise;
    samples[index] = Math.min(255, Math.max(0, shaken));
  }
  return samples;
}

function header(length: number): Buffer {
  const made = Buffer.alloc(44);
  made.write('RIFF', 0);
  made.writeUInt32LE(36 + length, 4);
  made.write('WAVEfmt ', 8);
  made.writeUInt32LE(16, 16);
  made.writeUInt16LE(1, 20); // PCM
  made.writeUInt16LE(1, 22); // one channel
  made.writeUInt32LE(rate, 24);
  made.writeUInt32LE(rate, 28);
  made.writeUInt16LE(1, 32);
  made.writeUInt16LE(8, 34);
  made.write('data', 36);
  made.writeUInt32LE(length, 40);
  return made;
}
