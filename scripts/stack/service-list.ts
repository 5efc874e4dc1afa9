/** A process of ours that owns a database. */
export interface StoreService {
  readonly name: 'identity' | 'equipment' | 'declaration-workflow' | 'controls';
  readonly database: string;
}

/** Services with a database, in the order in which they are listed to people. */
export const storeServices: readonly StoreService[] = [
  { name: 'identity', database: 'identity' },
  { name: 'equipment', database: 'equipment' },
  { name: 'declaration-workflow', database: 'declaration_workflow' },
  { name: 'controls', database: 'controls' },
];
