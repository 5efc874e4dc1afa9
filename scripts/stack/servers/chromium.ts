import { debianTool, type DebianTool } from '../debian.ts';
import type { Progress } from '../progress.ts';

/** The browser that makes PDFs and plays the scenarios comes from Debian, with fonts that have every French glyph. */
export const chromiumTool: DebianTool = {
  programs: ['chromium', 'chromium-browser', 'google-chrome'],
  packages: ['chromium', 'fonts-liberation'],
  neededBy: 'Making PDFs',
};

/** The same for a running product: without a browser it works, and says in French that no PDF can be made. */
export async function chromiumIfAny(progress: Progress): Promise<string | undefined> {
  try {
    return await chromiumPath(progress);
  } catch (error) {
    progress.say(`no PDF can be made. ${(error as Error).message}`);
    return undefined;
  }
}

/** The browser’s path: `CHROMIUM_PATH`, else the machine’s, else installed. */
export async function chromiumPath(progress: Progress): Promise<string> {
  const given = process.env['CHROMIUM_PATH'];
  return given === undefined || given === '' ? await debianTool(chromiumTool, progress) : given;
}
