import { createHash, randomBytes } from 'node:crypto';
import { testVariable } from '@portail/platform/testing/test-servers.ts';
import { openBrowser } from './test-browser.ts';
import type { TestRealm } from './test-realm.ts';

/** What a page of Keycloak shows: its title, what it says, what it refuses, and where its form goes. */
export interface KeycloakPage {
  readonly status: number;
  readonly title: string;
  /** The rule above the boxes of a new password. */
  readonly rule: string;
  readonly notice: string;
  readonly refusal: string;
  /** Address to which Keycloak sends the browser back once everything is done. */
  readonly back: string | undefined;
}

/** A person in front of Keycloak’s forms, without any site: the portal’s client only gives the address to come back to. */
export interface AtKeycloak {
  /** Fills the sign-in form. */
  readonly signIn: (email: string, password: string) => Promise<KeycloakPage>;
  /** Fills the form of a new password. */
  readonly choose: (password: string, again?: string) => Promise<KeycloakPage>;
}

/**
 * Opens Keycloak’s sign-in page of a realm in a browser of its own.
 * @param origin of the portal, as the realm knows it
 */
export async function openKeycloak(realm: TestRealm, origin: string): Promise<AtKeycloak> {
  const browser = openBrowser();
  const challenge = createHash('sha256').update(randomBytes(32)).digest('base64url');
  const query = new URLSearchParams({
    ...{ client_id: 'portal', response_type: 'code', scope: 'openid', state: 'state', nonce: 'nonce' },
    ...{ redirect_uri: `${origin}/auth/callback`, code_challenge: challenge, code_challenge_method: 'S256' },
  });
  const base = testVariable('TEST_KEYCLOAK_URL');
  let action = '';
  /** Follows Keycloak’s own redirections, and none to the site. */
  async function read(answer: Response, address: string): Promise<KeycloakPage> {
    const location = answer.headers.get('location');
    if (location !== null) {
      const next = new URL(location, address).href;
      if (!next.startsWith(base)) return pageOf(answer.status, '', next);
      return read(await browser.send(next), next);
    }
    const text = await answer.text();
    action = /<form[^>]*action="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    return pageOf(answer.status, text, undefined);
  }
  const send = async (fields: Readonly<Record<string, string>>) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const posted = { method: 'POST', headers, body: new URLSearchParams(fields).toString() };
    return read(await browser.send(action, posted), action);
  };
  const first = `${base}/realms/${realm.name}/protocol/openid-connect/auth?${query.toString()}`;
  await read(await browser.send(first), first);
  return {
    signIn: (username, password) => send({ username, password, credentialId: '' }),
    choose: (password, again = password) => send({ 'password-new': password, 'password-confirm': again }),
  };
}

function pageOf(status: number, html: string, back: string | undefined): KeycloakPage {
  const within = (pattern: RegExp) => plain(pattern.exec(html)?.[1] ?? '');
  return {
    status,
    title: within(/<h1[^>]*>([\s\S]*?)<\/h1>/),
    rule: within(/id="rule"[^>]*>([\s\S]*?)<\/p>/),
    notice: within(/notice--(?:warning|info|success)[^>]*>([\s\S]*?)<\/div>/),
    refusal: within(/notice--error[^>]*>([\s\S]*?)<\/div>/),
    back,
  };
}

function plain(html: string): string {
  const text = html.replace(/<[^>]*>/g, ' ').replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(+code));
  return text.replace(/\s+/g, ' ').trim();
}
