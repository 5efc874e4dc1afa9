import { readFileSync } from 'node:fs';
import { realmFile, type PasswordPolicy } from '../realm.ts';

/** Asks Keycloak’s administration about our realm; what is asked stands under its address. @throws Error when it refuses */
export type AskRealm = (method: string, path: string, body?: object) => Promise<Response>;

/** The part of the sign-in that a policy switches on or off. */
const toSetUp = 'second factor to set up';

interface Execution {
  readonly authenticator?: string;
  readonly authenticatorConfig?: string;
  readonly flowAlias?: string;
  readonly requirement: string;
  readonly priority: number;
  readonly authenticatorFlow: boolean;
}

interface Flow {
  readonly alias: string;
  readonly topLevel: boolean;
  readonly authenticationExecutions: readonly Execution[];
}

interface RequiredAction {
  readonly alias: string;
}

/** What the realm’s file says of signing in. */
interface SignInOfFile {
  readonly browserFlow: string;
  readonly authenticationFlows: readonly Flow[];
  readonly authenticatorConfig: readonly { readonly alias: string }[];
  readonly requiredActions: readonly RequiredAction[];
}

/** Gives a realm that was imported before it had a second factor the sign-in of the realm’s file. */
export async function ensureSignInFlow(ask: AskRealm): Promise<void> {
  const file = JSON.parse(readFileSync(realmFile, 'utf8')) as SignInOfFile;
  const known = (await read(ask, '/authentication/flows')) as readonly { readonly alias: string }[];
  if (known.some(({ alias }) => alias === file.browserFlow)) return;
  const ids = new Map<string, string>();
  for (const { authenticationExecutions: _later, ...flow } of file.authenticationFlows) {
    ids.set(flow.alias, idIn(await ask('POST', '/authentication/flows', flow)));
  }
  for (const flow of file.authenticationFlows) {
    for (const execution of flow.authenticationExecutions) await addExecution(ask, file, ids, flow, execution);
  }
  await keepActions(ask, file.requiredActions);
  await ask('PUT', '', { browserFlow: file.browserFlow });
}

/** What a person may be sent to do at Keycloak: what the file names, and nothing that Keycloak adds by itself. */
async function keepActions(ask: AskRealm, kept: readonly RequiredAction[]): Promise<void> {
  const known = (await read(ask, '/authentication/required-actions')) as readonly RequiredAction[];
  for (const action of known) {
    const wanted = kept.find(({ alias }) => alias === action.alias) ?? { ...action, enabled: false };
    await ask('PUT', `/authentication/required-actions/${action.alias}`, wanted);
  }
}

async function addExecution(
  ask: AskRealm,
  file: SignInOfFile,
  ids: ReadonlyMap<string, string>,
  flow: Flow,
  { flowAlias, authenticatorConfig, ...execution }: Execution,
): Promise<void> {
  const added = await ask('POST', '/authentication/executions', {
    ...execution,
    // The policy says it right after.
    requirement: flowAlias === toSetUp ? 'DISABLED' : execution.requirement,
    parentFlow: ids.get(flow.alias),
    ...(flowAlias === undefined ? {} : { flowId: ids.get(flowAlias) }),
  });
  if (authenticatorConfig === undefined) return;
  const config = file.authenticatorConfig.find(({ alias }) => alias === authenticatorConfig);
  await ask('POST', `/authentication/executions/${idIn(added)}/config`, config);
}

/** Whether whoever is no partner has to set up a second factor before coming in. */
export async function requireSecondFactor(
  ask: AskRealm,
  requirement: PasswordPolicy['secondFactorOfAgents'],
): Promise<void> {
  const path = '/authentication/flows/sign-in/executions';
  const executions = (await read(ask, path)) as readonly {
    readonly displayName: string;
    readonly requirement: string;
  }[];
  const part = executions.find(({ displayName }) => displayName === toSetUp);
  if (part === undefined) throw new Error(`the sign-in of the realm has no part “${toSetUp}”`);
  if (part.requirement !== requirement) await ask('PUT', path, { ...part, requirement });
}

const read = async (ask: AskRealm, path: string): Promise<unknown> => (await ask('GET', path)).json();

function idIn(answer: Response): string {
  const id = answer.headers.get('location')?.split('/').at(-1);
  if (id === undefined) throw new Error('Keycloak did not name what it made');
  return id;
}
