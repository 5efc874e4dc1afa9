import { isRefusal, type FieldRefusal, type Refusal } from '@portail/platform/pure/refusal.ts';
import { openRequestOf, type Declaration, type Remark } from '../declaration.ts';
import type { DeclarationEvent } from '../events.ts';
import type { FormDefinition, FormLine } from '../form-definition.ts';
import { refuse, type RefusalCode } from '../refusals.ts';
import { refusalOf } from '../transitions.ts';
import { stamped, type ActContext } from './context.ts';

const shortestMotive = 20;
const longestText = 2_000;
const longestRemark = 500;

type Outcome = readonly DeclarationEvent[] | Refusal;

/** T9: the Caf validates a transmitted version; it feeds history and statistics. */
export function validateDeclaration(
  declaration: Declaration,
  command: { readonly note: string | null },
  context: ActContext,
): Outcome {
  const refusal = refusalOf('VALIDATE', declaration, context);
  if (refusal) return refusal;
  const note = command.note?.trim() || null;
  if (note !== null && note.length > longestText) {
    const { detail } = refuse('TEXT_LENGTH');
    return refuse('TEXT_LENGTH', [{ path: '/note', code: 'TEXT_LENGTH', message: detail }]);
  }
  return stamped(context, [{ type: 'DeclarationValidated', note }]);
}

/**
 * T9 among several at once (B22): only a version with nothing to read twice, neither an explained gap nor a correction
 * asked for.
 */
export function validateCleanDeclaration(
  declaration: Declaration,
  command: { readonly note: string | null },
  context: ActContext,
): Outcome {
  const outcome = validateDeclaration(declaration, command, context);
  if (isRefusal(outcome)) return outcome;
  const gaps =
    context.evaluation?.results.some(({ severity }) => severity === 'ANOMALY' || severity === 'ALERT') ?? true;
  return gaps || openRequestOf(declaration) !== null ? refuse('NOT_CLEAN') : outcome;
}

/** What the Caf rejects with. */
export interface RejectDeclaration {
  readonly motive: string;
  readonly remarks: readonly Remark[];
  /** Only the lines with a remark may be corrected. */
  readonly limited: boolean;
}

/**
 * T10: the Caf closes the version with a motive, and with remarks on lines of its forms (B5); version n + 1 starts at once
 * with its data. The partner may be limited to the lines with a remark.
 */
export function rejectDeclaration(
  declaration: Declaration,
  command: RejectDeclaration,
  context: ActContext & { readonly forms: readonly FormDefinition[] },
): Outcome {
  const refusal = refusalOf('REJECT', declaration, context);
  if (refusal) return refusal;
  const { limited } = command;
  const remarks = command.remarks.map((remark) => ({ ...remark, text: remark.text.trim() }));
  const faults = remarkFaults(remarks, context.forms);
  if (faults.length > 0) return refuse('REMARKS_REFUSED', faults);
  if (limited && !remarks.some((remark) => isTypedLine(lineOf(remark, context.forms)))) {
    return refuse('NOTHING_TO_CORRECT');
  }
  return withMotive(command.motive, (motive) =>
    stamped(context, [{ type: 'DeclarationRejected', rejectedVersion: declaration.version, motive, remarks, limited }]),
  );
}

function remarkFaults(remarks: readonly Remark[], forms: readonly FormDefinition[]): FieldRefusal[] {
  return remarks.flatMap((remark, index): FieldRefusal[] => {
    const fault = (code: RefusalCode): FieldRefusal => {
      return { path: `/remarks/${index}`, code, message: refuse(code).detail };
    };
    if (lineOf(remark, forms) === undefined) return [fault('REMARK_UNKNOWN_LINE')];
    if (remarks.findIndex((each) => isSameLine(each, remark)) !== index) return [fault('REMARK_TWICE')];
    return remark.text === '' || remark.text.length > longestRemark ? [fault('REMARK_LENGTH')] : [];
  });
}

function isSameLine(one: Remark, other: Remark): boolean {
  return one.section === other.section && one.field === other.field;
}

function lineOf({ section, field }: Remark, forms: readonly FormDefinition[]): FormLine | undefined {
  return forms.find((form) => form.section === section)?.lines.find((line) => line.field === field);
}

function isTypedLine(line: FormLine | undefined): boolean {
  return line !== undefined && line.requirement !== 'DERIVED';
}

/** T13: the Caf reopens a validated declaration, for example after a control on site; that version stays validated. */
export function reopenDeclaration(
  declaration: Declaration,
  command: { readonly motive: string },
  context: ActContext,
): Outcome {
  const refusal = refusalOf('REOPEN', declaration, context);
  if (refusal) return refusal;
  return withMotive(command.motive, (motive) =>
    stamped(context, [{ type: 'DeclarationReopened', reopenedVersion: declaration.version, motive }]),
  );
}

/** T14: the Caf cancels a declaration it has not decided on: opened by mistake, equipment closed. */
export function cancelDeclaration(
  declaration: Declaration,
  command: { readonly motive: string },
  context: ActContext,
): Outcome {
  const refusal = refusalOf('CANCEL', declaration, context);
  if (refusal) return refusal;
  return withMotive(command.motive, (motive) => stamped(context, [{ type: 'DeclarationCancelled', motive }]));
}

function withMotive(given: string, decide: (motive: string) => readonly DeclarationEvent[]): Outcome {
  const motive = given.trim();
  if (motive.length >= shortestMotive && motive.length <= longestText) return decide(motive);
  const { detail } = refuse('MOTIVE_LENGTH');
  return refuse('MOTIVE_LENGTH', [{ path: '/motive', code: 'MOTIVE_LENGTH', message: detail }]);
}
