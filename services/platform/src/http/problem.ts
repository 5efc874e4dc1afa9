import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { changedNothing, isOutage } from '../db/outage.ts';
import { RefusalError, type FieldRefusal, type Refusal, type RefusalKind } from '../pure/refusal.ts';

const statusOf: Record<RefusalKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  rule: 422,
  'precondition-required': 428,
  unavailable: 503,
};

const titleOf: Record<number, string> = {
  400: 'Demande illisible',
  401: 'Connexion nécessaire',
  403: 'Action non autorisée',
  404: 'Introuvable',
  409: 'Modifié entre-temps',
  413: 'Envoi trop volumineux',
  415: 'Format non accepté',
  422: 'Demande refusée',
  428: 'Version manquante',
  429: 'Trop de demandes',
  500: 'Incident technique',
  503: 'Service indisponible',
};

/** The body of every refusal (RFC 9457). `code` is for machines, `detail` is the French sentence for people. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String(),
    errors: Type.Optional(
      Type.Array(
        Type.Object(
          { path: Type.String(), code: Type.String(), message: Type.String() },
          { additionalProperties: false },
        ),
      ),
    ),
  },
  { additionalProperties: false },
);

/** Answers for the refusals of a route’s schema: `response: {200: …, ...refusals}`. */
export const refusals = { '4xx': Problem, '5xx': Problem } as const;

/** Sends a problem+json body with an explicit status. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  code: string,
  detail: string,
  errors: readonly FieldRefusal[] = [],
): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({
      type: 'about:blank',
      title: titleOf[status] ?? 'Refus',
      status,
      code,
      detail,
      ...(errors.length > 0 ? { errors } : {}),
    });
}

/**
 * Says that what was asked cannot be done now.
 * @param known that nothing was kept; else the person is told that it is not known
 */
export function sendUnavailable(reply: FastifyReply, known: boolean): FastifyReply {
  return sendProblem(
    reply,
    503,
    'SERVICE_UNAVAILABLE',
    known
      ? 'Ce service est momentanément indisponible. Rien n’a été enregistré. Réessayez dans quelques instants.'
      : 'Le service n’a pas répondu : nous ne savons pas si votre demande a été enregistrée. Actualisez la page pour le vérifier avant de recommencer.',
  );
}

/** Sends a refusal of the domain. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return sendProblem(reply, statusOf[refusal.kind], refusal.code, refusal.detail, refusal.errors);
}

interface SchemaFault {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Record<string, unknown>;
}

const expected: Record<string, string> = {
  integer: 'un nombre entier est attendu',
  number: 'un nombre est attendu',
  string: 'un texte est attendu',
  boolean: 'oui ou non est attendu',
  object: 'un objet est attendu',
  array: 'une liste est attendue',
};

/** One fault of a request against its schema, in French. */
function fieldRefusals(fault: SchemaFault): FieldRefusal[] {
  const { keyword, instancePath, params } = fault;
  switch (keyword) {
    case 'additionalProperties':
      return names(params['additionalProperties']).map((name) => ({
        path: `${instancePath}/${name}`,
        code: 'UNKNOWN_FIELD',
        message: `Le champ « ${name} » n’existe pas.`,
      }));
    case 'required':
      return names(params['requiredProperties']).map((name) => ({
        path: `${instancePath}/${name}`,
        code: 'REQUIRED',
        message: `Le champ « ${name} » est obligatoire.`,
      }));
    case 'type': {
      const wanted = expected[String(params['type'])] ?? 'un autre type de valeur est attendu';
      return [{ path: instancePath, code: 'WRONG_TYPE', message: `Valeur refusée : ${wanted}.` }];
    }
    case 'minLength':
    case 'minimum':
    case 'exclusiveMinimum':
      return [{ path: instancePath, code: 'TOO_SMALL', message: 'Valeur trop petite ou texte trop court.' }];
    case 'maxLength':
    case 'maximum':
      return [{ path: instancePath, code: 'TOO_LARGE', message: 'Valeur trop grande ou texte trop long.' }];
    default:
      return [{ path: instancePath, code: 'INVALID', message: 'Valeur refusée : elle n’a pas la forme attendue.' }];
  }
}

function names(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? [value] : [];
}

/** Turns everything that can go wrong in a request into problem+json; what is not foreseen is logged and hidden. */
export function registerProblems(app: FastifyInstance): void {
  app.setNotFoundHandler((_request: FastifyRequest, reply: FastifyReply) =>
    sendProblem(reply, 404, 'NOT_FOUND', 'Cette page n’existe pas ou ne vous est pas accessible.'),
  );
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    if (error instanceof RefusalError) return sendRefusal(reply, error.refusal);
    if (error.validation) {
      const faults = (error.validation as unknown as SchemaFault[]).flatMap(fieldRefusals);
      return sendProblem(
        reply,
        400,
        'MALFORMED',
        'La demande ne peut pas être lue. Vérifiez les champs signalés.',
        faults,
      );
    }
    const status = error.statusCode ?? 500;
    if (status === 413) {
      return sendProblem(reply, 413, 'TOO_LARGE', 'L’envoi dépasse la taille acceptée. Rien n’a été enregistré.');
    }
    if (status === 415) {
      return sendProblem(
        reply,
        415,
        'UNSUPPORTED_MEDIA_TYPE',
        'Seul le format JSON est accepté. Rien n’a été enregistré.',
      );
    }
    if (status === 429) {
      return sendProblem(
        reply,
        429,
        'TOO_MANY_REQUESTS',
        'Trop de demandes en peu de temps. Patientez une minute, puis recommencez.',
      );
    }
    if (status >= 400 && status < 500) {
      return sendProblem(reply, status, 'MALFORMED', 'La demande ne peut pas être lue. Rien n’a été enregistré.');
    }
    if (isOutage(error)) {
      request.log.warn({ err: error }, 'a server is away');
      const known = request.method === 'GET' || changedNothing(error);
      return sendUnavailable(reply, known);
    }
    request.log.error({ err: error }, 'request failed');
    return sendProblem(
      reply,
      500,
      'INTERNAL',
      'Un incident technique a empêché de traiter la demande. Rien n’a été enregistré. Réessayez dans quelques instants.',
    );
  });
}
