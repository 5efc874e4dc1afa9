// Who may import whom (architecture.md section 3). Each rule says why; what cannot be resolved is an error too.
const inService = (room) => `^services/(?!platform|scenarios)[^/]+/src/${room}/`;
const test = '\\.test\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-unresolvable',
      comment: 'An import nobody can resolve passes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-circular',
      comment: 'A circle has no top: nobody can read it from its beginning.',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domain-is-pure',
      comment: 'Decisions are functions of their arguments: no contract, ORM, HTTP or I/O in the domain.',
      severity: 'error',
      from: { path: inService('domain'), pathNot: test },
      to: { pathNot: ['^services/([^/]+)/src/domain/', '^services/platform/src/pure/'] },
    },
    {
      name: 'pure-is-pure',
      comment: 'The domain may import platform/pure, so it must not reach anything else than hashing and random bytes.',
      severity: 'error',
      from: { path: '^services/platform/src/pure/', pathNot: test },
      to: { pathNot: ['^services/platform/src/pure/', '^(node:)?crypto$'] },
    },
    {
      name: 'usecases-know-ports-only',
      comment: 'A use case tells a story; how things are kept, sent or asked is given to it.',
      severity: 'error',
      from: { path: inService('usecases'), pathNot: test },
      to: { path: ['^services/[^/]+/src/(http|events|store)/', '^proto/'] },
    },
    {
      name: 'queries-read-only',
      comment: 'A read must not be able to write or publish.',
      severity: 'error',
      from: { path: inService('queries'), pathNot: test },
      to: {
        path: [
          '^services/[^/]+/src/(usecases|events|http)/',
          '^proto/',
          '^services/platform/src/(outbox|journal)/outbox',
        ],
      },
    },
    {
      name: 'http-is-thin',
      comment: 'Routes call use cases and queries; they never touch tables or the bus.',
      severity: 'error',
      from: { path: inService('http'), pathNot: test },
      to: {
        path: ['^services/[^/]+/src/(store|events)/', '^proto/', '^services/platform/src/(messaging|outbox|journal)/'],
      },
    },
    {
      name: 'events-know-no-http',
      comment: 'What comes from the bus must work without a web server.',
      severity: 'error',
      from: { path: inService('events'), pathNot: test },
      to: { path: '^services/[^/]+/src/http/' },
    },
    {
      name: 'store-keeps-only',
      comment: 'The store keeps state; it does not decide, answer or speak. It may name the port it implements.',
      severity: 'error',
      from: { path: inService('store'), pathNot: test },
      to: { path: '^services/[^/]+/src/(http|usecases|events)/', pathNot: '/usecases/ports\\.ts$' },
    },
    {
      name: 'platform-knows-no-business',
      comment: 'The plumbing serves every service and names none, nor any contract.',
      severity: 'error',
      from: { path: '^services/platform/' },
      to: { path: ['^services/(?!platform)', '^proto/', '^frontend/', '^scripts/'] },
    },
    {
      name: 'services-do-not-import-each-other',
      comment: 'One owner per fact: services talk over the bus.',
      severity: 'error',
      from: { path: '^services/([^/]+)/', pathNot: '^services/scenarios/' },
      to: { path: '^services/(?!platform/)([^/]+)/', pathNot: '^services/$1/' },
    },
    {
      name: 'telemetry-from-the-table',
      comment: 'Metrics are those of services/platform/src/telemetry/metrics.ts: nobody else makes an instrument.',
      severity: 'error',
      from: { pathNot: '^services/platform/src/telemetry/' },
      to: { path: '(^|/)node_modules/@(opentelemetry|fastify/otel)(/|$)' },
    },
    {
      name: 'proto-stands-alone',
      comment: 'Contracts know nobody.',
      severity: 'error',
      from: { path: '^proto/' },
      to: { path: '^(services|frontend|scripts)/' },
    },
    {
      name: 'portal-not-admin',
      comment: 'Two applications, two audiences; they share libraries only.',
      severity: 'error',
      from: { path: '^frontend/apps/portal/' },
      to: { path: '^frontend/apps/admin/' },
    },
    {
      name: 'admin-not-portal',
      comment: 'Two applications, two audiences; they share libraries only.',
      severity: 'error',
      from: { path: '^frontend/apps/admin/' },
      to: { path: '^frontend/apps/portal/' },
    },
    {
      name: 'libs-not-apps',
      comment: 'A library serves both applications.',
      severity: 'error',
      from: { path: '^frontend/libs/' },
      to: { path: '^frontend/apps/' },
    },
    {
      name: 'frontend-not-services',
      comment: 'Screens know services by their OpenAPI documents only.',
      severity: 'error',
      from: { path: '^frontend/' },
      to: { path: '^(services|proto)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^frontend/(build|\\.angular|node_modules)', '^proto/gen/', '/dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
