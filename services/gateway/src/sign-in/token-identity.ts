/** Who a token says a person is. */
export interface Identity {
  readonly name: string;
  readonly realmRoles: readonly string[];
  /** Keycloak’s subject. */
  readonly subject: string;
  /** Keycloak’s own session, when the id token names it. */
  readonly sessionId: string | undefined;
}

interface Claims {
  readonly name?: unknown;
  readonly email?: unknown;
  readonly sub?: unknown;
  readonly sid?: unknown;
  readonly realm_access?: { readonly roles?: unknown };
}

/**
 * Reads the tokens that Keycloak’s token endpoint has just given to us. Their signature is not checked here: they came
 * from Keycloak’s own hand, and each service checks the access token again on every request.
 * @throws Error when it is not a JWT
 */
export function identityIn(accessToken: string, idToken: string): Identity {
  const claims = claimsOf(accessToken);
  const { sub, sid } = claimsOf(idToken);
  if (typeof sub !== 'string') throw new Error('id token without a subject');
  const roles = claims.realm_access?.roles;
  const name = [claims.name, claims.email].find((claim) => typeof claim === 'string' && claim.trim() !== '');
  return {
    name: typeof name === 'string' ? name : 'Compte sans nom',
    realmRoles: Array.isArray(roles) ? roles.map(String) : [],
    subject: sub,
    sessionId: typeof sid === 'string' ? sid : undefined,
  };
}

function claimsOf(token: string): Claims {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Claims;
}
