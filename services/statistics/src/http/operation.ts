/** What every operation of the service says of itself. */
export const operation = (site: 'portal' | 'admin', operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['Statistiques'],
  'x-sites': [site],
});
