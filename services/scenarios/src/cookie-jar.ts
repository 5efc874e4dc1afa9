/** Cookies of one person on one host; browsers share them between ports. */
export interface CookieJar {
  /** Keeps, replaces or forgets the cookies of an answer. */
  take(headers: Headers): void;
  /** Value of the `Cookie` header, empty when there is none. */
  header(): string;
  get(name: string): string | undefined;
  set(name: string, value: string): void;
}

/** An empty jar. */
export function cookieJar(): CookieJar {
  const cookies = new Map<string, string>();
  return {
    take: (headers) => {
      for (const line of headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
        const separator = pair.indexOf('=');
        const name = pair.slice(0, separator);
        if (attributes.some(isOver)) cookies.delete(name);
        else cookies.set(name, pair.slice(separator + 1));
      }
    },
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    get: (name) => cookies.get(name),
    set: (name, value) => void cookies.set(name, value),
  };
}

function isOver(attribute: string): boolean {
  const [name = '', value = ''] = attribute.split('=');
  if (/^max-age$/i.test(name)) return Number(value) <= 0;
  return /^expires$/i.test(name) && new Date(value).getTime() <= 1_000;
}
