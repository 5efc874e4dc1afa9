import { createRemoteJWKSet, customFetch, errors, jwtVerify, type FetchImplementation, type JWTPayload } from 'jose';

/** Whose sessions Keycloak ended: one of them when it is named, else all. */
export interface EndedSession {
  readonly subject: string;
  readonly sessionId: string | undefined;
}

const event = 'http://schemas.openid.net/event/backchannel-logout';
const oldest = '5 minutes';
const tolerance = 30;

/** True when the keys of Keycloak could not be asked for: nothing is known of the token then. */
export function isKeysUnavailable(error: unknown): boolean {
  return (
    error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError || error instanceof LogoutTokenRefused)
  );
}

/** The token is not one that ends sessions here. */
export class LogoutTokenRefused extends Error {}

/**
 * Verifies logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.6): signature by a key of Keycloak, issuer, audience,
 * age, the event it must carry and the nonce it must not, so that no id token passes for one. A token used again ends what
 * has ended: no harm.
 */
export function logoutTokenVerifier(options: {
  readonly issuer: string;
  readonly keys: URL;
  readonly audience: string;
  readonly fetch: FetchImplementation;
  /** Milliseconds for Keycloak to give its keys. */
  readonly timeout: number;
  readonly now: () => number;
}): (token: string) => Promise<EndedSession> {
  const keys = createRemoteJWKSet(options.keys, { timeoutDuration: options.timeout, [customFetch]: options.fetch });
  return async (token) => {
    const { payload } = await jwtVerify(token, keys, {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: ['RS256'],
      requiredClaims: ['iat', 'jti'],
      maxTokenAge: oldest,
      clockTolerance: tolerance,
      currentDate: new Date(options.now()),
    });
    return endedBy(payload);
  };
}

function endedBy(payload: JWTPayload): EndedSession {
  const { events, nonce, sid, sub } = payload;
  const said = typeof events === 'object' && events !== null ? (events as Record<string, unknown>)[event] : undefined;
  if (typeof said !== 'object' || said === null) throw new LogoutTokenRefused('no logout event');
  if (nonce !== undefined) throw new LogoutTokenRefused('a nonce');
  if (typeof sub !== 'string' || sub === '') throw new LogoutTokenRefused('no subject');
  if (sid !== undefined && typeof sid !== 'string') throw new LogoutTokenRefused('an odd session id');
  return { subject: sub, sessionId: sid };
}
