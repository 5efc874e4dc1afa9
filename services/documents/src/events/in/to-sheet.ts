import type * as said from '@portail/proto/portail/sheet/v1/sheet_pb.ts';
import type { SectionKey, SectionProgress, Sheet, SheetHeader, SheetLine, Stamp } from '../../domain/sheet.ts';

/** A declaration as the workflow says it, in the words of this service. */
export function toSheet(sheet: said.Sheet): Sheet {
  const { declarationId, version, status, equipmentId, exercise, periodStart, periodEnd, transmission } = sheet;
  return {
    ...{ declarationId, version, status, equipmentId, exercise, periodStart, periodEnd },
    type: sheet.type as Sheet['type'],
    revision: Number(sheet.revision),
    dataRevision: Number(sheet.dataRevision),
    header: sheet.header ? toHeader(sheet.header) : null,
    lines: sheet.lines.map(toLine),
    activity: toProgress(sheet.activity),
    financial: sheet.financial === undefined ? null : toProgress(sheet.financial),
    explanations: sheet.explanations.map(({ code, field, fingerprint, text, given }) => {
      return { code, field: field || null, fingerprint, text, given: toStamp(given) };
    }),
    comment: sheet.comment || null,
    declarationControlled: sheet.declarationControlled,
    transmission: transmission
      ? {
          given: toStamp(transmission.given),
          dataHash: transmission.dataHash,
          termsVersion: transmission.termsVersion,
        }
      : null,
    validated: sheet.validated ? toStamp(sheet.validated) : null,
    closed: sheet.closed.map((each) => ({
      version: each.version,
      status: each.status === 'REJECTED' ? 'REJECTED' : 'VALIDATED',
      decided: toStamp(each.decided),
    })),
  };
}

function toHeader(header: said.Header): SheetHeader {
  const { authorizedCapacity, generalSchemeRate, familyContributions } = header;
  return {
    authorizedCapacity: toNumber(authorizedCapacity),
    modulatedApproval: header.modulatedApproval,
    authorizedFrom: header.authorizedFrom || null,
    openingHours: header.openingHours || null,
    generalSchemeRate: toNumber(generalSchemeRate),
    familyContributions: toNumber(familyContributions),
  };
}

function toLine(line: said.Line): SheetLine {
  const { field, code, label, group, unit, derived, side, value } = line;
  return {
    ...{ field, code, label, group, unit, derived },
    section: line.section as SectionKey,
    side: side === 'CHARGES' || side === 'PRODUITS' ? side : null,
    value: value.case === 'integer' ? Number(value.value) : (value.value ?? null),
  };
}

function toProgress(section: said.SectionProgress | undefined): SectionProgress {
  return {
    state: section?.state ?? 'EMPTY',
    saved: section?.saved ? toStamp(section.saved) : null,
    locked: section?.locked ? toStamp(section.locked) : null,
  };
}

function toStamp(stamp: said.Stamp | undefined): Stamp {
  if (stamp === undefined) throw new Error('an act without who did it');
  return { by: stamp.by, at: stamp.at };
}

function toNumber(value: bigint | undefined): number | null {
  return value === undefined ? null : Number(value);
}
