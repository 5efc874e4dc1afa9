import { secretsInTurn } from '@portail/platform/auth/client-secret.ts';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import { refuse } from '../domain/refusals.ts';

/** Where Keycloak is and how this service signs in to its Admin API. */
export interface KeycloakAdministration {
  readonly url: string;
  readonly realm: string;
  readonly clientId: string;
  /** Its secret, and the next one behind a comma while it is being changed. */
  readonly clientSecret: string;
}

/** Milliseconds; Keycloak hashes passwords slowly on purpose. A registration makes at most seven calls. */
const requestLimit = 8_000;

/** Asks the Admin API about the realm. */
export type Call = (method: string, path: string, body?: unknown) => Promise<Response>;

/** Calls the Admin API with a token kept until shortly before it expires. @throws RefusalError PASSWORD_REFUSED, Error on any answer but 2xx and 409 */
export function caller({ url, realm, clientId, clientSecret }: KeycloakAdministration): Call {
  let token: { value: string; until: number } | undefined;
  const askAsClient = secretsInTurn(clientSecret.split(','), fetch);
  async function bearer(): Promise<string> {
    if (token && token.until > Date.now()) return token.value;
    const answer = await askAsClient(`${url}/realms/${realm}/protocol/openid-connect/token`, {
      method: 'POST',
      redirect: 'error',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
      signal: AbortSignal.timeout(requestLimit),
    });
    if (!answer.ok) throw new Error(`Keycloak refused the service account: ${answer.status}`);
    const { access_token: value, expires_in: seconds } = (await answer.json()) as {
      access_token: string;
      expires_in: number;
    };
    token = { value, until: Date.now() + (seconds - 10) * 1_000 };
    return value;
  }
  return async (method, path, body) => {
    const answer = await fetch(`${url}/admin/realms/${realm}${path}`, {
      method,
      redirect: 'error',
      headers: { authorization: `Bearer ${await bearer()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(requestLimit),
    });
    if (answer.status === 400 && (await answer.text()).includes('invalidPassword')) {
      throw new RefusalError(refuse('PASSWORD_REFUSED'));
    }
    if (!answer.ok && answer.status !== 409) throw new Error(`${method} ${path.split('?')[0]}: ${answer.status}`);
    return answer;
  };
}

/** What Keycloak refuses or does not answer, as a refusal of this service. @throws RefusalError ACCOUNTS_UNAVAILABLE, and what the work refuses by itself */
export async function refusingOnFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof RefusalError) throw cause;
    const refusal = new RefusalError(refuse('ACCOUNTS_UNAVAILABLE'));
    refusal.cause = cause;
    throw refusal;
  }
}
