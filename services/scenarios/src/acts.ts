import { randomUUID } from 'node:crypto';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { accepted, type Answer, type ApiClient, type Method, type Problem } from './api-client.ts';
import type { ControlView, DeclarationView, SectionKey, Values, VersionView } from './declaration-view.ts';

/** Acts on a declaration, as the screens do them: each one reads the revision, acts, and gives the new state. */

const base = '/api/workflow/declarations';
const verdictLimitMs = 20_000;

/** The Caf opens a declaration (T1). */
export async function open(
  agent: ApiClient,
  wanted: { equipmentId: string; exercise: number; type: string; periodEnd?: string; dueOn?: string },
): Promise<DeclarationView> {
  // The equipment may have been registered a moment ago: the workflow hears of it over the bus.
  return eventually(`the opening of ${wanted.type} ${wanted.exercise}`, async () => {
    const answer = await agent.send<DeclarationView>('POST', base, wanted, { key: randomUUID() });
    return answer.status !== 404 && accepted('opening', answer);
  });
}

/** The declaration as this person sees it. */
export async function read(person: ApiClient, id: string): Promise<DeclarationView> {
  return accepted('reading', await person.get<DeclarationView>(`${base}/${id}`));
}

/** The declaration once the controls have looked at its present data. */
export async function readCurrent(person: ApiClient, id: string): Promise<DeclarationView> {
  return eventually(
    `the verdict on ${id}`,
    async () => {
      const view = await read(person, id);
      return view.evaluation.status !== 'PENDING' && view;
    },
    verdictLimitMs,
  );
}

/** Any write on a declaration, with its current revision unless another is given. */
export async function write(
  person: ApiClient,
  id: string,
  method: Method,
  path: string,
  body?: unknown,
  options: { readonly revision?: number; readonly key?: string } = {},
): Promise<Answer<DeclarationView>> {
  const revision = options.revision ?? (await read(person, id)).revision;
  return person.send(method, `${base}/${id}${path}`, body, { ...options, revision });
}

/** Saves figures of a section (T2, T3, T11). */
export async function save(
  person: ApiClient,
  id: string,
  section: SectionKey,
  values: Values,
): Promise<DeclarationView> {
  return accepted(`saving ${section}`, await write(person, id, 'PUT', `/sections/${section}`, { values }));
}

/** Runs a section’s controls (T4), as often as the verdict is still on its way. */
export async function control(person: ApiClient, id: string, section: SectionKey): Promise<DeclarationView> {
  await withVerdict(`the controls of ${section}`, () => write(person, id, 'POST', `/sections/${section}/controls`));
  return readCurrent(person, id);
}

/** Explains every control of a step that asks for it. */
export async function explainAll(person: ApiClient, id: string, step: ControlView['step']): Promise<DeclarationView> {
  for (;;) {
    const view = await readCurrent(person, id);
    const point = view.controls.find((candidate) => candidate.step === step && candidate.toExplain);
    if (point === undefined) return view;
    await explain(person, id, point);
  }
}

/** Explains one control. */
export async function explain(
  person: ApiClient,
  id: string,
  point: ControlView,
  text?: string,
): Promise<DeclarationView> {
  const body = {
    text: text ?? `Écart vérifié pour ${point.code} : évolution des effectifs.`,
    fingerprint: point.fingerprint,
  };
  return withVerdict(`the explanation of ${point.code}`, () =>
    write(person, id, 'PUT', `/explanations/${point.code}`, body),
  );
}

/** Ends a section (T5), unless moving on has ended it already (a provider who is also approver). */
export async function lock(person: ApiClient, id: string, section: SectionKey): Promise<DeclarationView> {
  const view = await read(person, id);
  if (view.sections[section]?.state === 'LOCKED') return view;
  return withVerdict(`the end of ${section}`, () => write(person, id, 'POST', `/sections/${section}/lock`));
}

/** Fills, controls, explains and ends a section. */
export async function complete(
  person: ApiClient,
  id: string,
  section: SectionKey,
  values: Values,
): Promise<DeclarationView> {
  await save(person, id, section, values);
  await control(person, id, section);
  await explainAll(person, id, section === 'activity' ? 'ACTIVITY' : 'FINANCIAL');
  return lock(person, id, section);
}

/** Accepts the current conditions générales. */
export async function acceptTerms(person: ApiClient): Promise<string> {
  interface Me {
    readonly terms: { readonly currentVersion: string; readonly accepted: boolean };
  }
  const { terms } = accepted('who am I', await person.get<Me>('/api/identity/me'));
  if (!terms.accepted) {
    const body = { version: terms.currentVersion };
    accepted('terms', await person.send<Me>('POST', '/api/identity/terms-acceptance', body));
  }
  return terms.currentVersion;
}

/** Runs the whole-declaration controls and explains them (T7). */
export async function review(approver: ApiClient, id: string): Promise<DeclarationView> {
  await withVerdict('the controls of the declaration', () => write(approver, id, 'POST', '/controls'));
  return explainAll(approver, id, 'DECLARATION');
}

/** Transmits (T8), after the whole-declaration controls. */
export async function transmit(approver: ApiClient, id: string): Promise<DeclarationView> {
  await review(approver, id);
  const termsVersion = await acceptTerms(approver);
  const key = randomUUID();
  const body = { attested: true, termsVersion };
  return withVerdict('the transmission', () => write(approver, id, 'POST', '/transmission', body, { key }), [
    'CONTROLS_PENDING',
    // The workflow hears over the bus that the terms were accepted.
    'DEC-12',
  ]);
}

/** The Caf validates a transmitted version (T9). */
export async function validate(agent: ApiClient, id: string): Promise<DeclarationView> {
  const answer = await write(agent, id, 'POST', '/validation', { note: 'Conforme.' }, { key: randomUUID() });
  return accepted('validation', answer);
}

/** The Caf closes a transmitted version with a motive (T10). */
export async function reject(agent: ApiClient, id: string, motive: string): Promise<DeclarationView> {
  return accepted('rejection', await write(agent, id, 'POST', '/rejection', { motive }, { key: randomUUID() }));
}

/** The approver asks the Caf for a correction of what was transmitted (T15). */
export function requestCorrection(person: ApiClient, id: string, text: string): Promise<Answer<DeclarationView>> {
  return write(person, id, 'POST', '/correction-request', { text }, { key: randomUUID() });
}

/** A version as this person may read it. */
export function readVersion(person: ApiClient, id: string, number: number): Promise<Answer<VersionView>> {
  return person.get<VersionView>(`${base}/${id}/versions/${number}`);
}

/** Repeats an act while it is refused only because something has not arrived yet; a repeat has no second effect. */
async function withVerdict(
  what: string,
  act: () => Promise<Answer<DeclarationView>>,
  notYet: readonly string[] = ['CONTROLS_PENDING'],
): Promise<DeclarationView> {
  return eventually(
    what,
    async () => {
      const answer = await act();
      const pending = notYet.includes((answer.body as unknown as Problem).code);
      return !pending && accepted(what, answer);
    },
    verdictLimitMs,
  );
}
