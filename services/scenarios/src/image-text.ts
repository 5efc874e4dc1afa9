import { createDecipheriv, createHash } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { createClient } from 'redis';
import { inPage } from './browser.ts';
import { environmentOf } from './control-door.ts';

/** What a person copies from the page of a forgotten password. */
export interface ImageText {
  readonly text: string;
  readonly digits: string;
}

/** What the image on the page says, and the digits that are heard. */
export async function whatTheImageSays(page: Page): Promise<ImageText> {
  return whatAnImageSays(await inPage<string>(page, `document.querySelector('[name=challenge]').value`));
}

/** The same by the name of the image: the gateway keeps both, sealed, until they are answered. */
export async function whatAnImageSays(challenge: string): Promise<ImageText> {
  const key = `gateway:challenge:portal:${createHash('sha256').update(challenge).digest('base64url')}`;
  const { REDIS_URL: url = '', SESSION_KEY: secret = '' } = environmentOf('gateway');
  const redis = await createClient({ url }).connect();
  try {
    const bytes = Buffer.from((await redis.get(key)) ?? '', 'base64');
    const cipher = createDecipheriv('aes-256-gcm', Buffer.from(secret, 'base64url'), bytes.subarray(0, 12));
    cipher.setAAD(Buffer.from(key)).setAuthTag(bytes.subarray(12, 28));
    const opened = cipher.update(bytes.subarray(28), undefined, 'utf8') + cipher.final('utf8');
    return JSON.parse(opened) as ImageText;
  } finally {
    await redis.close();
  }
}
