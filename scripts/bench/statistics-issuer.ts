import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';

/** Who signs the tokens of the benchmark: the keys of a realm at an address, and tokens that hold for an hour. */
export interface Issuer {
  readonly url: string;
  readonly token: (subject: string, role: string) => string;
  readonly stop: () => void;
}

/** Publishes a key as Keycloak does, so that the service verifies every token. */
export async function startIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'RS256', use: 'sig' }];
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
  return {
    url,
    token: (subject, role) => {
      const now = Math.floor(Date.now() / 1_000);
      const claims = { iss: `${url}/realms/bench`, aud: 'portail-api', typ: 'Bearer', iat: now, exp: now + 3_600 };
      const content = { ...claims, sub: subject, email: '', name: '', realm_access: { roles: [role] } };
      const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: 'bench' })}.${part(content)}`;
      return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
