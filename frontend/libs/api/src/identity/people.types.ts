import type { operations } from '@api/generated/identity';
import type { Answer, QueryOf } from '@api/http/answers';

// Names for the shapes of the service's OpenAPI document.

export type ListedPeople = Answer<operations['listUsers']>;
export type ListedPerson = ListedPeople['items'][number];
export type PeopleQuery = QueryOf<operations['listUsers']>;
export type Person = Answer<operations['readUser']>;
export type PersonAct = Person['acts'][number];
export type HeldRoles = Person['habilitations'][number];
export type PersonHistory = Answer<operations['readUserHistory']>;
export type ListedPartners = Answer<operations['listPartners']>;
export type ListedPartner = ListedPartners['items'][number];
export type PartnerPeople = Answer<operations['readPartner']>;
export type PartnerPerson = PartnerPeople['users'][number];
export type SeveralOutcomes = Answer<operations['grantHabilitations']>;
export type SeveralOutcome = SeveralOutcomes['lines'][number];
export type ListImport = Answer<operations['readImport']>;
export type ListLine = ListImport['lines'][number];
export type ImportFilter = ListLine['planned'];

type Body<Operation> = Operation extends { readonly requestBody: { content: { 'application/json': infer Asked } } }
  ? Asked
  : never;

export type NewPerson = Body<operations['registerUser']>;
export type Several = Body<operations['grantHabilitations']>;
export type TermsVersion = Answer<operations['listTerms']>['items'][number];
