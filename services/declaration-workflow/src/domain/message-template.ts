import { notFound, stale, type Refusal } from '@portail/platform/pure/refusal.ts';
import { refuse } from './refusals.ts';
import type { Population } from './vocabulary.ts';

/** The act whose text a template starts. */
export type TemplateKind = 'REJECT' | 'DECLINE_CORRECTION' | 'REOPEN' | 'CANCEL';

/** A text agents start from: national, or of one Caf. */
export interface MessageTemplate {
  readonly id: string;
  readonly kind: TemplateKind;
  /** Null: national. */
  readonly cafCode: string | null;
  readonly title: string;
  readonly text: string;
  readonly revision: number;
  readonly retired: boolean;
}

/** Someone of a Caf or of the Cnaf, wherever they work. */
export interface Worker {
  readonly id: string;
  readonly name: string;
  readonly population: Population;
  readonly cafCodes: readonly string[];
}

const longestTitle = 80;
const shortestText = 20;
const longestText = 2_000;

/** Who may write a template: Caf administrators those of their Caf, Cnaf administrators the national ones (domain.md 8.6). */
export function mayWrite(worker: Worker, cafCode: string | null): boolean {
  if (cafCode === null) return worker.population === 'CNAF_ADMIN';
  return worker.population === 'CAF_ADMIN' && worker.cafCodes.includes(cafCode);
}

/** A new template. */
export function decideTemplate(
  asked: Pick<MessageTemplate, 'id' | 'kind' | 'cafCode' | 'title' | 'text'>,
  worker: Worker,
): MessageTemplate | Refusal {
  if (!mayWrite(worker, asked.cafCode)) return refuse('TEMPLATE_NOT_YOURS');
  return withText({ ...asked, revision: 1, retired: false }, asked);
}

/** Another title or text for a template in use; what was sent with the former one stays as it was. */
export function decideTemplateChange(
  known: MessageTemplate | null,
  asked: Pick<MessageTemplate, 'title' | 'text' | 'revision'>,
  worker: Worker,
): MessageTemplate | Refusal {
  const refusal = refusalOfWriter(known, asked.revision, worker);
  if (known === null || refusal) return refusal ?? notFound();
  return withText({ ...known, revision: known.revision + 1 }, asked);
}

/** A template leaves the list; it is kept for the history. */
export function decideTemplateRetirement(
  known: MessageTemplate | null,
  revision: number,
  worker: Worker,
): MessageTemplate | Refusal {
  const refusal = refusalOfWriter(known, revision, worker);
  if (known === null || refusal) return refusal ?? notFound();
  return { ...known, revision: known.revision + 1, retired: true };
}

function refusalOfWriter(known: MessageTemplate | null, revision: number, worker: Worker): Refusal | undefined {
  if (known === null || known.retired) return notFound();
  const reads = known.cafCode === null || worker.cafCodes.includes(known.cafCode);
  if (!reads) return notFound();
  if (!mayWrite(worker, known.cafCode)) return refuse('TEMPLATE_NOT_YOURS');
  return known.revision === revision ? undefined : stale();
}

function withText(template: MessageTemplate, asked: { readonly title: string; readonly text: string }) {
  const title = asked.title.trim();
  const text = asked.text.trim();
  const faults = [
    ...(title === '' || title.length > longestTitle ? [fault('/title', 'TEMPLATE_TITLE')] : []),
    ...(text.length < shortestText || text.length > longestText ? [fault('/text', 'TEMPLATE_TEXT')] : []),
  ];
  return faults.length > 0 ? refuse('TEMPLATE_REFUSED', faults) : { ...template, title, text };
}

/** Another template in use for the same act, of the same Caf, bears this title: an agent could not tell them apart. */
export function titleTaken(): Refusal {
  return refuse('TEMPLATE_REFUSED', [fault('/title', 'TEMPLATE_TITLE_TAKEN')]);
}

function fault(path: string, code: 'TEMPLATE_TITLE' | 'TEMPLATE_TITLE_TAKEN' | 'TEMPLATE_TEXT') {
  return { path, code, message: refuse(code).detail };
}
