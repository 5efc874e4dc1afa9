import { Type } from 'typebox';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { documentOf, type ApiDocument, type Service } from '../proxy/allow-list.ts';
import { nonceOf } from '../security/headers.ts';
import type { Site } from '../site.ts';
import { pageText } from '../static/page.ts';

/** The documents of the services; each is read when it is first asked for. */
export interface DocsDependencies {
  readonly site: Site;
  readonly services: readonly Service[];
  readonly read: (service: Service) => ApiDocument;
}

/** `/api/docs`: for those who write programs or tests against the API. Each site shows only what it lets through. */
export async function docsRoutes(app: HttpApp, { site, services, read }: DocsDependencies): Promise<void> {
  const texts = new Map<Service, string>();
  const textOf = (service: Service) => {
    const text = texts.get(service) ?? JSON.stringify(documentOf(read(service), site.name));
    texts.set(service, text);
    return text;
  };
  app.get('/api/docs', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(
        pageText(
          {
            title: 'Documents de l’API',
            paragraphs: [
              'Chaque document décrit, au format OpenAPI 3.1, les opérations d’un service que ce site laisse passer.',
              'Une session est nécessaire pour appeler ces opérations ; les écritures portent l’en-tête X-Portail-Request.',
            ],
            links: services.map(({ prefix, title }) => ({
              address: `/api/docs/${prefix}.json`,
              text: `${title} : /api/${prefix}`,
            })),
          },
          site.title,
          nonceOf(reply),
        ),
      ),
  );

  app.get(
    '/api/docs/:document',
    { schema: { hide: true, params: Type.Object({ document: Type.String() }) } },
    async (request, reply) => {
      const service = services.find(
        ({ prefix, folder }) =>
          request.params.document === `${prefix}.json` || request.params.document === `${folder}.json`,
      );
      if (service === undefined) return reply.callNotFound();
      return reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(textOf(service));
    },
  );
}
