import { debianTool, type DebianTool } from '../debian.ts';
import type { Progress } from '../progress.ts';

/** The browser of the scenarios comes from Debian, with fonts that have every French glyph. */
export const chromiumTool: DebianTool = {
  programs: ['chromium', 'chromium-browser', 'google-chrome'],
  packages: ['chromium', 'fonts-liberation'],
  neededBy: 'The browser of the scenarios',
};

/** The browser’s path: `CHROMIUM_PATH`, else the machine’s, else installed. */
export async function chromiumPath(progress: Progress): Promise<string> {
  const given = process.env['CHROMIUM_PATH'];
  return given === undefined || given === '' ? await debianTool(chromiumTool, progress) : given;
}
