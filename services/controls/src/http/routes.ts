import type { HttpApp } from '@portail/platform/http/app.ts';
import type { Actor } from '../domain/actor.ts';
import { doorsOf } from './doors.ts';
import { type ProposalPorts, registerProposalRoutes } from './proposal-routes.ts';
import { registerRuleRoutes, type RulePorts } from './rule-routes.ts';
import { registerScaleRoutes, type ScalePorts } from './scale-routes.ts';

/** What the routes call. */
export interface RoutePorts extends ScalePorts, RulePorts, ProposalPorts {
  readonly findActor: (subject: string) => Promise<Actor | null>;
}

/** Reference data of controls, on the admin site only. */
export function registerRoutes(app: HttpApp, ports: RoutePorts): void {
  const doors = doorsOf(ports.findActor);
  registerScaleRoutes(app, ports, doors);
  registerRuleRoutes(app, ports, doors);
  registerProposalRoutes(app, ports, doors);
}
