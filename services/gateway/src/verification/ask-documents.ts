/** What the documents service says of a printed reference and hash. */
export interface Verified {
  readonly result: 'AUTHENTIC' | 'DIFFERENT' | 'UNKNOWN';
  readonly compared: 'DATA' | 'FILE' | null;
  readonly exercise: number | null;
  readonly type: 'FORECAST' | 'UPDATED' | 'ACTUAL' | null;
  readonly version: number | null;
  readonly transmittedAt: string | null;
  readonly superseded: boolean;
}

/** A public key of the receipts. */
export interface ReceiptKey {
  readonly keyId: string;
  readonly publicKey: string;
}

/** What the public page asks of the documents service; rejects when it does not answer. */
export interface AskDocuments {
  readonly verify: (reference: string, hash: string) => Promise<Verified>;
  readonly keys: () => Promise<{ readonly keys: readonly ReceiptKey[] }>;
}

const limit = 3_000;

/** @param documents origin of the documents service */
export function askDocuments(documents: string): AskDocuments {
  const get = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${documents}/api/documents/${path}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(limit),
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      throw new Error(`the documents service answered ${answer.status}`);
    }
    return answer.json();
  };
  return {
    verify: (reference, hash) =>
      get(`receipts/${encodeURIComponent(reference)}/${encodeURIComponent(hash)}`) as Promise<Verified>,
    keys: () => get('receipt-keys') as ReturnType<AskDocuments['keys']>,
  };
}
