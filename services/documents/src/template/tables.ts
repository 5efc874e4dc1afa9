import { formatValue } from '../domain/french.ts';
import type { SheetLine } from '../domain/sheet.ts';
import { html, type Html } from './html.ts';

/** Narrow no-break space: inside « ». */
export const space = '\u202f';
/** French typography: a narrow no-break space before it. */
export const colon = `${space}:`;

/** The heading of a table: each column with its class; repeated on each page. */
export function head(...columns: readonly (readonly [string, string])[]): Html {
  return html`<thead>
    <tr>
      ${columns.map(([name, kind]) => html`<th scope="col" class="${kind}">${name}</th>`)}
    </tr>
  </thead>`;
}

/** A heading inside a table. */
export function groupRow(name: string, columns: number): Html {
  return html`<tr class="group">
    <th scope="rowgroup" class="group" colspan="${columns}">${name}</th>
  </tr>`;
}

/** A line of a form; a text takes the whole width. */
export function lineRow(line: SheetLine): Html {
  if (line.unit === 'TEXT' && line.value !== null && line.value !== '') {
    return html`<tr>
      <td class="code">${line.code}</td>
      <th scope="row" colspan="2">${line.label}${colon} <span class="people">${formatValue(line)}</span></th>
    </tr>`;
  }
  return row(line.code, line.label, formatValue(line), line.side !== null && line.derived ? 'total' : '');
}

/** A line: code, label, figure. */
export function row(code: string, label: string, value: string, kind = ''): Html {
  return html`<tr class="${kind}">
    <td class="code">${code}</td>
    <th scope="row">${label}</th>
    <td class="figure">${value}</td>
  </tr>`;
}

/** Lines under their headings, in their order. */
export function grouped(lines: readonly SheetLine[]): readonly (readonly [string, readonly SheetLine[]])[] {
  const groups = new Map<string, SheetLine[]>();
  for (const line of lines) groups.set(line.group, [...(groups.get(line.group) ?? []), line]);
  return [...groups];
}
