import fp from 'fastify-plugin';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import KeycloakConnect from 'keycloak-connect';
import { sendProblem } from '../http/problem.ts';

/** Who a verified token says is calling. What they may touch is each service’s own knowledge. */
export interface TokenIdentity {
  /** Keycloak’s subject. */
  readonly subject: string;
  readonly email: string;
  readonly name: string;
  readonly realmRoles: readonly string[];
  /** When the person last gave their password, milliseconds since 1970; absent from a token of no person. */
  readonly authenticatedAt?: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route that is not public. */
    identity: TokenIdentity;
  }
  interface FastifyContextConfig {
    /** True for the few routes that answer without a token (health). */
    public?: boolean;
  }
}

/** Verifies a bearer token and says who it is; rejects when it is not good. */
export type VerifyToken = (token: string) => Promise<TokenIdentity>;

interface TokenContent {
  readonly sub?: unknown;
  readonly exp?: unknown;
  readonly nbf?: unknown;
  readonly aud?: unknown;
  readonly auth_time?: unknown;
  readonly email?: unknown;
  readonly name?: unknown;
  readonly realm_access?: { readonly roles?: readonly unknown[] };
}

interface GrantManager {
  /** Where the keys of the realm are asked for. */
  readonly rotation: { realmUrl: string };
  createGrant(raw: { access_token: string }): Promise<{ access_token: { content: TokenContent } }>;
}

const keysTimeout = 5_000;

/**
 * The only place that knows keycloak-connect: its grant manager verifies signature, issuer, type and audience.
 * It accepts a token without `exp` and one whose `nbf` lies ahead, so both are checked here, and its key request has
 * no limit, so one is put around it.
 */
export function keycloakVerifier(options: {
  /** Address that tokens name as their issuer. */
  readonly keycloakUrl: string;
  /** Address under which this process reaches Keycloak, when it is another one. */
  readonly internalUrl?: string | undefined;
  readonly realm: string;
  readonly audience: string;
  readonly now?: () => number;
}): VerifyToken {
  const now = options.now ?? Date.now;
  const configuration = {
    realm: options.realm,
    'auth-server-url': options.keycloakUrl.endsWith('/') ? options.keycloakUrl : `${options.keycloakUrl}/`,
    resource: options.audience,
    'bearer-only': true,
    'verify-token-audience': true,
    'ssl-required': 'none',
    'confidential-port': 0,
  };
  const { grantManager } = new KeycloakConnect({}, configuration) as unknown as { grantManager: GrantManager };
  if (options.internalUrl !== undefined) {
    grantManager.rotation.realmUrl = `${options.internalUrl.replace(/\/$/, '')}/realms/${options.realm}`;
  }
  return async (token) => {
    const grant = await withLimit(grantManager.createGrant({ access_token: token }), keysTimeout);
    const { content } = grant.access_token;
    const seconds = Math.floor(now() / 1000);
    if (typeof content.exp !== 'number' || content.exp <= seconds) throw new Error('token without a valid exp');
    if (content.nbf !== undefined && (typeof content.nbf !== 'number' || content.nbf > seconds)) {
      throw new Error('token not yet valid');
    }
    const audiences = Array.isArray(content.aud) ? content.aud : [content.aud];
    if (!audiences.includes(options.audience)) throw new Error('token for another audience');
    if (typeof content.sub !== 'string') throw new Error('token without a subject');
    return {
      subject: content.sub,
      email: textOf(content.email),
      name: textOf(content.name),
      realmRoles: (content.realm_access?.roles ?? []).map(String),
      ...(typeof content.auth_time === 'number' && { authenticatedAt: content.auth_time * 1_000 }),
    };
  };
}

function textOf(claim: unknown): string {
  return typeof claim === 'string' ? claim : '';
}

async function withLimit<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('token verification took too long')), milliseconds);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Refuses every request without a good bearer token, except on routes marked public. */
export const bearerPlugin = fp(
  async (app: FastifyInstance, options: { readonly verify: VerifyToken }) => {
    app.decorateRequest('identity', null as unknown as TokenIdentity);
    app.addHook('onRequest', async (request: FastifyRequest, reply) => {
      if (request.routeOptions.config.public || request.is404) return;
      const [scheme, token] = (request.headers.authorization ?? '').split(' ');
      if (scheme?.toLowerCase() === 'bearer' && token) {
        try {
          request.identity = await options.verify(token);
          return;
        } catch (error) {
          request.log.info({ reason: error instanceof Error ? error.message : 'unknown' }, 'token refused');
        }
      }
      return sendProblem(reply, 401, 'SIGN_IN_REQUIRED', 'Connectez-vous pour continuer.');
    });
  },
  { name: 'bearer' },
);
