/**
 * Address of a real server that `npm test` started, or found through the environment.
 * @throws Error that names the variable when it is missing
 */
export function testVariable(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: run the tests with npm test, or npm run servers and source its env file`);
  return value;
}
