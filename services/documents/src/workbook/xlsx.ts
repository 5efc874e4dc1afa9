import ExcelJS from 'exceljs';
import { letterOf, type Cell, type Validation, type Workbook, type WorkbookSheet } from './model.ts';

const formats = { whole: '0', decimal: '#,##0.00', time: 'hh:mm', words: '@' } as const;
const ink = { entry: 'FFFFF8E1', line: 'FF8A8A8A', alert: 'FFB00020' } as const;
const line = { style: 'thin', color: { argb: ink.line } } as const;

/** A workbook as Excel writes it. Formulas carry no result: the spreadsheet works them out when it opens the file. */
export async function xlsxWorkbook({ title, sheets }: Workbook): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.title = title;
  workbook.creator = 'Portail Caf partenaires';
  workbook.calcProperties.fullCalcOnLoad = true;
  for (const sheet of sheets) await addSheet(workbook, sheet);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

async function addSheet(workbook: ExcelJS.Workbook, sheet: WorkbookSheet): Promise<void> {
  const { name, widths, rows, validations, frozen } = sheet;
  const made = workbook.addWorksheet(name, {
    views: [frozen > 0 ? { state: 'frozen', ySplit: frozen } : { state: 'normal' }],
    pageSetup: {
      paperSize: 9,
      orientation: widths.length > 1 ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToHeight: 0,
    },
  });
  made.columns = widths.map((width) => ({ width }));
  rows.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      if (cell !== null) fill(made.getCell(`${letterOf(column)}${row + 1}`), cell, widths.length === 1);
    });
  });
  for (const validation of validations) validate(made, validation);
  // No password: nobody is kept out, a slip of the hand is.
  await made.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true });
}

function fill(target: ExcelJS.Cell, cell: Cell, wrapped: boolean): void {
  switch (cell.kind) {
    case 'text':
      target.value = cell.text;
      target.font = { bold: cell.look !== 'text', size: cell.look === 'title' ? 14 : 11 };
      target.alignment = { vertical: 'top', wrapText: wrapped };
      return;
    case 'formula':
      target.value = { formula: cell.formula, date1904: false };
      target.numFmt = cell.shown === 'words' ? 'General' : formats[cell.shown];
      target.font = cell.shown === 'words' ? { color: { argb: ink.alert } } : { bold: true };
      target.alignment = { horizontal: cell.shown === 'words' ? 'left' : 'right' };
      return;
    case 'entry':
      target.value = cell.value;
      target.numFmt = formats[cell.shown];
      target.protection = { locked: false };
      target.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: ink.entry } };
      target.border = { top: line, bottom: line, left: line, right: line };
  }
}

function validate(sheet: ExcelJS.Worksheet, { range, rule, help, refusal }: Validation): void {
  const common = {
    ...{ allowBlank: true, showInputMessage: true, prompt: help, promptTitle: 'Saisie' },
    ...{ showErrorMessage: true, errorStyle: 'stop', error: refusal, errorTitle: 'Saisie refusée' },
  };
  const validation: ExcelJS.DataValidation =
    rule.kind === 'length'
      ? { ...common, type: 'textLength', operator: 'lessThanOrEqual', formulae: [rule.most] }
      : {
          ...common,
          type: rule.kind === 'whole' ? 'whole' : 'decimal',
          operator: 'between',
          formulae: [rule.least, rule.most],
        };
  const [from = '', to = ''] = range.split(':');
  const letter = from.charAt(0);
  for (let row = Number(from.slice(1)); row <= Number(to.slice(1)); row += 1) {
    sheet.getCell(`${letter}${row}`).dataValidation = validation;
  }
}
