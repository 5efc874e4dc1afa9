import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../pure/canonical-json.ts';
import { Refusal, RefusalError } from '../pure/refusal.ts';
import type { Transaction } from './database.ts';

const claim = {
  name: 'idempotency-claim',
  text: `insert into idempotency (scope, key, fingerprint) values ($1, $2, $3) on conflict do nothing`,
};
const read = {
  name: 'idempotency-read',
  text: 'select fingerprint, answer from idempotency where scope = $1 and key = $2',
};
const remember = {
  name: 'idempotency-remember',
  text: 'update idempotency set answer = $3 where scope = $1 and key = $2',
};

/** What makes a repeat the same request: who, which act on what, and what was sent. */
export interface IdempotentRequest {
  readonly key: string;
  /** Actor and operation, so that a key never answers someone else’s request. */
  readonly scope: string;
  readonly body: Json;
}

/**
 * Runs `act` once per key, in the act’s own transaction; a repeat gets the first answer back and changes nothing.
 * A concurrent repeat waits for the first to commit.
 * @throws RefusalError IDEMPOTENCY_KEY_REUSED when the key comes with another body
 */
export async function once<T extends Json>(
  tx: Transaction,
  request: IdempotentRequest,
  act: () => Promise<T>,
): Promise<T> {
  const fingerprint = createHash('sha256').update(canonicalJson(request.body)).digest('hex');
  const fresh = (await tx.run(claim, [request.scope, request.key, fingerprint])) === 1;
  if (fresh) {
    const answer = await act();
    await tx.run(remember, [request.scope, request.key, JSON.stringify(answer)]);
    return answer;
  }
  const [first] = await tx.rows<{ fingerprint: string; answer: T }>(read, [request.scope, request.key]);
  if (!first || first.fingerprint !== fingerprint) {
    throw new RefusalError(
      new Refusal(
        'conflict',
        'IDEMPOTENCY_KEY_REUSED',
        'Cette demande a déjà été envoyée avec un autre contenu. Actualisez la page, puis recommencez.',
      ),
    );
  }
  return first.answer;
}
