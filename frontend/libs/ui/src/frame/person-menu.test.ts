import { TestBed } from '@angular/core/testing';
import { expect, test } from '@jest/globals';
import { PersonMenu } from '@ui/frame/person-menu';

async function render() {
  const fixture = TestBed.createComponent(PersonMenu);
  fixture.componentRef.setInput('name', 'Claire Roux');
  fixture.componentRef.setInput('context', 'Association Les Moufles');
  const host = fixture.nativeElement as HTMLElement;
  document.body.append(host);
  let left = 0;
  fixture.componentInstance.signOut.subscribe(() => (left += 1));
  await fixture.whenStable();
  const opener = host.querySelector<HTMLButtonElement>('.opener');
  const panel = host.querySelector<HTMLElement>('.panel');
  if (!opener || !panel) throw new Error('no menu');
  return { fixture, opener, panel, left: () => left };
}

test('it says who and for whom, and signs out', async () => {
  const { fixture, opener, panel, left } = await render();
  expect(panel.hidden).toBe(true);
  opener.click();
  await fixture.whenStable();
  expect(opener.getAttribute('aria-expanded')).toBe('true');
  expect(panel.textContent).toContain('Association Les Moufles');
  panel.querySelector('button')?.click();
  expect(left()).toBe(1);
});

test('the password is changed at Keycloak, and back to the same screen', async () => {
  const { panel } = await render();
  expect(panel.querySelector('a')?.getAttribute('href')).toBe('/auth/login?to=change-password&returnTo=%2F');
});

test('Esc closes it and gives the focus back; a press elsewhere closes it', async () => {
  const { fixture, opener, panel } = await render();
  opener.click();
  await fixture.whenStable();
  panel.querySelector('button')?.focus();
  panel.querySelector('button')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  await fixture.whenStable();
  expect(panel.hidden).toBe(true);
  expect(document.activeElement).toBe(opener);

  opener.click();
  await fixture.whenStable();
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  await fixture.whenStable();
  expect(panel.hidden).toBe(true);
});
