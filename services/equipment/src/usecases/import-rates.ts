import { createHash } from 'node:crypto';
import { once } from '@portail/platform/db/idempotency.ts';
import type { Transaction } from '@portail/platform/db/database.ts';
import { readList } from '@portail/platform/imports/read-list.ts';
import { accepted } from '@portail/platform/pure/refusal.ts';
import type { Act, CafActor } from '../domain/access.ts';
import { decide } from '../domain/decide.ts';
import type { Equipment } from '../domain/equipment.ts';
import type { EquipmentEvent } from '../domain/events.ts';
import { evolve } from '../domain/evolve.ts';
import { countOutcomes, planRates, rateList, type RateLine } from '../domain/rate-import.ts';
import { refuse } from '../domain/refusals.ts';
import type { EquipmentPorts, RatesChanged, Repeatable } from './ports.ts';

type CafAct = Act & { readonly actor: CafActor };

/** A list of rates as it would be applied now. */
export interface RatePreview {
  readonly lines: readonly RateLine[];
  readonly counts: ReturnType<typeof countOutcomes>;
  /** Names exactly this outcome: what is applied must still be it. */
  readonly fingerprint: string;
}

/** Reads a list of rates and says line by line what applying it will do; changes nothing. @throws RefusalError FILE_WORKBOOK, HEADINGS_UNKNOWN… */
export async function previewRates(
  ports: EquipmentPorts,
  asked: { readonly content: Uint8Array },
  act: CafAct,
): Promise<RatePreview> {
  const rows = accepted(readList(asked.content, rateList));
  return ports.transaction(async (tx) => (await planned(ports, tx, rows, act)).preview);
}

/**
 * Sets the rates of a list as its preview said, all or none; refused lines are left out. The same list again finds every
 * rate unchanged.
 * @returns how many lines came to what
 * @throws RefusalError PREVIEW_OUTDATED when something changed since the preview; STALE_VERSION when it does meanwhile
 */
export async function applyRates(
  ports: EquipmentPorts,
  {
    content,
    fingerprint,
    idempotencyKey: key,
  }: { readonly content: Uint8Array; readonly fingerprint: string } & Repeatable,
  act: CafAct,
): Promise<RatePreview['counts']> {
  const rows = accepted(readList(content, rateList));
  return ports.transaction(async (tx) => {
    const apply = async () => {
      const { preview, equipments } = await planned(ports, tx, rows, act);
      if (preview.fingerprint !== fingerprint) return accepted<never>(refuse('PREVIEW_OUTDATED'));
      const linesOf = Map.groupBy(
        preview.lines.filter(({ outcome }) => outcome === 'SET'),
        ({ equipment }) => equipment?.id,
      );
      const changed = equipments.flatMap((equipment) => ratesSet(equipment, linesOf.get(equipment.id) ?? [], act));
      if (changed.length === 0) return preview.counts;
      await ports.equipments.saveRates(tx, changed);
      await ports.record.equipments(tx, changed, act);
      return preview.counts;
    };
    const scope = `${act.actor.id} import-rates`;
    return key ? once(tx, { key, scope, body: { fingerprint } }, apply) : apply();
  });
}

async function planned(ports: EquipmentPorts, tx: Transaction, rows: Parameters<typeof planRates>[0], act: CafAct) {
  const numbers = [...new Set(rows.map(({ cells }) => cells['IDEQU'] ?? ''))];
  const equipments = await ports.equipments.numbered(tx, numbers, act.actor.cafCodes);
  const lines = planRates(rows, equipments);
  const digest = createHash('sha256').update(JSON.stringify(lines)).digest('hex');
  return { equipments, preview: { lines, counts: countOutcomes(lines), fingerprint: digest } satisfies RatePreview };
}

/** What the lines make of one equipment; nothing when they change nothing. */
function ratesSet(equipment: Equipment, lines: readonly RateLine[], act: Act): RatesChanged[] {
  let after = equipment;
  const events: EquipmentEvent[] = [];
  for (const { set } of lines) {
    if (!set) continue;
    const happened = accepted(decide(after, after.revision, { act: 'SET_GENERAL_SCHEME_RATE', ...set }, act));
    events.push(...happened);
    after = happened.reduce(evolve, after);
  }
  return events.length === 0 ? [] : [{ after, events, expectedRevision: equipment.revision }];
}
