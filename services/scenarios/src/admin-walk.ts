import type { Screen } from './browser.ts';

/** What Caf agents do on the administration’s screens. */

/** Opens a declaration. */
export async function openOnScreen(
  screen: Screen,
  wanted: { readonly equipmentName: string; readonly exercise: string; readonly type: string },
): Promise<void> {
  throw new Error(`not yet ${screen.site} ${wanted.equipmentName}`);
}

/** Accepts or rejects a transmitted declaration. */
export async function decideOnScreen(
  screen: Screen,
  id: string,
  decision: 'validate' | { readonly reject: string },
): Promise<void> {
  throw new Error(`not yet ${screen.site} ${id} ${JSON.stringify(decision)}`);
}
