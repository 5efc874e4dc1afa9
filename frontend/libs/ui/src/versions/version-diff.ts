import type { ControlView, FieldValue, FormLine, SectionView, VersionView } from '@api/workflow/workflow.types';
import { formatFigure } from '@ui/figures/format-figure';
import { isSaid, wordsOf } from '@ui/sections/field-value';
import { gapOf } from '@ui/sections/gap-words';

/** One line, point or text in both versions, in words. */
export interface ComparedRow {
  readonly key: string;
  readonly group: string;
  readonly code: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** `− 2 jours (− 0,91 %)`; '' for texts and for what one of the two does not have. */
  readonly gap: string;
  readonly differs: boolean;
  /** A text, which takes the width of its cell. */
  readonly long: boolean;
}

/** A section, line by line; null rows when this person does not read it in both versions. */
export interface ComparedSection {
  readonly key: SectionView['key'];
  readonly heading: string;
  readonly rows: readonly ComparedRow[] | null;
}

/** What two versions of a declaration have, side by side, as far as the person reads them. */
export interface Comparison {
  readonly sections: readonly ComparedSection[];
  readonly explanations: readonly ComparedRow[];
  /** Estimate and comment for the Caf; empty for who reads neither. */
  readonly whole: readonly ComparedRow[];
}

/** Compares the data, the explanations, the estimate and the comment of two versions. */
export function compareVersions(before: VersionView, after: VersionView): Comparison {
  const sections = [compareSection('Données d’activité', before.sections.activity, after.sections.activity)];
  if (before.sections.financial && after.sections.financial) {
    sections.push(compareSection('Données financières', before.sections.financial, after.sections.financial));
  }
  return {
    sections,
    explanations: compareExplanations(before.controls, after.controls),
    whole: wholeOf(before, after),
  };
}

function compareSection(heading: string, before: SectionView, after: SectionView): ComparedSection {
  const { key } = after;
  if (!before.readable || !after.readable) return { key, heading, rows: null };
  return {
    key,
    heading,
    rows: after.lines
      .filter((line) => isSaid(line, before) || isSaid(line, after))
      .map((line) => compareLine(line, valueOf(before, line), valueOf(after, line))),
  };
}

function compareLine(line: FormLine, before: FieldValue, after: FieldValue): ComparedRow {
  const comparable = before !== null && after !== null && line.kind !== 'TEXT';
  return {
    key: line.field,
    group: line.group,
    code: line.code,
    label: line.label,
    before: wordsOf(line, before),
    after: wordsOf(line, after),
    gap: comparable ? gapOf(line, after, before) : '',
    differs: before !== after,
    long: line.kind === 'TEXT',
  };
}

/** What is typed or computed on a line; an emptied field is one that was never filled. */
function valueOf(section: SectionView, line: FormLine): FieldValue {
  const value = section.values[line.field] ?? section.derived[line.field] ?? null;
  return value === '' ? null : value;
}

/** Points that ask for an explanation in one version or the other, in the order of the later one. */
function compareExplanations(before: readonly ControlView[], after: readonly ControlView[]): ComparedRow[] {
  const asking = (controls: readonly ControlView[]) =>
    new Map(controls.filter(({ severity }) => severity !== 'INFO').map((control) => [keyOf(control), control]));
  const [first, second] = [asking(before), asking(after)];
  return [...new Set([...second.keys(), ...first.keys()])].map((key) => {
    const [was, is] = [first.get(key), second.get(key)];
    const texts = { before: answerOf(was), after: answerOf(is) };
    return {
      key,
      group: '',
      code: '',
      label: is?.label ?? was?.label ?? '',
      ...texts,
      gap: '',
      differs: texts.before !== texts.after,
      long: true,
    };
  });
}

function keyOf({ code, field }: ControlView): string {
  return field === null ? code : `${code}/${field}`;
}

function answerOf(control: ControlView | undefined): string {
  if (control === undefined) return 'point non signalé';
  return control.explanation?.text ?? 'sans explication';
}

function wholeOf(before: VersionView, after: VersionView): ComparedRow[] {
  const row = (key: string, label: string, texts: { before: string; after: string }, long: boolean): ComparedRow => ({
    key,
    group: '',
    code: '',
    label,
    ...texts,
    gap: '',
    differs: texts.before !== texts.after,
    long,
  });
  const rows: ComparedRow[] = [];
  if (before.estimate !== null && after.estimate !== null) {
    const words = ({ estimate }: VersionView) =>
      estimate?.available && estimate.entitlement !== null
        ? formatFigure({ value: estimate.entitlement, unit: 'EURO' })
        : 'indisponible';
    rows.push(row('droit', 'Droit estimé', { before: words(before), after: words(after) }, false));
  }
  if (before.comment !== null || after.comment !== null) {
    const texts = { before: before.comment ?? 'aucun', after: after.comment ?? 'aucun' };
    rows.push(row('commentaire', 'Commentaire pour la Caf', texts, true));
  }
  return rows;
}
