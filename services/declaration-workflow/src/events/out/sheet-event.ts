import type { MessageInitShape } from '@bufbuild/protobuf';
import { newId } from '@portail/platform/pure/id.ts';
import type { OutgoingEvent } from '@portail/platform/outbox/outbox.ts';
import { Payload } from '@portail/platform/outbox/payload.ts';
import { entryOf } from '@portail/proto/catalogue.ts';
import {
  SheetChangedSchema,
  type LineSchema,
  type SheetSchema,
  type StampSchema,
} from '@portail/proto/portail/sheet/v1/sheet_pb.ts';
import { transmissionOf, type Declaration, type Section, type Stamp } from '../../domain/declaration.ts';
import type { SheetContent, SheetLine } from '../../domain/sheet.ts';

type Sheet = MessageInitShape<typeof SheetSchema>;

/**
 * What is said of an act to those who print: the declaration as people read it after the act.
 * @param by who acted and when
 * @param content what there is to print, put together if somebody asks for it
 */
export function sheetEvent(declaration: Declaration, by: Stamp, content: () => SheetContent): OutgoingEvent {
  const entry = entryOf(SheetChangedSchema.typeName);
  if (!entry) throw new Error(`${SheetChangedSchema.typeName} is not in the catalogue`);
  const at = new Date(by.at);
  return {
    id: newId(at),
    subject: entry.subject,
    type: SheetChangedSchema.typeName,
    source: 'declaration-workflow',
    // A sheet is its own aggregate: the last event of a declaration stays one of its own.
    aggregate: `sheet/${declaration.id}`,
    at,
    actor: by.userId,
    payload: new Payload(SheetChangedSchema, () => ({ sheet: sheetMessage(declaration, content()) })),
  };
}

function sheetMessage(declaration: Declaration, content: SheetContent): Sheet {
  const { id, equipmentId, exercise, type, periodStart, periodEnd, version, status, financial } = declaration;
  const transmission = transmissionOf(declaration);
  return {
    declarationId: id,
    revision: BigInt(declaration.revision),
    dataRevision: BigInt(declaration.dataRevision),
    ...{ version, status, equipmentId, exercise, type, periodStart, periodEnd },
    header: headerMessage(content),
    lines: content.lines.map(lineMessage),
    activity: sectionMessage(declaration.activity),
    ...(financial === null ? {} : { financial: sectionMessage(financial) }),
    explanations: explanationMessages(declaration),
    comment: declaration.comment ?? '',
    declarationControlled: declaration.declarationControls !== null,
    ...(transmission === null
      ? {}
      : {
          transmission: {
            given: stampMessage(transmission),
            dataHash: transmission.dataHash,
            termsVersion: transmission.termsVersion,
          },
        }),
    ...(declaration.status === 'VALIDATED' ? { validated: stampMessage(declaration.decision) } : {}),
    closed: declaration.past.map((past) => ({
      version: past.number,
      status: past.status,
      decided: stampMessage(past.decision),
    })),
  };
}

/** By control: the order in which they were given is not kept. */
function explanationMessages({ explanations }: Declaration): NonNullable<Sheet['explanations']> {
  return Object.entries(explanations)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, explanation]) => {
      const [code = '', field = ''] = key.split('/');
      const { fingerprint, text } = explanation;
      return { code, field, fingerprint, text, given: stampMessage(explanation) };
    });
}

function headerMessage({ header, familyContributions }: SheetContent): NonNullable<Sheet['header']> {
  const { authorizedCapacity, modulatedApproval, authorization, generalSchemeRate } = header;
  return {
    modulatedApproval,
    authorizedFrom: authorization?.validFrom ?? '',
    openingHours: authorization?.openingHours ?? '',
    ...(authorizedCapacity === null ? {} : { authorizedCapacity: BigInt(authorizedCapacity) }),
    ...(generalSchemeRate === null ? {} : { generalSchemeRate: BigInt(generalSchemeRate) }),
    ...(familyContributions === null ? {} : { familyContributions: BigInt(familyContributions) }),
  };
}

function lineMessage({ section, line, value }: SheetLine): MessageInitShape<typeof LineSchema> {
  const { field, code, label, group, unit, side, requirement } = line;
  return {
    ...{ field, code, label, group, unit },
    section: section.toUpperCase(),
    side: side ?? '',
    derived: requirement === 'DERIVED',
    value: valueMessage(value),
  };
}

function valueMessage(value: SheetLine['value']): MessageInitShape<typeof LineSchema>['value'] {
  if (value === null) return { case: undefined };
  if (typeof value === 'number') return { case: 'integer', value: BigInt(value) };
  if (typeof value === 'boolean') return { case: 'flag', value };
  return { case: 'text', value };
}

function sectionMessage(section: Section): NonNullable<Sheet['activity']> {
  return {
    state: section.state,
    ...(section.state === 'EMPTY' ? {} : { saved: stampMessage(section.saved) }),
    ...(section.state === 'LOCKED' ? { locked: stampMessage(section.locked) } : {}),
  };
}

function stampMessage({ name, at }: Stamp): MessageInitShape<typeof StampSchema> {
  return { by: name, at };
}
