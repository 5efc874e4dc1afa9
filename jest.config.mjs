// One configuration, three kinds of tests; the kind is in the file's name (architecture.md section 4).
const typescript = {
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  extensionsToTreatAsEsm: ['.ts'],
  transformIgnorePatterns: ['/node_modules/'],
  testEnvironment: 'node',
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/frontend/'],
  modulePathIgnorePatterns: ['<rootDir>/.run', '<rootDir>/.cache', '<rootDir>/dist'],
};

/** Scenarios that kill processes every other scenario needs, or judge what all of them logged: they play when nobody else does. */
const playedAlone = ['typing-is-kept', 'summary-queue', 'production-passwords', 'telemetry'];

export default {
  // A loaded machine is late, not wrong: what hangs is told soon enough.
  testTimeout: 60_000,
  projects: [
    {
      ...typescript,
      displayName: 'unit',
      testMatch: ['<rootDir>/{services,proto,scripts}/**/*.test.ts'],
      testPathIgnorePatterns: [...typescript.testPathIgnorePatterns, '\\.(int|scenario|drill)\\.test\\.ts$'],
    },
    { ...typescript, displayName: 'int', testMatch: ['<rootDir>/{services,proto,scripts}/**/*.int.test.ts'] },
    {
      ...typescript,
      displayName: 'scenarios',
      testMatch: ['<rootDir>/services/scenarios/**/*.scenario.test.ts'],
      testPathIgnorePatterns: [...typescript.testPathIgnorePatterns, ...playedAlone],
    },
    {
      ...typescript,
      displayName: 'scenarios-alone',
      testMatch: playedAlone.map((name) => `<rootDir>/services/scenarios/${name}.scenario.test.ts`),
    },
    // Long fault drills have a command of their own: npm run test:drills.
    { ...typescript, displayName: 'drills', testMatch: ['<rootDir>/{services,scripts}/**/*.drill.test.ts'] },
  ],
};
