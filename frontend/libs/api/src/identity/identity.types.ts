import type { operations } from '@api/generated/identity';
import type { Answer } from '@api/http/answers';

// Names for the shapes of the service's OpenAPI document.

export type Me = Answer<operations['readMe']>;
export type Population = Me['population'];
export type Role = Me['habilitations'][number]['roles'][number];
