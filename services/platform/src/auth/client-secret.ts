type Ask = (address: string | URL, init: RequestInit & { readonly body?: unknown }) => Promise<Response>;

/** What Keycloak answers to a wrong client secret: 401, by OAuth; never to a code or a token that is over. */
const unknownClient = 401;

/**
 * Asks Keycloak as a client whose secret is being changed: with the one it accepted last, then with the other. Keycloak
 * looks at the secret first, so that a code or a refresh token sent with the wrong one is still good.
 * @param secrets one, or the present one and the next
 */
export function secretsInTurn(secrets: readonly string[], ask: Ask): Ask {
  let accepted = 0;
  const first = secrets[0] ?? '';
  return async (address, init) => {
    if (!(init.body instanceof URLSearchParams) || !init.body.has('client_secret')) return ask(address, init);
    const form = init.body;
    const askedWith = (index: number) => {
      const body = new URLSearchParams(form);
      body.set('client_secret', secrets[index] ?? first);
      return ask(address, { ...init, body });
    };
    const answer = await askedWith(accepted);
    if (answer.status !== unknownClient || secrets.length === 1) return answer;
    const other = (accepted + 1) % secrets.length;
    const again = await askedWith(other);
    if (again.status !== unknownClient) accepted = other;
    return again;
  };
}
