import { commonVariables, readConfig, storeVariables } from '@portail/platform/boot/config.ts';

/** Configuration of declaration-workflow. @throws Error naming the variable at fault */
export function readConfiguration(environment: NodeJS.ProcessEnv) {
  return readConfig({ ...commonVariables, ...storeVariables }, environment);
}
