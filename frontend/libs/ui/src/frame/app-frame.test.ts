import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { expect, test } from '@jest/globals';
import { AppFrame } from '@ui/frame/app-frame';
import { SITE_NAME } from '@ui/frame/site-name';

test('each skip link leads to something that is there, before and after the person is known', async () => {
  TestBed.configureTestingModule({
    providers: [provideRouter([{ path: '**', children: [] }]), { provide: SITE_NAME, useValue: 'Portail' }],
  });
  const fixture = TestBed.createComponent(AppFrame);
  fixture.componentRef.setInput('menu', [{ label: 'Accueil', link: '/', exact: true }]);
  const host = fixture.nativeElement as HTMLElement;
  document.body.append(host);
  const skips = (): string[] =>
    [...host.querySelectorAll('.skip-links a')].map((link) => link.getAttribute('href') ?? '');
  await fixture.whenStable();
  expect(skips()).toEqual(['#contenu']);
  fixture.componentRef.setInput('personName', 'Alice Morel');
  await fixture.whenStable();
  expect(skips()).toEqual(['#contenu', '#menu']);
  for (const target of skips()) expect(host.querySelector(target)).not.toBeNull();
});
