import { createHash } from 'node:crypto';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { HTTPRequest } from 'puppeteer-core';
import { createClient } from 'redis';
import type { Screen } from './browser.ts';
import { variable } from './environment.ts';

/** Nobody waits half an hour in a scenario: the gateway’s session is made older where it is kept. */

/** A page that has not yet looked at how long its session lasts. */
export interface Unaware {
  /** Lets it look, as if the person had done nothing until only so much was left. */
  readonly looksWhenLeft: (milliseconds: number) => Promise<void>;
}

/** From now on, what the pages of this screen ask about the session waits; everything else is answered as usual. */
export async function unawareOfTime(screen: Screen): Promise<Unaware> {
  const { page } = screen;
  const held: HTTPRequest[] = [];
  const sort = (request: HTTPRequest): void => {
    if (new URL(request.url()).pathname === '/auth/session') held.push(request);
    else void request.continue();
  };
  await page.setRequestInterception(true);
  page.on('request', sort);
  return {
    looksWhenLeft: async (milliseconds) => {
      await eventually('the page to ask about the session', () => held.length > 0);
      const end = Date.now() + milliseconds;
      if (await endsAt(screen, end)) throw new Error(`the session of ${screen.site} is not kept any more`);
      page.off('request', sort);
      for (const request of held) await request.continue();
      await page.setRequestInterception(false);
      // What the person did a moment ago may still be on its way, and prolong the session.
      if (milliseconds < soon) await eventually('the end of the session', () => endsAt(screen, end));
    },
  };
}

/** Milliseconds: the end itself is waited for. */
const soon = 10_000;

/** The session of this screen ends at that instant, unless it is prolonged. @returns whether it is over */
async function endsAt({ page, site }: Screen, instant: number): Promise<boolean> {
  const name = site === 'portal' ? '__Host-portail' : '__Host-admin';
  const cookie = (await page.browserContext().cookies()).find((each) => each.name === name);
  if (cookie === undefined) return true;
  const fingerprint = createHash('sha256').update(cookie.value).digest('base64url');
  const redis = createClient({ url: variable('TEST_REDIS_URL') });
  await redis.connect();
  const found = await redis.pExpireAt(`gateway:session:${site}:${fingerprint}`, instant);
  redis.destroy();
  return found !== 1;
}
