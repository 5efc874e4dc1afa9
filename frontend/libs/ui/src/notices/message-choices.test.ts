import { TestBed } from '@angular/core/testing';
import { expect, test } from '@jest/globals';
import type { MessageChoice } from '@api/notifications/notifications.types';
import { MessageChoices } from './message-choices';

const choices: readonly MessageChoice[] = [
  { kind: 'OPENED', label: 'Ouverte', byRight: false, byMail: true },
  { kind: 'DEADLINE', label: 'Échéance', byRight: false, byMail: false },
  { kind: 'TRANSMITTED', label: 'Accusé', byRight: true, byMail: true },
];

async function render() {
  const fixture = TestBed.createComponent(MessageChoices);
  fixture.componentRef.setInput('choices', choices);
  const host = fixture.nativeElement as HTMLElement;
  document.body.append(host);
  const chosen: unknown[] = [];
  fixture.componentInstance.chosen.subscribe((muted) => chosen.push(muted));
  await fixture.whenStable();
  const box = (kind: string) => host.querySelector<HTMLInputElement>(`#message-${kind}`);
  const save = async () => {
    host.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await fixture.whenStable();
  };
  return { fixture, host, box, save, chosen };
}

test('what is due by right is said and has no box; the others are ticked as they were chosen', async () => {
  const { host, box, save, chosen } = await render();
  expect([box('OPENED')?.checked, box('DEADLINE')?.checked, box('TRANSMITTED')]).toEqual([true, false, null]);
  expect(host.textContent).toContain('Accusé');
  box('OPENED')?.click();
  await save();
  box('DEADLINE')?.click();
  await save();
  expect(chosen).toEqual([['DEADLINE', 'OPENED'], ['OPENED']]);
});

test('refused, it says why, takes the focus, and keeps what was ticked', async () => {
  const { fixture, host, box } = await render();
  box('OPENED')?.click();
  fixture.componentRef.setInput('refusal', { status: 409, code: 'STALE_VERSION', message: 'Quelqu’un d’autre.' });
  await fixture.whenStable();
  expect(host.querySelector('ui-error-summary')?.textContent).toContain('Quelqu’un d’autre.');
  expect(host.querySelector('ui-error-summary')?.contains(document.activeElement)).toBe(true);
  expect(box('OPENED')?.checked).toBe(false);
});
