import type { HTTPRequest, Page } from 'puppeteer-core';

/** What a person sees while a service takes its time, or is away: the answers to a page’s questions are in our hands. */
export interface HeldRequests {
  /** Lets everything through again, what waited included. */
  readonly release: () => Promise<void>;
}

const problem = {
  type: 'about:blank',
  title: 'Service indisponible',
  status: 503,
  code: 'SERVICE_UNAVAILABLE',
  detail: 'Ce service est momentanément indisponible. Rien n’a été enregistré. Réessayez dans quelques instants.',
};

/** From now on the questions to these paths wait, or are answered that the service is away. */
export async function holdRequests(
  page: Page,
  paths: (path: string) => boolean,
  how: 'waiting' | 'away',
): Promise<HeldRequests> {
  const held: HTTPRequest[] = [];
  const sort = (request: HTTPRequest): void => {
    if (!paths(new URL(request.url()).pathname)) void request.continue();
    else if (how === 'waiting') held.push(request);
    else {
      void request.respond({
        status: problem.status,
        contentType: 'application/problem+json',
        body: JSON.stringify(problem),
      });
    }
  };
  await page.setRequestInterception(true);
  page.on('request', sort);
  return {
    release: async () => {
      page.off('request', sort);
      for (const request of held) await request.continue();
      await page.setRequestInterception(false);
    },
  };
}
