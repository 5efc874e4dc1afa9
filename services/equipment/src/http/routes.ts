import type { Database } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision, idempotencyKey } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { accepted, notFound } from '@portail/platform/pure/refusal.ts';
import type { EquipmentActs } from '../assemble.ts';
import { equipmentHistory } from '../queries/equipment-history.ts';
import { equipmentPage } from '../queries/equipment-page.ts';
import { listEquipments } from '../queries/list-equipments.ts';
import { listPartners } from '../queries/list-partners.ts';
import type { Guard } from './guard.ts';
import { fileBodyLimit, schemas } from './schemas.ts';

const both = ['portal', 'admin'] as const;
const admin = ['admin'] as const;

/** Routes of the equipment service, under /api/equipment. */
export function registerRoutes(app: HttpApp, guard: Guard, database: Database, acts: EquipmentActs): void {
  app.get(
    '/api/equipment/equipments/:id',
    {
      onRequest: guard.anyone,
      schema: {
        tags: ['equipments'],
        operationId: 'getEquipment',
        summary: 'One equipment, with its authorisations, rates, referent and note',
        'x-sites': both,
        params: schemas.target,
        response: { 200: schemas.equipment, ...refusals },
      },
    },
    async (request) => accepted((await equipmentPage(database, request.params.id, guard.actOf(request))) ?? notFound()),
  );
  app.get(
    '/api/equipment/equipments',
    {
      onRequest: guard.anyone,
      schema: {
        tags: ['equipments'],
        operationId: 'listEquipments',
        summary: 'Equipments the person may see, by name, with capacity and rate of the day',
        'x-sites': both,
        querystring: schemas.search,
        response: { 200: schemas.list, ...refusals },
      },
    },
    async (request) => listEquipments(database, guard.actOf(request), request.query),
  );
  app.get(
    '/api/equipment/equipments/:id/history',
    {
      onRequest: guard.staffOnly,
      schema: {
        tags: ['equipments'],
        operationId: 'readEquipmentHistory',
        summary: 'Who changed which value of an equipment, when, before and after; newest first',
        'x-sites': admin,
        params: schemas.target,
        querystring: schemas.historySearch,
        response: { 200: schemas.history, ...refusals },
      },
    },
    async (request) => {
      const { actor } = guard.actOf(request);
      return accepted((await equipmentHistory(database, request.params.id, actor, request.query)) ?? notFound());
    },
  );
  app.get(
    '/api/equipment/partners',
    {
      onRequest: guard.cafOnly,
      schema: {
        tags: ['partners'],
        operationId: 'findPartners',
        summary: 'Gestionnaires whose name holds every word, with how many equipments of the agent’s Caf they run',
        'x-sites': admin,
        querystring: schemas.partnerSearch,
        response: { 200: schemas.partners, ...refusals },
      },
    },
    async (request) => listPartners(database, guard.cafActOf(request).actor, request.query.search ?? ''),
  );
  app.post(
    '/api/equipment/partners',
    {
      onRequest: guard.cafOnly,
      schema: {
        tags: ['partners'],
        operationId: 'registerPartner',
        summary: 'Registers a gestionnaire',
        'x-sites': admin,
        body: schemas.newPartner,
        response: { 201: schemas.partner, ...refusals },
      },
    },
    async (request, reply) => {
      const asked = { ...request.body, idempotencyKey: idempotencyKey(request) };
      return reply.code(201).send(await acts.registerPartner(asked, guard.actOf(request)));
    },
  );
  app.post(
    '/api/equipment/equipments',
    {
      onRequest: guard.cafOnly,
      schema: {
        tags: ['equipments'],
        operationId: 'registerEquipment',
        summary: 'Registers an equipment of the agent’s Caf',
        'x-sites': admin,
        body: schemas.newEquipment,
        response: { 201: schemas.equipment, ...refusals },
      },
    },
    async (request, reply) => {
      const { partnerId, cafCode, ...identity } = request.body;
      const asked = { partnerId, cafCode, identity, idempotencyKey: idempotencyKey(request) };
      return reply.code(201).send(await acts.registerEquipment(asked, guard.actOf(request)));
    },
  );
  app.put(
    '/api/equipment/equipments/:id',
    {
      onRequest: guard.cafOnly,
      schema: {
        tags: ['equipments'],
        operationId: 'changeIdentity',
        summary: 'Corrects name, address, nature and opening of an equipment',
        'x-sites': admin,
        params: schemas.target,
        body: schemas.identity,
        response: { 200: schemas.equipment, ...refusals },
      },
    },
    async (request) => {
      const target = { id: request.params.id, expectedRevision: expectedRevision(request) };
      return acts.changeIdentity({ ...target, identity: request.body }, guard.actOf(request));
    },
  );
  app.post(
    '/api/equipment/equipments/:id/authorizations',
    {
      onRequest: guard.cafOnly,
      schema: {
        tags: ['equipments'],
        operationId: 'grantAuthorization',
        summary: 'Adds an authorisation; the one in force ends the day before',
        'x-sites': admin,
        params: schemas.target,
        body: schemas.authorization,
        response: { 200: schemas.equipment, ...refusals },
      },
    },
    async (request) => {
      const target = { id: request.params.id, expectedRevision: expectedRevision(request) };
      return acts.grantAuthorization({ ...target, authorization: request.body }, guard.actOf(request));
    },
  );
  app.put(
    '/api/equipment/equipments/:id/authorizations/:validFrom',
    {
      onRequest: guard.cafOnly,
      schema: {
        tags: ['equipments'],
        operationId: 'correctAuthorization',
        summary: 'Puts right an authorisation entered by mistake; its neighbours’ dates bound its own',
        'x-sites': admin,
        params: schemas.authorizationTarget,
        body: schemas.correctedAuthorization,
        response: { 200: schemas.equipment, ...refusals },
      },
    },
    async (request) => {
      const { id, validFrom } = request.params;
      const { reason, ...authorization } = request.body;
      const target = { id, validFrom, expectedRevision: expectedRevision(request) };
      return acts.correctAuthorization({ ...target, authorization, reason }, guard.actOf(request));
    },
  );
  app.post(
    '/api/equipment/equipments/:id/authorizations/:validFrom/withdrawal',
    {
      onRequest: guard.cafOnly,
      schema: {
        tags: ['equipments'],
        operationId: 'withdrawAuthorization',
        summary: 'Takes back an authorisation that never was; the one before lasts as long',
        'x-sites': admin,
        params: schemas.authorizationTarget,
        body: schemas.reason,
        response: { 200: schemas.equipment, ...refusals },
      },
    },
    async (request) => {
      const { id, validFrom } = request.params;
      const target = { id, validFrom, expectedRevision: expectedRevision(request) };
      return acts.withdrawAuthorization({ ...target, reason: request.body.reason }, guard.actOf(request));
    },
  );
  app.put(
    '/api/equipment/equipments/:id/closing',
    {
      onRequest: guard.cafOnly,
      schema: {
        tags: ['equipments'],
        operationId: 'closeEquipment',
        summary: 'Says the last day of activity of an equipment, and why',
        'x-sites': admin,
        params: schemas.target,
        body: schemas.closing,
        response: { 200: schemas.equipment, ...refusals },
      },
    },
    async (request) => {
      const target = { id: request.params.id, expectedRevision: expectedRevision(request) };
      return acts.closeEquipment({ ...target, ...request.body }, guard.actOf(request));
    },
  );
  app.post(
    '/api/equipment/equipments/:id/reopening',
    {
      onRequest: guard.cafOnly,
      schema: {
        tags: ['equipments'],
        operationId: 'reopenEquipment',
        summary: 'Takes the closing of an equipment back',
        'x-sites': admin,
        params: schemas.target,
        body: schemas.reason,
        response: { 200: schemas.equipment, ...refusals },
      },
    },
    async (request) => {
      const target = { id: request.params.id, expectedRevision: expectedRevision(request) };
      return acts.reopenEquipment({ ...target, reason: request.body.reason }, guard.actOf(request));
    },
  );
  app.put(
    '/api/equipment/equipments/:id/general-scheme-rates/:exercise',
    {
      onRequest: guard.cafOnly,
      schema: {
        tags: ['equipments'],
        operationId: 'setGeneralSchemeRate',
        summary: 'Sets the general-scheme rate of an exercise',
        'x-sites': admin,
        params: schemas.rateTarget,
        body: schemas.rate,
        response: { 200: schemas.equipment, ...refusals },
      },
    },
    async (request) => {
      const { id, exercise } = request.params;
      const target = { id, exercise, expectedRevision: expectedRevision(request) };
      return acts.setGeneralSchemeRate({ ...target, rate: request.body.rate }, guard.actOf(request));
    },
  );
  app.put(
    '/api/equipment/equipments/:id/note',
    {
      onRequest: guard.cafOnly,
      schema: {
        tags: ['equipments'],
        operationId: 'writeNote',
        summary: 'Writes the Caf’s text on the equipment page, with its first and last day',
        'x-sites': admin,
        params: schemas.target,
        body: schemas.note,
        response: { 200: schemas.equipment, ...refusals },
      },
    },
    async (request) => {
      const target = { id: request.params.id, expectedRevision: expectedRevision(request) };
      return acts.writeNote({ ...target, ...request.body }, guard.actOf(request));
    },
  );
  app.put(
    '/api/equipment/equipments/:id/referent',
    {
      onRequest: guard.cafOnly,
      schema: {
        tags: ['equipments'],
        operationId: 'appointReferent',
        summary: 'Names the Caf’s referent for an equipment',
        'x-sites': admin,
        params: schemas.target,
        body: schemas.referent,
        response: { 200: schemas.equipment, ...refusals },
      },
    },
    async (request) => {
      const target = { id: request.params.id, expectedRevision: expectedRevision(request) };
      return acts.appointReferent({ ...target, referent: request.body }, guard.actOf(request));
    },
  );
  app.post(
    '/api/equipment/rate-imports/preview',
    {
      onRequest: guard.cafOnly,
      bodyLimit: fileBodyLimit,
      schema: {
        tags: ['rates'],
        operationId: 'previewRateImport',
        summary: 'Reads a list of rates (CSV: IDEQU;exercice;taux) and says what each line will do; changes nothing',
        'x-sites': admin,
        'x-body-limit': fileBodyLimit,
        body: schemas.rateFile,
        response: { 200: schemas.ratePreview, ...refusals },
      },
    },
    async (request) => acts.previewRates({ content: bytesOf(request.body.content) }, guard.cafActOf(request)),
  );
  app.post(
    '/api/equipment/rate-imports',
    {
      onRequest: guard.cafOnly,
      bodyLimit: fileBodyLimit,
      schema: {
        tags: ['rates'],
        operationId: 'applyRateImport',
        summary: 'Sets the rates of a list as its preview said, all or none',
        'x-sites': admin,
        'x-body-limit': fileBodyLimit,
        body: schemas.previewedRateFile,
        response: { 200: schemas.rateCounts, ...refusals },
      },
    },
    async (request) => {
      const { content, fingerprint } = request.body;
      const asked = { content: bytesOf(content), fingerprint, idempotencyKey: idempotencyKey(request) };
      return acts.applyRates(asked, guard.cafActOf(request));
    },
  );
}

const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
