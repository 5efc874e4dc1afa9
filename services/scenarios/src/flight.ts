import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, ApiClient, Method } from './api-client.ts';
import type { DeclarationView, Values } from './declaration-view.ts';

const base = '/api/workflow/declarations';
const landingLimitMs = 180_000;
/** A client that got no answer asks again after this time, as the screens do. */
const retryMs = 50;

/** An act that the service accepted (2xx), as its author remembers it. */
export interface AcceptedAct {
  readonly declarationId: string;
  readonly name: string;
  readonly values?: Values;
}

/** What happened to the declarations under way. */
export interface Flight {
  readonly accepted: AcceptedAct[];
  /** Requests that got no answer, or an answer that asks to come back. */
  unanswered: number;
  readonly landed: Set<string>;
}

interface NextAct {
  readonly name: string;
  readonly method: Method;
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly values?: Values;
}

/** An empty logbook. */
export function newFlight(): Flight {
  return { accepted: [], unanswered: 0, landed: new Set() };
}

/**
 * Brings actualisées from « à saisir » to « Transmis Caf », several at a time, by a person who holds every role. A request
 * without an answer is asked again after reading the state, as a screen does; a transmission always with the same key.
 */
export async function fly(
  flight: Flight,
  person: ApiClient,
  declarationIds: readonly string[],
  options: { readonly figures: (id: string) => Values; readonly termsVersion: string; readonly atOnce: number },
): Promise<void> {
  const waiting = [...declarationIds];
  const workers = Array.from({ length: options.atOnce }, async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await land(id);
  });
  await Promise.all(workers);

  async function land(id: string): Promise<void> {
    const key = randomUUID();
    const deadline = Date.now() + landingLimitMs;
    while (Date.now() < deadline) {
      const view = await answered(() => person.get<DeclarationView>(`${base}/${id}`));
      if (view === undefined) continue;
      if (view.status === 'SUBMITTED') {
        flight.landed.add(id);
        return;
      }
      const next = nextAct(view, options.figures(id), { key, termsVersion: options.termsVersion });
      const { revision } = view;
      const sent = { revision, ...(next.key === undefined ? {} : { key: next.key }) };
      const after = await answered(() =>
        person.send<DeclarationView>(next.method, `${base}/${id}${next.path}`, next.body, sent),
      );
      if (after === undefined) continue;
      flight.accepted.push({ declarationId: id, name: next.name, ...(next.values ? { values: next.values } : {}) });
    }
    throw new Error(`declaration ${id} did not land in ${landingLimitMs} ms`);
  }

  /** The body of a 2xx answer; undefined when the same must be asked again. Anything else is a fault of the system. */
  async function answered(ask: () => Promise<Answer<DeclarationView>>): Promise<DeclarationView | undefined> {
    let answer: Answer<DeclarationView>;
    try {
      answer = await ask();
    } catch {
      flight.unanswered += 1; // the connection was cut: whether it took effect is not known
      await pause(retryMs);
      return undefined;
    }
    if (answer.status === 200 || answer.status === 201 || answer.status === 202) return answer.body;
    if (answer.status >= 500 || answer.status === 409 || answer.status === 429) {
      flight.unanswered += 1;
      await pause(retryMs);
      return undefined;
    }
    throw new Error(`unexpected ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
}

function nextAct(view: DeclarationView, figures: Values, transmission: { key: string; termsVersion: string }): NextAct {
  const { activity } = view.sections;
  const toExplain = view.controls.find((control) => control.toExplain);
  if (activity.state === 'EMPTY') {
    return { name: 'save', method: 'PUT', path: '/sections/activity', body: { values: figures }, values: figures };
  }
  if (
    view.evaluation.status === 'CURRENT' &&
    toExplain !== undefined &&
    view.acts.includes(`EXPLAIN_${toExplain.step}`)
  ) {
    const body = {
      text: `Vérifié pour ${toExplain.code} : évolution des effectifs.`,
      fingerprint: toExplain.fingerprint,
    };
    return { name: 'explain', method: 'PUT', path: `/explanations/${toExplain.code}`, body };
  }
  if (activity.state === 'DRAFT') return { name: 'control', method: 'POST', path: '/sections/activity/controls' };
  if (view.acts.includes('TRANSMIT')) {
    const { key, termsVersion } = transmission;
    return { name: 'transmit', method: 'POST', path: '/transmission', body: { attested: true, termsVersion }, key };
  }
  return { name: 'review', method: 'POST', path: '/controls' };
}
