import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runLibreOffice } from '@portail/platform/testing/libre-office.ts';

/** A cell as LibreOffice shows it. */
export interface SeenCell {
  readonly text: string;
  readonly value: number;
  /** `=…` for a formula. */
  readonly formula: string;
}

/** What LibreOffice made of a workbook. */
export interface FilledWorkbook {
  /** As LibreOffice saved it. */
  readonly saved: Buffer;
  /** Read once the saved file was opened again. */
  readonly seen: ReadonlyMap<string, SeenCell>;
  /** Cells that would not be written in. */
  readonly refused: readonly string[];
}

/**
 * Opens a workbook in LibreOffice, writes in cells as a person would (protected ones refuse), saves it in its format, opens what
 * was saved and reads cells back.
 */
export async function fillInLibreOffice(
  content: Uint8Array,
  extension: 'xlsx' | 'ods',
  cells: ReadonlyMap<string, string | number>,
  wanted: readonly string[],
): Promise<FilledWorkbook> {
  const folder = await mkdtemp(join(tmpdir(), 'portail-office-'));
  try {
    const path = (name: string) => join(folder, name);
    await writeFile(path(`given.${extension}`), content);
    await writeFile(path('cells'), [...cells].map(([at, value]) => `${at}\t${typeof value}\t${value}`).join('\n'));
    await writeFile(path('wanted'), wanted.join('\n'));
    const office = (...args: readonly string[]) =>
      runLibreOffice(folder, args, {
        WORKBOOK_FOLDER: pathToFileURL(folder).href,
        WORKBOOK_EXTENSION: extension,
      });
    // The first start lays an empty library over any that is there.
    await office('--terminate_after_init');
    await writeFile(path('profile/user/basic/Standard/Module1.xba'), macroFile);
    await office('macro:///Standard.Module1.Fill');
    const lines = (await readFile(path('seen'), 'utf8')).split('\n').filter((line) => line !== '');
    const seen = lines.map((line): [string, SeenCell] => {
      const [at = '', value = '', formula = '', text = ''] = line.replace(/\r$/, '').split('\t');
      return [at, { text, formula, value: Number(value) }];
    });
    const refused = (await readFile(path('refused'), 'utf8')).split(/\r?\n/).filter((line) => line !== '');
    return { saved: await readFile(path(`saved.${extension}`)), seen: new Map(seen), refused };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// A macro of the person’s own library, which LibreOffice runs from its command line; kept free of what XML would want escaped.
const macroFile = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Fill
  folder = Environ("WORKBOOK_FOLDER")
  extension = Environ("WORKBOOK_EXTENSION")
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim options(0) As New com.sun.star.beans.PropertyValue
  options(0).Name = "FilterName"
  If extension = "ods" Then options(0).Value = "calc8" Else options(0).Value = "Calc Office Open XML"
  book = StarDesktop.loadComponentFromURL(folder + "/given." + extension, "_blank", 0, hidden())
  sheet = book.Sheets.getByName("Modulation")
  refused = FreeFile
  Open ConvertFromURL(folder + "/refused") For Output As #refused
  cells = FreeFile
  Open ConvertFromURL(folder + "/cells") For Input As #cells
  Do While Not EOF(cells)
    Line Input #cells, written
    parts = Split(written, Chr(9))
    If UBound(parts) = 2 Then
      cell = sheet.getCellRangeByName(parts(0))
      If sheet.isProtected() And cell.CellProtection.IsLocked Then
        Print #refused, parts(0)
      ElseIf parts(1) = "number" Then
        cell.setValue(Val(parts(2)))
      Else
        cell.setString(parts(2))
      End If
    End If
  Loop
  Close #cells
  Close #refused
  book.storeToURL(folder + "/saved." + extension, options())
  book.close(True)
  book = StarDesktop.loadComponentFromURL(folder + "/saved." + extension, "_blank", 0, hidden())
  sheet = book.Sheets.getByName("Modulation")
  seen = FreeFile
  Open ConvertFromURL(folder + "/seen") For Output As #seen
  wanted = FreeFile
  Open ConvertFromURL(folder + "/wanted") For Input As #wanted
  Do While Not EOF(wanted)
    Line Input #wanted, address
    cell = sheet.getCellRangeByName(address)
    Print #seen, address + Chr(9) + Trim(Str(cell.Value)) + Chr(9) + cell.Formula + Chr(9) + cell.String
  Loop
  Close #wanted
  Close #seen
  book.close(True)
  StarDesktop.terminate()
End Sub
</script:module>`;
