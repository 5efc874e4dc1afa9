import type { Refusal } from '@api/http/refusal';
import type { DeclarationView, FormLine, SectionKey, Values } from '@api/workflow/workflow.types';
import type { FieldError } from '@ui/errors/error-summary';
import { fieldId } from './line-field';

export interface RefusedField {
  /** Identifier of the field; null when the refusal concerns none of the form. */
  readonly field: string | null;
  readonly fieldId: string | null;
  readonly message: string;
}

/** Fields named by a refusal of the service (`/values/attendedHours`), in the order of the form. */
export function refusedFields(refusal: Refusal, lines: readonly FormLine[]): (RefusedField & { field: string })[] {
  return lines.flatMap((line) => {
    const error = refusal.errors.find((each) => each.path.split('/').at(-1) === line.field);
    return error ? [{ field: line.field, fieldId: fieldId(line.field), message: error.message }] : [];
  });
}

/** What the controls say of an empty line (ACT-B01, FIN-B02), for a list made before they run. */
export function emptyWords(section: SectionKey): (line: FormLine) => string {
  const what = section === 'activity' ? 'le champ' : 'la ligne';
  return (line) => `Renseignez ${what} «\u00a0${line.label}\u00a0».`;
}

/** A refusal said at a field, as a line of the summary: named, unless its sentence does. */
export function toSummary({ line, message }: { readonly line: FormLine; readonly message: string }): FieldError {
  const named = message.includes(line.label) ? message : `${line.label}\u202f: ${message}`;
  return { fieldId: fieldId(line.field), message: named };
}

/** What the controls of a section block on: the person stays on the form and corrects. */
export function blockingErrors(declaration: DeclarationView, section: SectionKey): RefusedField[] {
  const step = section === 'activity' ? 'ACTIVITY' : 'FINANCIAL';
  return declaration.controls
    .filter((control) => control.step === step && control.severity === 'BLOCKING')
    .map((control) => ({
      field: control.field,
      fieldId: control.field ? fieldId(control.field) : null,
      message: control.message,
    }));
}

/** Contributions without which nothing can be calculated: FIN-B01 (70641), ACT-B09 (actualisée). */
const ESSENTIAL: Readonly<Record<string, string>> = {
  'FIN-B01': 'p70641FamilyContributions',
  'ACT-B09': 'familyContributionsReminder',
};

/** The essential datum, once the section was saved without it and as long as it is not typed. */
export function essentialMissing(declaration: DeclarationView, section: SectionKey, typed: Values): RefusedField[] {
  if (declaration.sections[section]?.state === 'EMPTY') return [];
  const step = section === 'activity' ? 'ACTIVITY' : 'FINANCIAL';
  return declaration.controls
    .filter((control) => control.step === step && control.code in ESSENTIAL)
    .filter((control) => (typed[ESSENTIAL[control.code] ?? ''] ?? null) === null)
    .map((control) => ({
      field: control.field,
      fieldId: fieldId(ESSENTIAL[control.code] ?? ''),
      message: control.message,
    }));
}
