import { readFileSync } from 'node:fs';
import { fixtureScale } from './store/reference/fixture-scale.ts';
import type { PsuReference } from './domain/psu-scale.ts';
import { estimateCases, MalformedCase } from './usecases/estimate-cases.ts';
import { MalformedParameters, readParameters } from './usecases/read-parameters-file.ts';

// `npm run --silent estimate -- --parameters fixture|FILE CASES`: the calculation of domain.md 3.2 on a file of cases.

const USAGE = 'usage: npm run --silent estimate -- --parameters fixture|PARAMETERS.json CASES.json';
const FIXTURE_EXERCISE = 2016;

/** A fault of the person who called: said on stderr, exit code 1. */
class Misuse extends Error {}

function run(args: readonly string[]): void {
  const { parameters, cases } = readArguments(args);
  const reference = parameters === 'fixture' ? fixtureScale(FIXTURE_EXERCISE) : readParameterFile(parameters);
  process.stdout.write(`${JSON.stringify(estimateCases(readJson(cases), reference), null, 2)}\n`);
}

function readArguments(args: readonly string[]): { parameters: string; cases: string } {
  const at = args.indexOf('--parameters');
  const parameters = at === -1 ? undefined : args[at + 1];
  const others = args.filter((_, index) => at === -1 || (index !== at && index !== at + 1));
  const [cases] = others;
  if (parameters === undefined || cases === undefined || others.length !== 1) throw new Misuse(USAGE);
  return { parameters, cases };
}

function readParameterFile(path: string): PsuReference {
  return readParameters(readJson(path));
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Misuse(`${path} cannot be read: ${(error as Error).message}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Misuse(`${path} is not JSON: ${(error as Error).message}`);
  }
}

try {
  run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Misuse || error instanceof MalformedCase || error instanceof MalformedParameters)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
