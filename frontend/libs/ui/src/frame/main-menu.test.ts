import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { expect, test } from '@jest/globals';
import { MainMenu, type MenuEntry } from '@ui/frame/main-menu';

const entries: readonly MenuEntry[] = [
  { label: 'Accueil', link: '/', exact: true },
  {
    label: 'Déclarations',
    links: [
      { label: 'Déclarations à instruire', link: '/a-instruire' },
      { label: 'Rechercher une déclaration', link: '/recherche' },
    ],
  },
];

async function render() {
  TestBed.configureTestingModule({ providers: [provideRouter([{ path: '**', children: [] }])] });
  const fixture = TestBed.createComponent(MainMenu);
  fixture.componentRef.setInput('entries', entries);
  const host = fixture.nativeElement as HTMLElement;
  document.body.append(host);
  await fixture.whenStable();
  const [whole, group] = [...host.querySelectorAll<HTMLButtonElement>('button')];
  if (!whole || !group) throw new Error('no button');
  const panelOf = (button: HTMLElement) => host.querySelector(`#${button.getAttribute('aria-controls')}`);
  return { fixture, host, whole, group, panelOf };
}

test('each button says what it unfolds; a link folds everything', async () => {
  const { fixture, host, whole, group, panelOf } = await render();
  expect(group.textContent.trim()).toBe('Déclarations');
  for (const button of [whole, group]) {
    expect(button.getAttribute('aria-expanded')).toBe('false');
    button.click();
    await fixture.whenStable();
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(panelOf(button)?.className).not.toContain('folded');
  }
  host.querySelector<HTMLAnchorElement>('a[href="/recherche"]')?.click();
  await fixture.whenStable();
  for (const button of [whole, group]) expect(button.getAttribute('aria-expanded')).toBe('false');
});

test('Esc folds a group and gives its button the focus', async () => {
  const { fixture, host, group } = await render();
  group.click();
  await fixture.whenStable();
  const link = host.querySelector<HTMLAnchorElement>('a[href="/recherche"]');
  link?.focus();
  link?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  await fixture.whenStable();
  expect(group.getAttribute('aria-expanded')).toBe('false');
  expect(document.activeElement).toBe(group);
});

test('the page one is on is said, and the group it stands in', async () => {
  const { fixture, host } = await render();
  await TestBed.inject(Router).navigateByUrl('/recherche?page=2');
  await fixture.whenStable();
  const current = [...host.querySelectorAll('[aria-current="page"]')].map((link) => link.textContent.trim());
  expect(current).toEqual(['Rechercher une déclaration']);
  expect(host.querySelector('.group:has(a.active)')).not.toBeNull();
});
