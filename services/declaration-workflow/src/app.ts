import { bearerPlugin, type VerifyToken } from '@portail/platform/auth/bearer.ts';
import type { Database } from '@portail/platform/db/database.ts';
import { createHttpApp, type HttpApp, type HttpOptions } from '@portail/platform/http/app.ts';
import { registerAudit } from '@portail/platform/journal/audit-routes.ts';
import { answering } from './http/answer.ts';
import { registerCampaignCalendar } from './http/campaign-calendar-routes.ts';
import { registerCafSettings } from './http/caf-settings-routes.ts';
import { registerCafActs } from './http/caf-routes.ts';
import { registerCampaigns } from './http/campaign-routes.ts';
import { registerExports } from './http/export-routes.ts';
import { registerFileMessages } from './http/file-message-routes.ts';
import { registerFormProposals } from './http/form-proposal-routes.ts';
import { registerForms } from './http/form-routes.ts';
import { registerInstruction } from './http/instruction-routes.ts';
import { registerLive, type LiveSources } from './http/live-route.ts';
import { registerPartnerActs } from './http/partner-routes.ts';
import { registerReads } from './http/read-routes.ts';
import { auditScope, workflowAudit } from './queries/audit.ts';
import type { Acts } from './usecases/acts.ts';
import type { ChangeTemplateDates } from './usecases/campaign-templates.ts';
import type { FileMessageActs } from './usecases/file-messages.ts';
import type { FormActs } from './usecases/forms.ts';
import type { ChangeSettings } from './usecases/caf-settings.ts';
import type { CampaignActs } from './usecases/campaigns.ts';
import type { InstructionActs } from './usecases/instruction.ts';

/** What the application is built from. */
export interface Dependencies {
  readonly database: Database;
  readonly acts: Acts;
  readonly instruction: InstructionActs;
  readonly campaigns: CampaignActs;
  readonly changeSettings: ChangeSettings;
  readonly changeTemplateDates: ChangeTemplateDates;
  readonly forms: FormActs;
  readonly fileMessages: FileMessageActs;
  readonly live: LiveSources;
  readonly verify: VerifyToken;
  readonly now: () => Date;
  readonly readiness: HttpOptions['readiness'];
  readonly logLevel: string;
}

/** The HTTP application; it never listens. */
export async function createApp(dependencies: Dependencies): Promise<HttpApp> {
  const { database, acts, now } = dependencies;
  const app = await createHttpApp({
    service: 'declaration-workflow',
    title: 'Déclarations',
    logLevel: dependencies.logLevel,
    readiness: dependencies.readiness,
  });
  await app.register(bearerPlugin, { verify: dependencies.verify });
  const answer = answering(database, now);
  registerReads(app, database, now);
  registerExports(app, database, now);
  registerAudit(app, {
    ...{ prefix: 'workflow', name: 'Workflow', database, source: workflowAudit, now },
    scopeOf: ({ identity }) => auditScope(database, identity.subject),
  });
  registerLive(app, database, dependencies.live, now);
  registerCampaigns(app, database, dependencies.campaigns, now);
  registerCampaignCalendar(app, database, dependencies.changeTemplateDates, now);
  registerCafSettings(app, database, dependencies.changeSettings, now);
  registerForms(app, database, dependencies.forms, now);
  registerFormProposals(app, database, dependencies.forms, now);
  registerFileMessages(app, database, dependencies.fileMessages, now);
  registerInstruction(app, database, dependencies.instruction, now);
  registerPartnerActs(app, acts, answer, now);
  registerCafActs(app, database, acts, answer, now);
  return app;
}

/** The OpenAPI document of the routes; nothing is called. */
export async function describeApi(): Promise<object> {
  const nothing = undefined as never;
  const app = await createApp({
    database: nothing,
    acts: nothing,
    instruction: nothing,
    campaigns: nothing,
    changeSettings: nothing,
    changeTemplateDates: nothing,
    forms: nothing,
    fileMessages: nothing,
    live: nothing,
    verify: nothing,
    now: () => new Date(0),
    readiness: {},
    logLevel: 'silent',
  });
  await app.ready();
  return app.swagger();
}
