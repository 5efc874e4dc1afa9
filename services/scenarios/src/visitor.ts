import { request } from 'node:http';
import { cookieJar } from './cookie-jar.ts';

/** What came back, and how long it took, in milliseconds from the request to its last byte. */
export interface Timed {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
  readonly took: number;
}

/** Somebody at an address of their own, with cookies and without a browser. */
export interface Visitor {
  get(address: string): Promise<Timed>;
  post(address: string, form: Readonly<Record<string, string>>): Promise<Timed>;
}

/** @param from an address of this machine: all of 127.0.0.0/8 is */
export function visitorFrom(from: string): Visitor {
  const jar = cookieJar();
  const ask = (address: string, body?: string) =>
    new Promise<Timed>((resolve, reject) => {
      const begun = performance.now();
      const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
      const sent = request(
        address.replace('//localhost:', '//127.0.0.1:'),
        {
          method: body === undefined ? 'GET' : 'POST',
          localAddress: from,
          // Keycloak and the gateway answer to the name by which browsers know them.
          headers: { host: new URL(address).host, cookie: jar.header(), ...(body === undefined ? {} : form) },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', reject);
          answer.on('end', () => {
            const took = performance.now() - begun;
            const headers = new Headers();
            for (const cookie of answer.headers['set-cookie'] ?? []) headers.append('set-cookie', cookie);
            jar.take(headers);
            const { statusCode: status = 0, headers: given } = answer;
            resolve({ status, location: given.location, text: Buffer.concat(parts).toString(), took });
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  return {
    get: (address) => ask(address),
    post: (address, form) => ask(address, new URLSearchParams(form).toString()),
  };
}

/** A visitor in front of Keycloak’s sign-in form, who tries one pair after the other. */
export async function atTheForm(
  from: string,
  origin: string,
): Promise<(email: string, password: string) => Promise<Timed>> {
  const visitor = visitorFrom(from);
  const { location = '' } = await visitor.get(`${origin}/auth/login`);
  let page = await visitor.get(location);
  return async (email, password) => {
    const action = /<form[^>]*action="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    page = await visitor.post(action, { username: email, password, credentialId: '' });
    return page;
  };
}
