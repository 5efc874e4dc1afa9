import type { TestPerson } from './test-realm.ts';

/** What a browser sends with a request. */
export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One person’s browser, as far as HTTP goes: cookies of localhost, whatever the port, and redirections one by one. */
export interface TestBrowser {
  /** The cookies it holds, with their attributes as they were set. */
  readonly cookies: Map<string, { value: string; attributes: string; path: string }>;
  /** One request; redirections are not followed. */
  send(address: string, sent?: Sent): Promise<Response>;
  /** What our screens send for an unsafe request. */
  act(method: string, address: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Follows redirections from an address until an answer that is none; gives the answer and its address. */
  visit(address: string): Promise<{ answer: Response; address: string }>;
  /** Signs in on a site through Keycloak’s form; gives where the browser ends. */
  signIn(origin: string, person: TestPerson, returnTo?: string): Promise<{ answer: Response; address: string }>;
}

/** A new browser without any cookie. */
export function openBrowser(): TestBrowser {
  const cookies: TestBrowser['cookies'] = new Map();

  async function send(address: string, sent: Sent = {}): Promise<Response> {
    const { pathname } = new URL(address);
    const cookie = [...cookies]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const answer = await fetch(address, {
      method: sent.method ?? 'GET',
      redirect: 'manual',
      headers: { ...(cookie === '' ? {} : { cookie }), ...sent.headers },
      ...(sent.body === undefined ? {} : { body: sent.body }),
    });
    for (const line of answer.headers.getSetCookie()) keep(line);
    return answer;
  }

  function keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const gone = attributes.some((part) => /^max-age=0$/i.test(part) || /^expires=Thu, 01.Jan.1970/i.test(part));
    const path = attributes.find((part) => /^path=/i.test(part))?.slice(5) ?? '/';
    if (gone) cookies.delete(name);
    else cookies.set(name, { value, attributes: attributes.join('; '), path });
  }

  async function visit(start: string): Promise<{ answer: Response; address: string }> {
    let address = start;
    for (let hops = 0; hops < 10; hops += 1) {
      const answer = await send(address, { headers: { accept: 'text/html' } });
      const location = answer.headers.get('location');
      if (answer.status < 300 || answer.status > 399 || location === null) return { answer, address };
      address = new URL(location, address).href;
    }
    throw new Error(`too many redirections from ${start}`);
  }

  return {
    cookies,
    send,
    visit,
    act: (method, address, body, headers = {}) =>
      send(address, {
        method,
        headers: {
          'x-portail-request': '1',
          'sec-fetch-site': 'same-origin',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    signIn: async (origin, person, returnTo = '/') => {
      const form = await visit(`${origin}/auth/login?returnTo=${encodeURIComponent(returnTo)}`);
      const action = /<form[^>]*action="([^"]+)"/.exec(await form.answer.text())?.[1]?.replaceAll('&amp;', '&');
      if (action === undefined) throw new Error(`no form of Keycloak at ${form.address}: ${form.answer.status}`);
      const posted = await send(action, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ username: person.email, password: person.password }).toString(),
      });
      const location = posted.headers.get('location');
      if (location === null) throw new Error(`Keycloak did not sign ${person.email} in: ${posted.status}`);
      return visit(location);
    },
  };
}
