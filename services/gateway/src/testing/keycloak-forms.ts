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
  /** Key of the second factor, where it is shown in letters. */
  readonly key: string;
  /** Recovery codes, where they are shown. */
  readonly codes: readonly string[];
  /** Address to which Keycloak sends the browser back once everything is done. */
  readonly back: string | undefined;
}

/** A person in front of Keycloak’s forms, without any site: the portal’s client only gives the address to come back to. */
export interface AtKeycloak {
  /** Fills the sign-in form. */
  readonly signIn: (email: string, password: string) => Promise<KeycloakPage>;
  /** Fills the form of a new password. */
  readonly choose: (password: string, again?: string) => Promise<KeycloakPage>;
  /** Asks for the key of the second factor in the place of its picture. */
  readonly showKey: () => Promise<KeycloakPage>;
  /** Sets the second factor up with a first code. */
  readonly setUp: (code: string) => Promise<KeycloakPage>;
  /** Goes on from the list of recovery codes. */
  readonly keepCodes: () => Promise<KeycloakPage>;
  /** Types the code of the application. */
  readonly confirm: (code: string) => Promise<KeycloakPage>;
  /** Says that the application is not at hand, and chooses the recovery codes. */
  readonly useRecoveryCodes: () => Promise<KeycloakPage>;
  /** Types a recovery code. */
  readonly recover: (code: string) => Promise<KeycloakPage>;
  /** Opens the sign-in page anew in the same browser. */
  readonly open: (query?: Readonly<Record<string, string>>) => Promise<KeycloakPage>;
}

/** One form of a page: where it goes, and what it sends by itself. */
interface Form {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
}

/**
 * Opens Keycloak’s sign-in page of a realm in a browser of its own.
 * @param origin of the portal, as the realm knows it
 */
export async function openKeycloak(realm: TestRealm, origin: string): Promise<AtKeycloak> {
  const browser = openBrowser();
  const challenge = createHash('sha256').update(randomBytes(32)).digest('base64url');
  const query = {
    ...{ client_id: 'portal', response_type: 'code', scope: 'openid', state: 'state', nonce: 'nonce' },
    ...{ redirect_uri: `${origin}/auth/callback`, code_challenge: challenge, code_challenge_method: 'S256' },
  };
  const base = testVariable('TEST_KEYCLOAK_URL');
  let text = '';
  /** Follows Keycloak’s own redirections, and none to the site. */
  async function read(answer: Response, address: string): Promise<KeycloakPage> {
    const location = answer.headers.get('location');
    if (location !== null) {
      const next = new URL(location, address).href;
      if (!next.startsWith(base)) return pageOf(answer.status, '', next);
      return read(await browser.send(next), next);
    }
    text = await answer.text();
    return pageOf(answer.status, text, undefined);
  }
  const get = async (address: string) => read(await browser.send(address), address);
  const send = async (fields: Readonly<Record<string, string>>, id = '') => {
    const { action, hidden } = formOf(text, id);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const posted = { method: 'POST', headers, body: new URLSearchParams({ ...hidden, ...fields }).toString() };
    return read(await browser.send(action, posted), action);
  };
  const open = (more: Readonly<Record<string, string>> = {}) => {
    const asked = new URLSearchParams({ ...query, ...more });
    return get(`${base}/realms/${realm.name}/protocol/openid-connect/auth?${asked.toString()}`);
  };
  await open();
  return {
    open,
    signIn: (username, password) => send({ username, password, credentialId: '' }),
    choose: (password, again = password) => send({ 'password-new': password, 'password-confirm': again }),
    showKey: () => get(new URL(attribute(text, /id="mode-manual" href="([^"]+)"/), base).href),
    setUp: (code) => send({ totp: code }),
    keepCodes: () => send({}),
    confirm: (code) => send({ otp: code }),
    useRecoveryCodes: async () => {
      await send({}, 'kc-select-try-another-way-form');
      const buttons = /name="authenticationExecution" value="([^"]+)">Avec un code de secours/;
      return send({ authenticationExecution: attribute(text, buttons) });
    },
    recover: (code) => send({ recoveryCodeInput: code }),
  };
}

/** The form of a page with that id, or its first one. */
function formOf(html: string, id: string): Form {
  const [form = ''] = (html.match(/<form[\s\S]*?<\/form>/g) ?? []).filter((each) => each.includes(`id="${id}`));
  const hidden = (form.match(/<input type="hidden"[^>]*>/g) ?? []).map((input) => [
    attribute(input, /name="([^"]*)"/),
    attribute(input, /value="([^"]*)"/),
  ]);
  return { action: attribute(form, /action="([^"]+)"/), hidden: Object.fromEntries(hidden) as Form['hidden'] };
}

const attribute = (html: string, pattern: RegExp) => pattern.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';

function pageOf(status: number, html: string, back: string | undefined): KeycloakPage {
  const within = (pattern: RegExp) => plain(pattern.exec(html)?.[1] ?? '');
  return {
    status,
    title: within(/<h1[^>]*>([\s\S]*?)<\/h1>/),
    rule: within(/id="rule"[^>]*>([\s\S]*?)<\/p>/),
    notice: within(/notice--(?:warning|info|success)[^>]*>([\s\S]*?)<\/div>/),
    refusal: within(/notice--error[^>]*>([\s\S]*?)<\/div>/),
    key: within(/id="kc-totp-secret-key"[^>]*>([\s\S]*?)<\/code>/),
    codes: [...html.matchAll(/<li><code>([^<]+)<\/code>/g)].map(([, code = '']) => plain(code)),
    back,
  };
}

function plain(html: string): string {
  const text = html.replace(/<[^>]*>/g, ' ').replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(+code));
  return text.replace(/\s+/g, ' ').trim();
}
