import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { expect, test } from '@jest/globals';
import { RowKeys } from '@ui/grid/row-keys';

@Component({
  imports: [RowKeys],
  template: `<table uiRowKeys>
    <tbody>
      @for (row of [1, 2, 3]; track row) {
        <tr>
          <td><input type="checkbox" [id]="'case-' + row" /></td>
          <td>
            <a href="#" [id]="'lien-' + row">{{ row }}</a>
          </td>
        </tr>
      }
    </tbody>
  </table>`,
})
class Table {}

test('the arrows go from row to row in the same column, and stop at the ends', async () => {
  const fixture = TestBed.createComponent(Table);
  document.body.append(fixture.nativeElement as HTMLElement);
  await fixture.whenStable();
  const press = (key: string, ctrlKey = false) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true }));
    return document.activeElement?.id;
  };
  document.getElementById('lien-1')?.focus();
  expect(press('ArrowDown')).toBe('lien-2');
  expect(press('ArrowDown')).toBe('lien-3');
  expect(press('ArrowDown')).toBe('lien-3');
  expect(press('Home', true)).toBe('lien-1');
  expect(press('ArrowUp')).toBe('lien-1');
  document.getElementById('case-2')?.focus();
  expect(press('ArrowUp')).toBe('case-1');
  expect(press('End', true)).toBe('case-3');
});
