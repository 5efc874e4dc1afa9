import { newId } from '@portail/platform/pure/id.ts';
import type { OutgoingEvent } from '@portail/platform/outbox/outbox.ts';
import { payloadOf } from '@portail/platform/outbox/payload.ts';
import { entryOf } from '@portail/proto/catalogue.ts';
import { CampaignFinishedSchema } from '@portail/proto/portail/declaration/v1/declaration_pb.ts';

/** What is said once a campaign has opened its last declaration: whoever heard of as many openings has heard of all. */
export function campaignFinishedEvent(finished: {
  readonly id: string;
  readonly opened: number;
  readonly by: string;
  readonly at: Date;
}): OutgoingEvent {
  const { id, opened, by, at } = finished;
  const entry = entryOf(CampaignFinishedSchema.typeName);
  if (!entry) throw new Error(`${CampaignFinishedSchema.typeName} is not in the catalogue`);
  return {
    id: newId(at),
    subject: entry.subject,
    type: CampaignFinishedSchema.typeName,
    source: 'declaration-workflow',
    aggregate: id,
    at,
    actor: by,
    payload: payloadOf(CampaignFinishedSchema, { campaign: { id, opened } }),
  };
}
