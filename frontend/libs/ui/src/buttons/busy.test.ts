import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { expect, test } from '@jest/globals';
import { Busy } from '@ui/buttons/busy';

@Component({
  imports: [Busy],
  template: `
    <form (submit)="$event.preventDefault(); acts = acts + 1">
      <button type="submit" [uiBusy]="busy()" (click)="presses = presses + 1">Transmettre</button>
    </form>
  `,
})
class Host {
  readonly busy = signal(false);
  presses = 0;
  acts = 0;
}

test('a busy button keeps the focus, says so, and does nothing when pressed again', async () => {
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  const host = fixture.componentInstance;
  document.body.append(fixture.nativeElement as HTMLElement);
  const button = (fixture.nativeElement as HTMLElement).querySelector('button');
  button?.focus();
  button?.click();
  expect([host.presses, host.acts]).toEqual([1, 1]);

  host.busy.set(true);
  await fixture.whenStable();
  button?.click();
  expect([host.presses, host.acts]).toEqual([1, 1]);
  expect(button?.getAttribute('aria-disabled')).toBe('true');
  expect(document.activeElement).toBe(button);

  host.busy.set(false);
  await fixture.whenStable();
  button?.click();
  expect([host.presses, host.acts]).toEqual([2, 2]);
  expect(button?.hasAttribute('aria-disabled')).toBe(false);
});
