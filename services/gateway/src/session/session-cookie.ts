import type { Site } from '../site.ts';

/** Name and attributes of a cookie of ours. */
export interface CookieShape {
  readonly name: string;
  readonly attributes: {
    readonly httpOnly: true;
    readonly secure: boolean;
    readonly sameSite: 'lax';
    readonly path: '/';
    /** Seconds; absent: until the browser closes. */
    readonly maxAge?: number;
  };
}

/** The cookies of a site. */
export interface SiteCookies {
  /** Carries the random session identifier and nothing else. */
  readonly session: CookieShape;
  /** Binds a sign-in under way to the browser that began it. */
  readonly signIn: CookieShape;
}

/**
 * `__Host-` pins a cookie to this host, to https and to no other path or domain.
 * @param insecure for development on plain http under another name than localhost: neither prefix nor Secure
 */
export function cookiesOf(site: Site, insecure: boolean, signInSeconds: number): SiteCookies {
  const shape = (name: string) => ({
    name: insecure ? name : `__Host-${name}`,
    attributes: { httpOnly: true, secure: !insecure, sameSite: 'lax', path: '/' } as const,
  });
  const signIn = shape(`${site.cookie}-connexion`);
  return {
    session: shape(site.cookie),
    signIn: { ...signIn, attributes: { ...signIn.attributes, maxAge: signInSeconds } },
  };
}

/** The value of a cookie when it has the form of one of our random values (256 bits in base64url). */
export function randomValueOf(value: string | undefined): string | undefined {
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
}
