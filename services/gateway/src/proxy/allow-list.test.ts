import { expect, test } from '@jest/globals';
import { allowedOperations, documentOf, filledPath, routePath, services, type Service } from './allow-list.ts';

const workflow = services.find(({ prefix }) => prefix === 'workflow') as Service;
const document = {
  openapi: '3.1.0',
  paths: {
    '/api/workflow/declarations/{id}': {
      get: { 'x-sites': ['portal', 'admin'] },
      delete: { 'x-sites': [] },
      put: {},
    },
    '/api/workflow/declarations/{id}/validation': { post: { 'x-sites': ['admin'] } },
    '/api/workflow/replay': { post: { 'x-sites': 'portal' } },
  },
};

test('each site lets through what names it, and nothing else', () => {
  expect(allowedOperations(workflow, document, 'portal')).toEqual([
    { method: 'GET', path: '/api/workflow/declarations/{id}' },
  ]);
  expect(allowedOperations(workflow, document, 'admin')).toEqual([
    { method: 'GET', path: '/api/workflow/declarations/{id}' },
    { method: 'POST', path: '/api/workflow/declarations/{id}/validation' },
  ]);
});

test('an operation may take a larger body than usual', () => {
  const large = { paths: { '/api/workflow/lists': { post: { 'x-sites': ['admin'], 'x-body-limit': 3_000_000 } } } };
  expect(allowedOperations(workflow, large, 'admin')).toEqual([
    { method: 'POST', path: '/api/workflow/lists', bodyLimit: 3_000_000 },
  ]);
});

test('a document cannot claim another service’s path', () => {
  const greedy = { paths: { '/api/identity/me': { get: { 'x-sites': ['portal'] } } } };
  expect(() => allowedOperations(workflow, greedy, 'portal')).toThrow('/api/identity/me');
});

test('a site shows only its own operations', () => {
  expect(documentOf(document, 'portal')).toEqual({
    openapi: '3.1.0',
    paths: { '/api/workflow/declarations/{id}': { get: { 'x-sites': ['portal', 'admin'] } } },
  });
});

test('a path is written for the router and filled for the service', () => {
  const path = '/api/workflow/declarations/{id}/explanations/{code}';
  expect(routePath(path)).toBe('/api/workflow/declarations/:id/explanations/:code');
  expect(filledPath(path, { id: '0190a1b2-0000-7000-8000-000000000000', code: 'ACT-B10' })).toBe(
    '/api/workflow/declarations/0190a1b2-0000-7000-8000-000000000000/explanations/ACT-B10',
  );
});

test.each(['..', '.', '', 'a/b', '..%2fqueue', '%2e%2e', 'a b', 'é', '../queue', 'a?b', 'a#b', 'a\\b', 'a..b', '\n'])(
  'the parameter %j goes nowhere',
  (id) => {
    expect(filledPath('/api/workflow/declarations/{id}', { id })).toBeUndefined();
  },
);

test('a missing parameter goes nowhere', () => {
  expect(filledPath('/api/workflow/declarations/{id}', {})).toBeUndefined();
});
