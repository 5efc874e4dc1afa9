const deepest = 4;

/**
 * What may be logged of a fault: messages and codes of the error and its causes. Never the error itself: those of
 * openid-client carry answers of Keycloak, and with them tokens.
 */
export function faultReason(error: unknown): string {
  const parts: string[] = [];
  for (
    let current = error, depth = 0;
    current instanceof Error && depth < deepest;
    current = current.cause, depth += 1
  ) {
    const { code, error: oauthError } = current as { readonly code?: unknown; readonly error?: unknown };
    const details = [code, oauthError].filter((detail) => typeof detail === 'string');
    parts.push(details.length > 0 ? `${current.message} (${details.join(', ')})` : current.message);
  }
  return parts.join(' ← ') || 'unknown';
}
