import { eventually } from '@portail/platform/testing/eventually.ts';
import { apiClient, type ApiClient } from './api-client.ts';
import { cookieJar, type CookieJar } from './cookie-jar.ts';
import { originOf, type Site } from './environment.ts';
import { oneSignIn } from './one-sign-in.ts';

/** Who signs in, with what. */
export interface Account {
  readonly email: string;
  readonly password: string;
}

/** The gateway counts sign-ins by the minute; scenarios share one address. */
const rateLimitWindowMs = 70_000;

/**
 * Signs in as a browser does: the site sends to Keycloak, Keycloak’s form is filled and sent, the site takes the code.
 * @throws Error with Keycloak’s or the site’s answer when the person does not get in
 */
export async function signIn(
  site: Site,
  account: Account,
  returnTo = '/',
  jar: CookieJar = cookieJar(),
): Promise<ApiClient> {
  const login = `${originOf(site)}/auth/login?returnTo=${encodeURIComponent(returnTo)}`;
  const form = await eventually(
    `the sign-in page of ${site}`,
    async () => {
      const page = await follow(jar, login);
      return page.status !== 429 && page;
    },
    rateLimitWindowMs,
  );
  const action = /<form[^>]*id="kc-form-login"[^>]*action="([^"]+)"/.exec(form.text)?.[1]?.replaceAll('&amp;', '&');
  if (action === undefined)
    throw new Error(`no sign-in form at ${form.url}: ${form.status} ${form.text.slice(0, 400)}`);
  const body = new URLSearchParams({ username: account.email, password: account.password, credentialId: '' });
  const end = await oneSignIn(account.email, () => follow(jar, action, body));
  if (!end.url.startsWith(originOf(site)) || end.status >= 400) {
    throw new Error(`${account.email} could not sign in on ${site}: ${end.status} at ${end.url} ${reasonOf(end.text)}`);
  }
  return apiClient(site, jar);
}

/** A person who has not signed in. */
export function stranger(site: Site): ApiClient {
  return apiClient(site, cookieJar());
}

interface Page {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}

const mostRedirects = 8;

async function follow(jar: CookieJar, start: string, form?: URLSearchParams): Promise<Page> {
  let url = start;
  let body = form;
  for (let step = 0; step < mostRedirects; step += 1) {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: jar.header(), accept: 'text/html' },
      ...(body === undefined ? {} : { body }),
    });
    jar.take(response.headers);
    const location = response.headers.get('location');
    const text = await response.text();
    if (response.status < 300 || response.status >= 400 || location === null)
      return { url, status: response.status, text };
    url = new URL(location, url).href;
    body = undefined;
  }
  throw new Error(`more than ${mostRedirects} redirects from ${start}`);
}

function reasonOf(html: string): string {
  const message = /id="input-error[^>]*>([^<]+)</.exec(html)?.[1] ?? /kc-feedback-text[^>]*>([^<]+)</.exec(html)?.[1];
  return (message ?? html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).trim().slice(0, 300);
}
