import { randomInt } from 'node:crypto';
import svgCaptcha, { type ConfigObject } from 'svg-captcha';

/** Its own random text is not for secrets; that it draws a text of ours is in its documentation, not in its types. */
const draw = svgCaptcha as unknown as (text: string, options: ConfigObject) => string;

/** What a person copies to show that they are one: the text of an image, or digits that they hear. */
export interface Challenge {
  readonly text: string;
  readonly digits: string;
}

// No character that looks like another one, in either case.
const characters = 'ABDEFGHLMNQRTabdefghmnqrty3478';
const imageLength = 6;
// Ten to the sixth, once: as good as the image, since a wrong answer ends both.
const digitsLength = 6;

const some = (of: string, length: number) => Array.from({ length }, () => of[randomInt(of.length)]).join('');

/** A new one; its text always holds a capital and a small letter. */
export function newChallenge(): Challenge {
  for (;;) {
    const text = some(characters, imageLength);
    if (/[a-z]/.test(text) && /[A-Z]/.test(text)) return { text, digits: some('0123456789', digitsLength) };
  }
}

/** Whether an answer is the one: to the letter, capitals included; spaces around or between do not count. */
export function isAnsweredBy({ text, digits }: Challenge, answer: string): boolean {
  const given = answer.replace(/\s/g, '');
  return given === text || given === digits;
}

/**
 * The image of a text, as an address that stands in the page itself: dark outlines without a background, so that it holds no
 * text; the page puts it on white.
 */
export function imageOf({ text }: Challenge): string {
  const svg = draw(text, { width: 260, height: 84, fontSize: 78, noise: 3, color: false });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
