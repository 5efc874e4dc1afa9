import type { DeclarationType } from './sheet.ts';

/** What a declaration is about, known before anything is saved in it. ISO days, both included. */
export interface OpenedDeclaration {
  readonly id: string;
  readonly equipmentId: string;
  readonly exercise: number;
  readonly type: DeclarationType;
  readonly periodStart: string;
  readonly periodEnd: string;
}
