import type { Database } from '@portail/platform/db/database.ts';
import { notify, type Listener } from '@portail/platform/db/listener.ts';
import type { Reaction } from '@portail/platform/messaging/reaction.ts';
import { controlsReactions } from './events/in/controls.ts';
import { equipmentReactions } from './events/in/equipment.ts';
import { identityReactions } from './events/in/identity.ts';
import { fileMessageEvent } from './events/out/file-message-event.ts';
import { campaignFinishedEvent } from './events/out/campaign-event.ts';
import { notificationReactions } from './events/in/notifications.ts';
import { outgoingEvents } from './events/out/declaration-events.ts';
import { sheetEvent } from './events/out/sheet-event.ts';
import { presenceChannel, presenceStore } from './store/presence-store.ts';
import { campaignTemplateStore } from './store/campaign-template-store.ts';
import { cafSettingsStore } from './store/caf-settings-store.ts';
import { campaignChannel, campaignStore } from './store/campaign-store.ts';
import { declarationStore, declarationUnit, workChannel } from './store/declaration-store.ts';
import { keepEquipmentChange } from './store/projections/equipment-changes.ts';
import { keepEquipment } from './store/projections/equipments.ts';
import { changeChannel, verdictChannel } from './store/projections/evaluations.ts';
import { keepPerson, noticesChannel, rightsChannel, termsChannel } from './store/projections/people.ts';
import type { LiveSources, OnNotice } from './http/live-route.ts';
import { instructionStore } from './store/instruction-store.ts';
import { instructionActs, type InstructionActs } from './usecases/instruction.ts';
import { fileMessageStore } from './store/file-message-store.ts';
import { formStore } from './store/form-store.ts';
import { formActs, type FormActs } from './usecases/forms.ts';
import { fileMessageActs, type FileMessageActs } from './usecases/file-messages.ts';
import { changeCampaignTemplate, type ChangeTemplateDates } from './usecases/campaign-templates.ts';
import { changeCafSettings, type ChangeSettings } from './usecases/caf-settings.ts';
import { campaignActs, type CampaignActs } from './usecases/campaigns.ts';
import { takeVerdict } from './usecases/take-verdict.ts';
import { declarationActs, type Acts } from './usecases/acts.ts';

/** Notification channels this service listens to, beside the outbox. */
export const channels = [
  changeChannel,
  verdictChannel,
  termsChannel,
  rightsChannel,
  noticesChannel,
  workChannel,
  presenceChannel,
  campaignChannel,
] as const;

/** What this service says on the bus. */
export const outgoing = { events: outgoingEvents, sheet: sheetEvent, campaignFinished: campaignFinishedEvent };

/** Use cases and reactions on a database: for main.ts, and for commands that run in process (demo data, replay). */
export function assemble(
  database: Database,
  listener: Listener,
): {
  acts: Acts;
  instruction: InstructionActs;
  campaigns: CampaignActs;
  changeSettings: ChangeSettings;
  changeTemplateDates: ChangeTemplateDates;
  forms: FormActs;
  fileMessages: FileMessageActs;
  reactions: Reaction[];
} {
  return {
    changeSettings: changeCafSettings(cafSettingsStore(database)),
    changeTemplateDates: changeCampaignTemplate(campaignTemplateStore(database)),
    forms: formActs(formStore(database)),
    fileMessages: fileMessageActs(fileMessageStore(database, fileMessageEvent)),
    campaigns: campaignActs(campaignStore(database, outgoing)),
    instruction: instructionActs(instructionStore(database)),
    acts: declarationActs(declarationStore(database, listener, outgoing)),
    reactions: [
      ...identityReactions(keepPerson),
      ...equipmentReactions(keepEquipment, keepEquipmentChange),
      ...notificationReactions((tx, subject) => notify(tx, noticesChannel, subject)),
      ...controlsReactions((tx, evaluation) => takeVerdict(declarationUnit(tx, outgoing), evaluation)),
    ],
  };
}

/** What the live streams tell of, from the notices of every replica. */
export function liveSources(database: Database, listener: Listener): LiveSources {
  const on =
    (channel: string): OnNotice =>
    (about, callback) =>
      listener.on(channel, (noticed) => {
        if (noticed === about) callback();
      });
  return {
    onChange: on(changeChannel),
    onPresence: on(presenceChannel),
    onRights: on(rightsChannel),
    onNotices: on(noticesChannel),
    onWork: (callback) => listener.on(workChannel, callback),
    presence: presenceStore(database),
  };
}
