/** Who a token says a person is. */
export interface Identity {
  readonly name: string;
  readonly realmRoles: readonly string[];
}

interface Claims {
  readonly name?: unknown;
  readonly email?: unknown;
  readonly realm_access?: { readonly roles?: unknown };
}

/**
 * Reads an access token that Keycloak’s token endpoint has just given to us. Its signature is not checked here: it came
 * from Keycloak’s own hand, and each service checks it again on every request.
 * @throws Error when it is not a JWT
 */
export function identityIn(accessToken: string): Identity {
  const payload = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8');
  const claims = JSON.parse(payload) as Claims;
  const roles = claims.realm_access?.roles;
  const name = [claims.name, claims.email].find((claim) => typeof claim === 'string' && claim.trim() !== '');
  return {
    name: typeof name === 'string' ? name : 'Compte sans nom',
    realmRoles: Array.isArray(roles) ? roles.map(String) : [],
  };
}
