import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision, idempotencyKey } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { accepted, notFound, Refusal } from '@portail/platform/pure/refusal.ts';
import { type Actor, seesDrafts, visibleCafCodes } from '../domain/actor.ts';
import { mayBeTried } from '../domain/rule-trial.ts';
import type { listRules, RuleView } from '../queries/list-rules.ts';
import type { RuleFile } from '../queries/read-rule.ts';
import type { Trial, TrialQuestion } from '../queries/try-rule.ts';
import type { ReferenceActs } from '../usecases/reference-acts.ts';
import { behind, type Doors, shared } from './doors.ts';
import {
  CodeParams,
  NothingBody,
  RuleBody,
  RuleFileAnswer,
  RulesAnswer,
  RulesQuery,
  TrialAnswer,
  TrialBody,
} from './schemas.ts';

type Sees = { readonly cafCodes: readonly string[] | 'ALL'; readonly drafts: boolean };

/** What the routes of rules call. */
export interface RulePorts {
  readonly listRules: (filter: Parameters<typeof listRules>[1]) => Promise<RuleView[]>;
  /** Codes whose rule is being prepared. */
  readonly ruleDrafts: () => Promise<string[]>;
  readonly readRule: (code: string, sees: Sees) => Promise<RuleFile | null>;
  /** Null when nobody knows the code. */
  readonly tryRule: (question: TrialQuestion) => Promise<Trial | null>;
  readonly acts: ReferenceActs;
}

const about = (code: string) => ({ kind: 'RULE', subject: code }) as const;

/** Control rules, and their trial on transmitted declarations. */
export function registerRuleRoutes(app: HttpApp, { acts, ...ports }: RulePorts, doors: Doors): void {
  const read = async (code: string, actor: Actor): Promise<RuleFile> =>
    accepted(
      (await ports.readRule(code, { cafCodes: visibleCafCodes(actor), drafts: seesDrafts(actor) })) ?? notFound(),
    );

  app.get(
    '/api/controls/rules',
    {
      schema: {
        ...shared,
        operationId: 'listRules',
        summary: 'Règles de contrôle, avec leurs seuils datés',
        querystring: RulesQuery,
        response: { 200: RulesAnswer, ...refusals },
      },
    },
    async (request) => {
      const actor = await doors.reader(request);
      const { exercise, type } = request.query;
      const filter = { cafCodes: visibleCafCodes(actor), exercise: exercise ?? null, type: type ?? null };
      return { rules: await ports.listRules(filter), drafts: seesDrafts(actor) ? await ports.ruleDrafts() : [] };
    },
  );

  app.get(
    '/api/controls/rules/:code',
    {
      ...behind(doors.reader),
      schema: {
        ...shared,
        operationId: 'readRule',
        summary: 'Un contrôle : versions publiées, et brouillon pour qui peut publier',
        params: CodeParams,
        response: { 200: RuleFileAnswer, ...refusals },
      },
    },
    async (request) => read(request.params.code, await doors.reader(request)),
  );

  app.put(
    '/api/controls/rules/:code/draft',
    {
      ...behind(doors.publisher),
      schema: {
        ...shared,
        operationId: 'saveRuleDraft',
        summary: 'Enregistrer le brouillon d’un contrôle (If-Match : révision du brouillon)',
        params: CodeParams,
        body: RuleBody,
        response: { 200: RuleFileAnswer, ...refusals },
      },
    },
    async (request) => {
      const { code } = request.params;
      const actor = await doors.publisher(request);
      await acts.saveDraft({ ...about(code), content: request.body }, expectedRevision(request), actor);
      return read(code, actor);
    },
  );

  app.delete(
    '/api/controls/rules/:code/draft',
    {
      ...behind(doors.publisher),
      schema: {
        ...shared,
        operationId: 'discardRuleDraft',
        summary: 'Abandonner le brouillon d’un contrôle (If-Match : révision du brouillon)',
        params: CodeParams,
        response: { 200: RuleFileAnswer, ...refusals },
      },
    },
    async (request) => {
      const { code } = request.params;
      const actor = await doors.publisher(request);
      await acts.discardDraft({ ...about(code), expectedRevision: expectedRevision(request) }, actor);
      return read(code, actor);
    },
  );

  app.post(
    '/api/controls/rules/:code/publication',
    {
      ...behind(doors.publisher),
      schema: {
        ...shared,
        operationId: 'publishRule',
        summary: 'Publier le brouillon d’un contrôle (If-Match : révision du brouillon ; Idempotency-Key)',
        params: CodeParams,
        body: NothingBody,
        response: { 200: RuleFileAnswer, ...refusals },
      },
    },
    async (request) => {
      const { code } = request.params;
      const actor = await doors.publisher(request);
      const draft = { ...about(code), expectedRevision: expectedRevision(request) };
      await acts.publish(draft, idempotencyKey(request), actor);
      return read(code, actor);
    },
  );

  app.post(
    '/api/controls/rules/:code/trial',
    {
      ...behind(doors.reader),
      schema: {
        ...shared,
        operationId: 'tryRule',
        summary: 'Essayer un réglage sur les déclarations transmises d’un exercice ; rien n’est écrit',
        params: CodeParams,
        body: TrialBody,
        response: { 200: TrialAnswer, ...refusals },
      },
    },
    async (request) => {
      const actor = await doors.reader(request);
      const { code } = request.params;
      if (!mayBeTried(code)) accepted(notTryable());
      const national = seesDrafts(actor);
      const question = { code, ...request.body, cafCodes: visibleCafCodes(actor), names: !national };
      return accepted((await ports.tryRule(question)) ?? notFound());
    },
  );
}

function notTryable(): Refusal {
  return new Refusal(
    'rule',
    'NOT_TRYABLE',
    'Ce contrôle porte sur l’avancement de la saisie : il ne peut pas être essayé sur des déclarations déjà transmises.',
  );
}
