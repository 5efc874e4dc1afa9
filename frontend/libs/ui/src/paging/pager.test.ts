import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, test } from '@jest/globals';
import { Pager } from '@ui/paging/pager';

function render(page: number, total: number): HTMLElement {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(Pager);
  fixture.componentRef.setInput('page', page);
  fixture.componentRef.setInput('total', total);
  fixture.componentRef.setInput('pageSize', 25);
  fixture.autoDetectChanges();
  return fixture.nativeElement as HTMLElement;
}

const links = (element: HTMLElement) => [...element.querySelectorAll('a')].map((link) => link.textContent);

describe('the pager', () => {
  test('one page needs none', () => {
    expect(render(1, 25).textContent.trim()).toBe('');
    expect(render(1, 0).textContent.trim()).toBe('');
  });

  test('it says where one is and leads to the pages beside', () => {
    const element = render(2, 60);
    expect(element.textContent).toContain('Page 2 sur 3');
    expect(links(element)).toEqual(['Page précédente', 'Page suivante']);
  });

  test('past the end it says so and leads back', () => {
    const element = render(7, 60);
    expect(element.textContent).toContain('La page 7 n’existe pas');
    expect(element.querySelector('a')?.getAttribute('href')).toBe('/?page=3');
    expect(links(render(2, 3))).toEqual(['Voir la dernière page']);
  });
});
