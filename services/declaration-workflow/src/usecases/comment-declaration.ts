import { commentDeclaration as decide } from '../domain/acts/comment-declaration.ts';
import type { Declaration } from '../domain/declaration.ts';
import { actOn, type ActRequest } from './act-on-declaration.ts';
import type { Declarations } from './ports.ts';

/** The approver’s comment; empty removes it. */
export interface CommentDeclaration extends ActRequest {
  readonly text: string;
}

/** Keeps the approver’s comment for the Caf. @throws RefusalError TEXT_LENGTH… */
export function commentDeclaration(declarations: Declarations) {
  return (command: CommentDeclaration): Promise<Declaration> =>
    actOn(declarations, command, ({ declaration, context }) => decide(declaration, command, context));
}
