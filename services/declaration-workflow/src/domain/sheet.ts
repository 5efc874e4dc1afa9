import { familyContributionsOf, type Declaration, type Section } from './declaration.ts';
import { activityHeader, type ActivityHeader, type EquipmentFacts } from './equipment-facts.ts';
import {
  derivedActivity,
  derivedFinancial,
  formDefinition,
  type FormDefinition,
  type FormLine,
  type FormLineRow,
} from './form-definition.ts';
import type { SectionKey } from './vocabulary.ts';

/** A line of a form with what stands in it; null when nothing does. */
export interface SheetLine {
  readonly section: SectionKey;
  readonly line: FormLine;
  readonly value: number | boolean | string | null;
}

/** What is printed of a declaration beside its state. */
export interface SheetContent {
  readonly header: ActivityHeader;
  /** Cents, null while unknown. */
  readonly familyContributions: number | null;
  readonly lines: readonly SheetLine[];
}

/**
 * What people read of a declaration’s forms, with the labels of its exercise and the computed lines. The header is that of the
 * equipment as it is now.
 */
export function sheetContent(
  declaration: Declaration,
  rows: readonly FormLineRow[],
  equipment: EquipmentFacts,
): SheetContent {
  const { exercise, type, periodStart: start, periodEnd: end } = declaration;
  const header = activityHeader(equipment, exercise, { start, end });
  const form = (key: SectionKey) => formDefinition(rows, key, exercise, type, header.modulatedApproval);
  const contributions = familyContributionsOf(declaration);
  const { activity, financial } = declaration;
  return {
    header,
    familyContributions: contributions,
    lines: [
      ...linesOf(form('activity'), activity, derivedActivity(activity.values, header.modulatedApproval, contributions)),
      ...(financial === null
        ? []
        : linesOf(form('financial'), financial, derivedFinancial(form('financial'), financial.values))),
    ],
  };
}

function linesOf(
  form: FormDefinition,
  section: Section,
  derived: Readonly<Record<string, number | null>>,
): SheetLine[] {
  return form.lines.map((line) => ({
    section: form.section,
    line,
    value: (line.requirement === 'DERIVED' ? derived[line.field] : section.values[line.field]) ?? null,
  }));
}
