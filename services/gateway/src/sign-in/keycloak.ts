import * as oidc from 'openid-client';
import { secretsInTurn } from '@portail/platform/auth/client-secret.ts';
import type { Tokens } from '../session/session-store.ts';
import { parametersOf, type Errand } from './errands.ts';
import { isKeysUnavailable, logoutTokenVerifier, type EndedSession } from './logout-token.ts';
import { identityIn, type Identity } from './token-identity.ts';

/** Keycloak cannot be reached, or answers that it cannot serve. */
export class KeycloakAway extends Error {}

/** Keycloak, or our own checks of its answer, said no. */
export class SignInRefused extends Error {}

/** What a sign-in or a refresh gave. */
export interface Grant {
  readonly tokens: Tokens;
  readonly identity: Identity;
}

/** What must be remembered until the browser comes back, and where to send it meanwhile. */
export interface BegunSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly location: string;
}

/** Keycloak as one site sees it, through its own client. */
export interface Keycloak {
  /**
   * @param errand what the person does there before coming back; they may also come back without
   * @throws KeycloakAway
   */
  begin(errand: Errand | undefined): Promise<BegunSignIn>;
  /**
   * Exchanges the code of the callback’s address, and checks state, nonce, signature, issuer and audience.
   * @throws KeycloakAway, SignInRefused
   */
  complete(query: string, expected: Omit<BegunSignIn, 'location'>): Promise<Grant>;
  /** @throws KeycloakAway; SignInRefused when Keycloak ended the session or disabled the account */
  refresh(tokens: Tokens): Promise<Grant>;
  /** @throws KeycloakAway */
  revoke(refreshToken: string): Promise<void>;
  /** A token of the gateway’s own account, for what it asks before anybody has signed in. @throws KeycloakAway */
  ownToken(): Promise<string>;
  /**
   * Ends Keycloak’s session behind a refresh token, from here: its browser, which is elsewhere, must sign in anew.
   * @throws KeycloakAway
   */
  endSession(refreshToken: string): Promise<void>;
  /** Where the browser goes to end Keycloak’s own session, and comes back from. @throws KeycloakAway */
  signOutLocation(idToken: string): Promise<string>;
  /** What a logout token of Keycloak says. @throws KeycloakAway when its keys cannot be asked for, SignInRefused when it is not one of ours */
  endedSession(logoutToken: string): Promise<EndedSession>;
}

const limitSeconds = 5;
/** Our own token is not used in its last seconds. */
const ownMargin = 10;

/**
 * The only file that knows openid-client. Discovery is lazy: nothing is asked of Keycloak before the first sign-in, and
 * each sign-in asks again, so that nobody is sent to a Keycloak that does not answer.
 */
