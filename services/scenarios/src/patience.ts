import { jest } from '@jest/globals';

// Scenarios wait for real servers; imported by each of them for this one effect.
jest.setTimeout(60_000);
