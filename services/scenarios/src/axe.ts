import { AxePuppeteer } from '@axe-core/puppeteer';
import type { Page } from 'puppeteer-core';

/** What axe found on the page as it stands: rule, and where; empty when nothing. */
export async function axeFindings(page: Page): Promise<string[]> {
  // What passes is not described: on a long table that is most of the work.
  const { violations } = await new AxePuppeteer(page).options({ resultTypes: ['violations'] }).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}`));
}
