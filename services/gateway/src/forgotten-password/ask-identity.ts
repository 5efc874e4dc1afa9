/** Asks the identity service to see to an address whose password is forgotten. @throws Error when it does not answer that it will */
export type AskPasswordReset = (email: string) => Promise<void>;

const limit = 5_000;

/**
 * @param identity origin of the identity service
 * @param ownToken gives a token of the gateway itself
 */
export function askIdentity(identity: string, ownToken: () => Promise<string>): AskPasswordReset {
  return async (email) => {
    const answer = await fetch(`${identity}/api/identity/password-resets`, {
      method: 'POST',
      redirect: 'error',
      headers: { authorization: `Bearer ${await ownToken()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ email }),
      signal: AbortSignal.timeout(limit),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the identity service answered ${answer.status}`);
  };
}
