// Component and pure tests of the front end, in jsdom, native ES modules (the CommonJS preset fails under
// --experimental-vm-modules).
import presets from 'jest-preset-angular/presets/index.js';

export default {
  ...presets.createEsmPreset({ tsconfig: '<rootDir>/tsconfig.test.json' }),
  displayName: 'frontend',
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/{apps,libs}/*/src/**/*.test.ts'],
  setupFilesAfterEnv: ['<rootDir>/libs/testing/src/setup-jest.ts'],
  moduleNameMapper: {
    '^@ui/(.*)$': '<rootDir>/libs/ui/src/$1',
    '^@api/(.*)$': '<rootDir>/libs/api/src/$1',
    '^@testing/(.*)$': '<rootDir>/libs/testing/src/$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/build', '<rootDir>/.angular'],
};