export function keycloakClient(options: {
  /** Address under which browsers and tokens know Keycloak. */
  readonly url: string;
  /** Address under which this process reaches it, when it is another one. */
  readonly internalUrl?: string | undefined;
  readonly realm: string;
  readonly clientId: string;
  /** Its secret, and the next one while it is being changed. */
  readonly clientSecrets: readonly string[];
  /** Origin of the site. */
  readonly origin: string;
  readonly now: () => number;
}): Keycloak {
  const issuer = new URL(`${options.url.replace(/\/$/, '')}/realms/${encodeURIComponent(options.realm)}`);
  const reached = inside(issuer.origin, options.internalUrl);
  const [secret = ''] = options.clientSecrets;
  const askAsClient = secretsInTurn(options.clientSecrets, (address, request) =>
    fetch(reached(String(address)), request),
  );
  const reach: oidc.CustomFetch = (address, request) => askAsClient(address, request);
  const redirectUri = `${options.origin}/auth/callback`;
  let known: oidc.Configuration | undefined;

  async function discover(): Promise<oidc.Configuration> {
    known = await asked(() =>
      oidc.discovery(issuer, options.clientId, undefined, oidc.ClientSecretPost(secret), {
        timeout: limitSeconds,
        execute: [
          oidc.enableNonRepudiationChecks,
          ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
        ],
        [oidc.customFetch]: reach,
      }),
    );
    return known;
  }
  const configuration = async () => known ?? (await discover());
  let own: { readonly value: string; readonly until: number } | undefined;

  function grantOf(answer: oidc.TokenEndpointResponse, previous?: Tokens): Grant {
    const obtainedAt = options.now();
    const refreshToken = answer.refresh_token ?? previous?.refreshToken;
    const idToken = answer.id_token ?? previous?.idToken;
    if (refreshToken === undefined || idToken === undefined || answer.expires_in === undefined) {
      throw new SignInRefused('keycloak gave no refresh token, id token or lifetime');
    }
    const expiresAt = obtainedAt + answer.expires_in * 1_000;
    return {
      tokens: { accessToken: answer.access_token, obtainedAt, expiresAt, refreshToken, idToken },
      identity: identityIn(answer.access_token, idToken),
    };
  }

  let verifier: ((token: string) => Promise<EndedSession>) | undefined;
  async function logoutTokens() {
    const keys = (await configuration()).serverMetadata().jwks_uri;
    if (keys === undefined) throw new KeycloakAway('keycloak names no keys');
    verifier ??= logoutTokenVerifier({
      issuer: issuer.href,
      keys: new URL(keys),
      audience: options.clientId,
      fetch: (address, request) => fetch(reached(address), request),
      timeout: limitSeconds * 1_000,
      now: options.now,
    });
    return verifier;
  }

  return {
    endedSession: async (logoutToken) => {
      const verify = await logoutTokens();
      try {
        return await verify(logoutToken);
      } catch (error) {
        if (isKeysUnavailable(error)) throw new KeycloakAway('keycloak’s keys are away', { cause: error });
        throw new SignInRefused('not a logout token for this site', { cause: error });
      }
    },
    begin: async (errand) => {
      const client = await discover();
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
      const location = oidc.buildAuthorizationUrl(client, {
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ui_locales: 'fr',
        ...parametersOf(errand),
      });
      return { state, nonce, verifier, location: location.href };
    },
    complete: async (query, expected) => {
      // Its keys are asked for anew: a code counts once, so that there is no second try if they changed since.
      const client = await discover();
      const answer = await asked(() =>
        oidc.authorizationCodeGrant(client, new URL(`${redirectUri}?${query}`), {
          expectedState: expected.state,
          expectedNonce: expected.nonce,
          pkceCodeVerifier: expected.verifier,
          idTokenExpected: true,
        }),
      );
      return grantOf(answer);
    },
    refresh: async (tokens) => {
      const refreshed = (client: oidc.Configuration) =>
        asked(() => oidc.refreshTokenGrant(client, tokens.refreshToken));
      try {
        return grantOf(await refreshed(await configuration()), tokens);
      } catch (error) {
        // Keycloak signs with a key that is newer than those we know.
        if (!isUnknownKey(error)) throw error;
        return grantOf(await refreshed(await discover()), tokens);
      }
    },
    revoke: async (refreshToken) => {
      const client = await configuration();
      await asked(() => oidc.tokenRevocation(client, refreshToken, { token_type_hint: 'refresh_token' }));
    },
    ownToken: async () => {
      if (own === undefined || own.until <= options.now()) {
        const client = await configuration();
        const { access_token: value, expires_in: seconds = 0 } = await asked(() => oidc.clientCredentialsGrant(client));
        own = { value, until: options.now() + (seconds - ownMargin) * 1_000 };
      }
      return own.value;
    },
    endSession: async (refreshToken) => {
      const { end_session_endpoint: address } = (await configuration()).serverMetadata();
      if (address === undefined) throw new KeycloakAway('keycloak names no end of session');
      const body = new URLSearchParams({
        client_id: options.clientId,
        client_secret: secret,
        refresh_token: refreshToken,
      });
      const signal = AbortSignal.timeout(limitSeconds * 1_000);
      const answer = await askAsClient(address, { method: 'POST', redirect: 'error', body, signal }).catch(
        (error: unknown) => {
          throw new KeycloakAway('keycloak is away', { cause: error });
        },
      );
      await answer.body?.cancel();
      // 400: the token is over, and so is the session.
      if (!answer.ok && answer.status !== 400) throw new KeycloakAway(`keycloak answered ${answer.status}`);
    },
    signOutLocation: async (idToken) =>
      oidc.buildEndSessionUrl(await configuration(), {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${options.origin}/`,
      }).href,
  };
}

/** The internal address for a public one, so that requests need not leave the cluster and come back. */
function inside(publicOrigin: string, internalUrl: string | undefined): (address: string) => URL {
  return (address) => {
    const target = new URL(address);
    if (internalUrl !== undefined && target.origin === publicOrigin) {
      const internal = new URL(internalUrl);
      target.protocol = internal.protocol;
      target.host = internal.host;
    }
    return target;
  };
}

/** Sorts what can go wrong: a clear no of Keycloak or of our checks, or anything else, which counts as its absence. */
async function asked<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    throw isRefusal(error)
      ? new SignInRefused('refused by keycloak or by our checks', { cause: error })
      : new KeycloakAway('keycloak is away', { cause: error });
  }
}

function isUnknownKey(error: unknown): boolean {
  const cause = error instanceof SignInRefused ? error.cause : undefined;
  return cause instanceof oidc.ClientError && cause.code === 'OAUTH_KEY_SELECTION_FAILED';
}

const failedChecks = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
]);

function isRefusal(error: unknown): boolean {
  // A wrong client secret is our fault, not the person’s: it must not end sessions, so it counts as absence.
  if (error instanceof oidc.ResponseBodyError) return error.error === 'invalid_grant';
  if (error instanceof oidc.AuthorizationResponseError) return error.error !== 'temporarily_unavailable';
  return error instanceof oidc.ClientError && failedChecks.has(error.code ?? '');
}
