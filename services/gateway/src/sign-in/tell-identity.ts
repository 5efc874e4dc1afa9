/** Tells the identity service that somebody has just come in; whoever calls it decides what a failure means. */
export type TellSignIn = (accessToken: string) => Promise<void>;

const limit = 3_000;

/** @param identity origin of the identity service */
export function tellIdentity(identity: string): TellSignIn {
  return async (accessToken) => {
    const answer = await fetch(`${identity}/api/identity/sign-ins`, {
      method: 'POST',
      redirect: 'error',
      headers: { authorization: `Bearer ${accessToken}` },
      signal: AbortSignal.timeout(limit),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the identity service answered ${answer.status}`);
  };
}
