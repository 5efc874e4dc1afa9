import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, Router, RouterLink } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { afterEach, expect, test } from '@jest/globals';
import { RouteFocus } from '@ui/frame/route-focus';
import { RowKeys } from '@ui/grid/row-keys';
import { RowPlaces } from '@ui/grid/row-place';

@Component({
  imports: [RouterLink, RowKeys],
  template: `@if (rows().length > 0) {
    <table uiRowKeys>
      <tbody>
        @for (row of rows(); track row) {
          <tr>
            <td><input type="checkbox" [id]="'case-' + row" /></td>
            <td>
              <a [routerLink]="['/detail', row]" [id]="'lien-' + row">{{ row }}</a>
            </td>
          </tr>
        }
      </tbody>
    </table>
  }`,
})
class Table {
  readonly rows = signal(range(1, 30));
}

@Component({ template: '' })
class Detail {}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const routes = [
  { path: 'liste', component: Table },
  { path: 'detail/:row', component: Detail },
];
const attached: Element[] = [];
const focusedId = () => document.activeElement?.id;
const settled = () => new Promise((resolve) => setTimeout(resolve));

function show(fixture: ComponentFixture<unknown>): void {
  document.body.append(fixture.nativeElement as HTMLElement);
  attached.push(fixture.nativeElement as HTMLElement);
}

function press(key: string, ctrlKey = false): string | undefined {
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true }));
  return focusedId();
}

afterEach(() => {
  for (const element of attached.splice(0)) element.remove();
});

test('the keys go from row to row in the same column, from control to control in a row, and stop at the ends', async () => {
  TestBed.configureTestingModule({ providers: [provideRouter(routes)] });
  const fixture = TestBed.createComponent(Table);
  show(fixture);
  await fixture.whenStable();
  document.getElementById('lien-1')?.focus();
  expect(press('ArrowDown')).toBe('lien-2');
  expect(press('ArrowDown')).toBe('lien-3');
  expect(press('PageDown')).toBe('lien-13');
  expect(press('PageUp')).toBe('lien-3');
  expect(press('End', true)).toBe('lien-30');
  expect(press('ArrowDown')).toBe('lien-30');
  expect(press('Home', true)).toBe('lien-1');
  expect(press('ArrowUp')).toBe('lien-1');
  expect(press('ArrowLeft')).toBe('case-1');
  expect(press('ArrowLeft')).toBe('case-1');
  expect(press('ArrowDown')).toBe('case-2');
  expect(press('ArrowRight')).toBe('lien-2');
});

test('a row that goes away leaves the focus to the one in its place; what did not change stays the same element', async () => {
  TestBed.configureTestingModule({ providers: [provideRouter(routes)] });
  const fixture = TestBed.createComponent(Table);
  show(fixture);
  await fixture.whenStable();
  const kept = document.getElementById('lien-5');
  document.getElementById('lien-4')?.focus();
  fixture.componentInstance.rows.set([...range(1, 3), ...range(5, 30)]);
  await fixture.whenStable();
  await settled();
  expect(focusedId()).toBe('lien-5');
  expect(document.activeElement).toBe(kept);
  // Gone elsewhere by themselves: nobody is called back.
  kept?.blur();
  fixture.componentInstance.rows.set(range(6, 30));
  await fixture.whenStable();
  await settled();
  expect(document.activeElement).toBe(document.body);
});

test('who comes back finds the row that was left, or the one in its place; with other criteria, nothing', async () => {
  TestBed.configureTestingModule({ providers: [provideRouter(routes)] });
  const harness = await RouterTestingHarness.create();
  show(harness.fixture);
  const router = TestBed.inject(Router);
  const follow = async (row: number) => {
    document.getElementById(`lien-${row}`)?.click();
    await harness.fixture.whenStable();
    expect(router.url).toBe(`/detail/${row}`);
  };
  await harness.navigateByUrl('/liste?part=moi', Table);
  await follow(7);
  const back = await harness.navigateByUrl('/liste?part=moi', Table);
  await harness.fixture.whenStable();
  expect(focusedId()).toBe('lien-7');
  back.rows.set(range(1, 6));
  await harness.fixture.whenStable();
  await settled();
  expect(focusedId()).toBe('lien-6');
  await follow(2);
  await harness.navigateByUrl('/liste', Table);
  await harness.fixture.whenStable();
  expect(document.activeElement).toBe(document.body);
});

test('a link back keeps the criteria of the list, each time it is left', async () => {
  TestBed.configureTestingModule({ providers: [provideRouter(routes)] });
  const harness = await RouterTestingHarness.create();
  show(harness.fixture);
  const places = TestBed.inject(RowPlaces);
  for (const row of [1, 2, 3]) {
    await harness.navigateByUrl('/liste?part=moi', Table);
    document.getElementById(`lien-${row}`)?.click();
    await harness.fixture.whenStable();
    expect(places.criteriaOf('/liste')).toEqual({ part: 'moi' });
  }
  expect(places.criteriaOf('/ailleurs')).toEqual({});
});

test('when the last row goes, the focus it had goes to the title', async () => {
  TestBed.configureTestingModule({ providers: [provideRouter(routes)] });
  const fixture = TestBed.createComponent(Table);
  show(fixture);
  await fixture.whenStable();
  const title = TestBed.inject(RouteFocus);
  const before = title.arrivals();
  document.getElementById('lien-1')?.focus();
  fixture.componentInstance.rows.set([]);
  await fixture.whenStable();
  await settled();
  expect(title.arrivals()).toBe(before + 1);
});
