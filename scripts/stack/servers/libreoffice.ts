import { debianTool, type DebianTool } from '../debian.ts';
import type { Progress } from '../progress.ts';

/** The spreadsheet with which the tests open, fill and save the calculation workbook, as a nursery would. */
export const libreOfficeTool: DebianTool = {
  programs: ['soffice', 'libreoffice'],
  packages: ['libreoffice-calc'],
  neededBy: 'Testing workbooks',
};

/** The spreadsheet’s path: `LIBREOFFICE_PATH`, else the machine’s, else installed. */
export async function libreOfficePath(progress: Progress): Promise<string> {
  const given = process.env['LIBREOFFICE_PATH'];
  return given === undefined || given === '' ? await debianTool(libreOfficeTool, progress) : given;
}
