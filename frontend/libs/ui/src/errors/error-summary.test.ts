import { Component, viewChild } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, test } from '@jest/globals';
import { ErrorSummary, type FieldError } from '@ui/errors/error-summary';

@Component({
  imports: [ErrorSummary],
  template: `
    <ui-error-summary [errors]="errors" [heading]="heading" />
    <input id="champ-a08" />
  `,
})
class Host {
  errors: FieldError[] = [
    { fieldId: 'champ-a08', message: 'Heures réalisées : ce n’est pas un nombre.' },
    { fieldId: null, message: 'La section est verrouillée.' },
  ];
  heading = '';
  readonly summary = viewChild.required(ErrorSummary);
}

function render() {
  const fixture = TestBed.createComponent(Host);
  fixture.autoDetectChanges();
  const page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  return { host: fixture.componentInstance, page };
}

describe('the error summary', () => {
  test('counts what is to correct and links to each field', () => {
    const { page } = render();
    expect(page.querySelector('h2')?.textContent).toContain('2\u00a0points à corriger');
    expect(page.querySelectorAll('li')).toHaveLength(2);
    expect(page.querySelectorAll('a')).toHaveLength(1);
  });

  test('takes the focus when asked, and is named by its title', () => {
    const { host, page } = render();
    host.summary().focus();
    expect(document.activeElement).toBe(page.querySelector('[role=group]'));
    const title = document.getElementById(document.activeElement?.getAttribute('aria-labelledby') ?? '');
    expect(title?.tagName).toBe('H2');
  });

  test('a link moves the focus into the field without changing the address', () => {
    const { page } = render();
    const before = location.href;
    page.querySelector('a')?.click();
    expect(document.activeElement?.id).toBe('champ-a08');
    expect(location.href).toBe(before);
  });
});
