/** Versions of the servers that a provider fetches; the same natively and as containers. */
export const natsVersion = '2.15.2';
export const keycloakVersion = '26.7.4';
