import { requestCorrection as decide } from '../domain/acts/request-correction.ts';
import type { Declaration } from '../domain/declaration.ts';
import { actOnce, type ActRequest, type OnceOnly } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** What the approver asks of the Caf, with the reason. */
export interface RequestCorrection extends ActRequest, OnceOnly {
  readonly text: string;
}

/** T15: the approver asks the Caf for a correction after the transmission. @throws RefusalError REQUEST_LENGTH, CORRECTION_ALREADY_REQUESTED… */
export function requestCorrection(declarations: Declarations) {
  return (command: RequestCorrection): Promise<Declaration> => {
    const { text } = command;
    return actOnce(declarations, command, { name: 'REQUEST_CORRECTION', body: { text } }, ({ declaration, context }) =>
      decide(declaration, { text }, context),
    );
  };
}
