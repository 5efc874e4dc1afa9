import { randomUUID } from 'node:crypto';
import { create, toBinary, type DescMessage, type MessageInitShape } from '@bufbuild/protobuf';
import type { Database } from '@portail/platform/db/database.ts';
import { applyOnce } from '@portail/platform/messaging/consumer.ts';
import type { Reaction } from '@portail/platform/messaging/reaction.ts';
import { ControlsEvaluatedSchema } from '@portail/proto/portail/controls/v1/controls_pb.ts';
import { UserRegisteredSchema } from '@portail/proto/portail/identity/v1/identity_pb.ts';
import { SheetChangedSchema } from '@portail/proto/portail/sheet/v1/sheet_pb.ts';
import type { Sheet } from '../domain/sheet.ts';
import type { Verdict } from '../domain/verdict.ts';
import { equipmentId, partnerId } from './samples.ts';

/** Who a person of these tests is. */
export interface GivenPerson {
  readonly roles?: readonly string[];
  readonly partner?: string;
  readonly effectiveTo?: string;
  readonly status?: string;
  readonly population?: string;
  readonly cafCodes?: readonly string[];
}

/** What the other services say, as this one hears it. */
export function heardBy(database: Database, reactions: readonly Reaction[]) {
  async function said<Schema extends DescMessage>(schema: Schema, init: MessageInitShape<Schema>): Promise<void> {
    const known = reactions.find(({ type }) => type === schema.typeName);
    if (known === undefined) throw new Error(`no reaction to ${schema.typeName}`);
    const envelope = { id: randomUUID(), type: schema.typeName, subject: '', source: 'test', time: '', actor: '' };
    const payload = toBinary(schema, create(schema, init));
    await database.transaction((tx) => applyOnce(tx, 'test', known, payload, envelope));
  }

  function person(subject: string, given: GivenPerson): Promise<void> {
    const { roles = [], partner = partnerId, effectiveTo = '', status = 'ACTIVE', population = 'PARTNER' } = given;
    const habilitations =
      roles.length === 0 ? [] : [{ equipmentId, roles: [...roles], effectiveFrom: '2016-01-01', effectiveTo }];
    return said(UserRegisteredSchema, {
      user: {
        ...{ id: randomUUID(), revision: 1n, subject, status, population, habilitations },
        cafCodes: [...(given.cafCodes ?? [])],
        partnerId: population === 'PARTNER' ? partner : '',
      },
    });
  }

  function sheetSaid(sheet: Sheet): Promise<void> {
    const { header, financial, transmission, validated } = sheet;
    const big = (value: number | null | undefined) =>
      value === null || value === undefined ? undefined : BigInt(value);
    return said(SheetChangedSchema, {
      sheet: {
        ...sheet,
        revision: BigInt(sheet.revision),
        dataRevision: BigInt(sheet.dataRevision),
        header: {
          modulatedApproval: header?.modulatedApproval ?? false,
          authorizedFrom: header?.authorizedFrom ?? '',
          openingHours: header?.openingHours ?? '',
          authorizedCapacity: big(header?.authorizedCapacity),
          generalSchemeRate: big(header?.generalSchemeRate),
          familyContributions: big(header?.familyContributions),
        },
        lines: sheet.lines.map(({ value, side, ...line }) => ({
          ...line,
          side: side ?? '',
          value:
            typeof value === 'number'
              ? { case: 'integer' as const, value: BigInt(value) }
              : typeof value === 'boolean'
                ? { case: 'flag' as const, value }
                : value === null
                  ? { case: undefined }
                  : { case: 'text' as const, value },
        })),
        activity: { state: sheet.activity.state, saved: sheet.activity.saved ?? undefined },
        financial: financial === null ? undefined : { state: financial.state, saved: financial.saved ?? undefined },
        explanations: sheet.explanations.map((each) => ({ ...each, field: each.field ?? '' })),
        comment: sheet.comment ?? '',
        transmission: transmission ?? undefined,
        validated: validated ?? undefined,
        closed: [...sheet.closed],
      },
    });
  }

  function verdictSaid(verdict: Verdict): Promise<void> {
    const line = ({ figure, ...each }: Verdict['indicators'][number]) => ({
      ...each,
      figure: figure === null ? undefined : { hundredths: BigInt(figure.value), unit: figure.unit },
    });
    const { estimate } = verdict;
    return said(ControlsEvaluatedSchema, {
      evaluation: {
        ...verdict,
        dataRevision: BigInt(verdict.dataRevision),
        results: verdict.results.map((each) => ({ ...each, field: each.field ?? '' })),
        indicators: verdict.indicators.map(line),
        estimate: estimate
          ? {
              available: estimate.available,
              entitlement: BigInt(estimate.entitlement ?? 0),
              scaleRowId: estimate.scaleRowId ?? '',
              scaleStatus: estimate.scaleStatus ?? '',
              lines: estimate.lines.map(line),
              information: estimate.information.map(line),
            }
          : undefined,
      },
    });
  }

  return { said, person, sheetSaid, verdictSaid };
}
