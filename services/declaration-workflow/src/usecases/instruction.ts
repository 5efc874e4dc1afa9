import { newId } from '@portail/platform/pure/id.ts';
import { accepted, notFound, RefusalError, type Refusal } from '@portail/platform/pure/refusal.ts';
import { decideAssignment, type Assignee } from '../domain/assignment.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import {
  decideTemplate,
  decideTemplateChange,
  decideTemplateRetirement,
  type MessageTemplate,
  type TemplateKind,
  type Worker,
} from '../domain/message-template.ts';
import { refuse } from '../domain/refusals.ts';
import type { Instruction, InstructionUnit } from './ports.ts';

interface Asked {
  /** Subject of the token. */
  readonly subject: string;
  readonly at: Date;
}

/** How many filters an agent keeps at most. */
const mostFilters = 30;

/** What agents arrange for themselves and for each other, ready to call. */
export type InstructionActs = ReturnType<typeof instructionActs>;

/**
 * Acts on what agents work with beside the declarations: each is one transaction with its journal line.
 * @throws RefusalError NOT_FOUND for who has nothing to do here, or the refusal of the decision
 */
export function instructionActs(instruction: Instruction) {
  return {
    /** Gives a transmitted declaration to an agent, or to nobody. */
    assign: ({
      declarationId,
      assignee,
      expected,
      subject,
      at,
    }: Asked & {
      readonly declarationId: string;
      readonly assignee: string | null;
      readonly expected: string | null;
    }): Promise<Assignee | null> =>
      instruction.transact(async (unit) => {
        const file = await unit.assignable(declarationId);
        const day = parisDay(at);
        const person = file && (await unit.person({ subject }, file.equipment, day));
        if (!file || !person?.inScope) throw new RefusalError(notFound());
        const named =
          assignee === null ? null : ((await unit.person({ id: assignee }, file.equipment, day)) ?? 'UNKNOWN');
        const next = accepted(decideAssignment(file, file.assignee, expected, named, person));
        if (next?.id !== file.assignee?.id) await unit.assign(declarationId, file.assignee, next, person, at);
        return next;
      }),

    /** Keeps a filter of the queue under a name; the same name replaces it. */
    keepFilter: ({ name, query, subject, at }: Asked & { readonly name: string; readonly query: string }) =>
      instruction.transact(async (unit) => {
        const worker = await workerOf(unit, subject);
        if (name.trim() === '') throw new RefusalError(refuse('FILTER_NAME'));
        const kept = await unit.filterCount(worker.id, name.trim());
        if (kept >= mostFilters) throw new RefusalError(refuse('TOO_MANY_FILTERS'));
        await unit.keepFilter(worker.id, name.trim(), query, at);
      }),

    dropFilter: ({ name, subject }: Asked & { readonly name: string }) =>
      instruction.transact(async (unit) => {
        const worker = await workerOf(unit, subject);
        if (!(await unit.dropFilter(worker.id, name))) throw new RefusalError(notFound());
      }),

    /** A new template of message. */
    writeTemplate: ({
      subject,
      at,
      ...asked
    }: Asked & {
      readonly kind: TemplateKind;
      readonly cafCode: string | null;
      readonly title: string;
      readonly text: string;
    }) =>
      onTemplate(instruction, { subject, at }, newId(at), (_known, worker, id) =>
        decideTemplate({ id, ...asked }, worker),
      ),

    changeTemplate: ({
      id,
      subject,
      at,
      ...asked
    }: Asked & { readonly id: string; readonly title: string; readonly text: string; readonly revision: number }) =>
      onTemplate(instruction, { subject, at }, id, (known, worker) => decideTemplateChange(known, asked, worker)),

    retireTemplate: ({ id, revision, subject, at }: Asked & { readonly id: string; readonly revision: number }) =>
      onTemplate(instruction, { subject, at }, id, (known, worker) =>
        decideTemplateRetirement(known, revision, worker),
      ),
  };
}

function onTemplate(
  instruction: Instruction,
  { subject, at }: Asked,
  id: string,
  decide: (known: MessageTemplate | null, worker: Worker, id: string) => MessageTemplate | Refusal,
): Promise<MessageTemplate> {
  return instruction.transact(async (unit) => {
    const worker = await workerOf(unit, subject);
    const known = await unit.template(id);
    const next = accepted(decide(known, worker, id));
    await unit.keepTemplate(known, next, worker, at);
    return next;
  });
}

async function workerOf(unit: InstructionUnit, subject: string): Promise<Worker> {
  const worker = await unit.worker(subject);
  if (worker === null) throw new RefusalError(notFound());
  return worker;
}
