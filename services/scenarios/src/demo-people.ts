import { demoAgents, demoPassword } from '../../../scripts/seed/accounts.ts';
import type { Account } from './sign-in.ts';

/** The Caf in which scenarios work, and the other one of the demo. */
export const ownCaf = '371';
export const otherCaf = '861';

/** An agent of the scenarios’ Caf. */
export function agentAccount(): Account {
  return accountOf('CAF_AGENT', ownCaf);
}

/** The administrator of the scenarios’ Caf: decides on declarations as an agent does. */
export function cafAdministratorAccount(): Account {
  return accountOf('CAF_ADMIN', ownCaf);
}

/** An agent of the other Caf. */
export function otherAgentAccount(): Account {
  return accountOf('CAF_AGENT', otherCaf);
}

/** The national administrator. */
export function nationalAccount(): Account {
  return accountOf('CNAF_ADMIN');
}

function accountOf(population: string, cafCode?: string): Account {
  const found = demoAgents.find(
    (agent) => agent.population === population && (cafCode === undefined || agent.cafCodes.includes(cafCode)),
  );
  if (found === undefined) throw new Error(`the demo has no ${population} ${cafCode ?? ''}`);
  return { email: found.email, password: demoPassword };
}
