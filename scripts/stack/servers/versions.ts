/** Versions of the servers that a provider fetches; the same natively and as containers. */
export const postgresVersion = '18.4';
export const redisVersion = '7.0.15';
export const natsVersion = '2.15.2';
export const keycloakVersion = '26.7.4';
