import type { HttpApp } from '@portail/platform/http/app.ts';
import { expectedRevision, idempotencyKey } from '@portail/platform/http/preconditions.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { seesDrafts } from '../domain/actor.ts';
import type { ScaleView } from '../queries/list-scales.ts';
import type { ScaleFile } from '../queries/read-scale.ts';
import type { ReferenceActs } from '../usecases/reference-acts.ts';
import { behind, type Doors, shared } from './doors.ts';
import { ExerciseParams, NothingBody, ScaleBody, ScaleFileAnswer, ScalesAnswer } from './schemas.ts';

/** What the routes of scales call. */
export interface ScalePorts {
  readonly listScales: () => Promise<ScaleView[]>;
  /** Exercises whose scale is being prepared. */
  readonly scaleDrafts: () => Promise<number[]>;
  readonly readScale: (exercise: number, drafts: boolean) => Promise<ScaleFile>;
  readonly acts: ReferenceActs;
}

const about = (exercise: number) => ({ kind: 'SCALE', subject: String(exercise) }) as const;

/** Scales and parameters of the calculation. */
export function registerScaleRoutes(app: HttpApp, { acts, ...ports }: ScalePorts, doors: Doors): void {
  app.get(
    '/api/controls/scales',
    {
      schema: {
        ...shared,
        operationId: 'listScales',
        summary: 'Barèmes et paramètres de la Psu en vigueur, par exercice',
        response: { 200: ScalesAnswer, ...refusals },
      },
    },
    async (request) => {
      const actor = await doors.reader(request);
      return { scales: await ports.listScales(), drafts: seesDrafts(actor) ? await ports.scaleDrafts() : [] };
    },
  );

  app.get(
    '/api/controls/scales/:exercise',
    {
      ...behind(doors.reader),
      schema: {
        ...shared,
        operationId: 'readScale',
        summary: 'Barème d’un exercice : révisions publiées, et brouillon pour qui peut publier',
        params: ExerciseParams,
        response: { 200: ScaleFileAnswer, ...refusals },
      },
    },
    async (request) => ports.readScale(request.params.exercise, seesDrafts(await doors.reader(request))),
  );

  app.put(
    '/api/controls/scales/:exercise/draft',
    {
      ...behind(doors.publisher),
      schema: {
        ...shared,
        operationId: 'saveScaleDraft',
        summary: 'Enregistrer le brouillon d’un barème (If-Match : révision du brouillon, "0" s’il n’y en a jamais eu)',
        params: ExerciseParams,
        body: ScaleBody,
        response: { 200: ScaleFileAnswer, ...refusals },
      },
    },
    async (request) => {
      const { exercise } = request.params;
      const prepared = { ...about(exercise), content: request.body };
      await acts.saveDraft(prepared, expectedRevision(request), await doors.publisher(request));
      return ports.readScale(exercise, true);
    },
  );

  app.delete(
    '/api/controls/scales/:exercise/draft',
    {
      ...behind(doors.publisher),
      schema: {
        ...shared,
        operationId: 'discardScaleDraft',
        summary: 'Abandonner le brouillon d’un barème (If-Match : révision du brouillon)',
        params: ExerciseParams,
        response: { 200: ScaleFileAnswer, ...refusals },
      },
    },
    async (request) => {
      const { exercise } = request.params;
      const draft = { ...about(exercise), expectedRevision: expectedRevision(request) };
      await acts.discardDraft(draft, await doors.publisher(request));
      return ports.readScale(exercise, true);
    },
  );

  app.post(
    '/api/controls/scales/:exercise/publication',
    {
      ...behind(doors.publisher),
      schema: {
        ...shared,
        operationId: 'publishScale',
        summary: 'Publier le brouillon d’un barème (If-Match : révision du brouillon ; Idempotency-Key)',
        params: ExerciseParams,
        body: NothingBody,
        response: { 200: ScaleFileAnswer, ...refusals },
      },
    },
    async (request) => {
      const { exercise } = request.params;
      const draft = { ...about(exercise), expectedRevision: expectedRevision(request) };
      await acts.publish(draft, idempotencyKey(request), await doors.publisher(request));
      return ports.readScale(exercise, true);
    },
  );
}
