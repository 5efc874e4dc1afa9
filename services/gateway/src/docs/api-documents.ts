import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiDocument, Service } from '../proxy/allow-list.ts';

/**
 * Reads the OpenAPI document of a service, as its build committed it.
 * @param directory folder of the services
 * @throws Error that says which file is missing or unreadable: without it the gateway would let nothing of that service through
 */
export function readApiDocument(directory: string, service: Service): ApiDocument {
  const file = join(directory, service.folder, 'openapi.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ApiDocument;
  } catch (error) {
    throw new Error(
      `${file} cannot be read (npm run openapi writes it; API_DOCUMENTS says where): ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  }
}
