/** Databases that the load of the full set fills; the others hold references, which it reads. */
export const filledDatabases = ['declaration_workflow', 'controls', 'documents', 'notifications'] as const;

/** Their tables that the load writes and never reads. */
export const writtenTables: readonly string[] = [
  ...['journal', 'outbox', 'declaration', 'declaration_version', 'evaluation'],
  ...['sheet', 'verdict', 'message', 'message_item'],
];
