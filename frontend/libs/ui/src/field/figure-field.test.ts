import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, test } from '@jest/globals';
import { FigureField } from '@ui/field/figure-field';
import { GridKeys } from '@ui/field/grid-keys';

@Component({
  imports: [FigureField, GridKeys],
  template: `
    <form uiGridKeys>
      <ui-figure-field
        fieldId="a08"
        label="Heures réalisées"
        code="A08"
        unit="HOURS"
        help="Total des heures de présence réelle."
        [hint]="hint()"
        [error]="error()"
        [(typed)]="typed"
        (left)="left = left + 1"
      />
      <ui-figure-field fieldId="a09" label="Heures facturées" [whole]="true" [typed]="''" />
    </form>
  `,
})
class Host {
  readonly typed = signal('4 500,00');
  readonly error = signal<string | null>(null);
  readonly hint = signal('');
  left = 0;
}

function render() {
  const fixture = TestBed.createComponent(Host);
  fixture.autoDetectChanges();
  const page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  const input = page.querySelector<HTMLInputElement>('#a08');
  const next = page.querySelector<HTMLInputElement>('#a09');
  if (!input || !next) throw new Error('no cell');
  return { fixture, host: fixture.componentInstance, page, input, next };
}

function press(target: HTMLElement, key: string, shiftKey = false): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
}

describe('a figure field', () => {
  test('is a text field with a decimal keypad, tied to its label and its unit', () => {
    const { page, input, next } = render();
    expect(input.type).toBe('text');
    expect(input.inputMode || input.getAttribute('inputmode')).toBe('decimal');
    expect(next.getAttribute('inputmode')).toBe('numeric');
    expect(page.querySelector('label[for=a08]')?.textContent).toContain('Heures réalisées');
    expect(page.querySelector('#a08-unite')?.textContent).toBe('en heures');
    expect(input.getAttribute('aria-describedby')).toBe('a08-unite');
  });

  test('keeps what is typed as typed and tells when it is left', () => {
    const { host, input } = render();
    input.value = '12,345';
    input.dispatchEvent(new Event('input'));
    expect(host.typed()).toBe('12,345');
    input.dispatchEvent(new Event('blur'));
    expect(host.left).toBe(1);
  });

  test('its error stands between label and control in reading order and is announced with the field', async () => {
    const { fixture, host, page, input } = render();
    host.error.set('Deux décimales au plus.');
    host.hint.set('2014 : 4 400,00 h');
    await fixture.whenStable();
    const error = page.querySelector('#a08-erreur');
    const label = page.querySelector('label[for=a08]');
    expect(error?.textContent).toContain('Deux décimales au plus.');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(input.getAttribute('aria-describedby')).toBe('a08-erreur a08-unite a08-rappel');
    expect(label && error && label.compareDocumentPosition(error) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    expect(error && error.compareDocumentPosition(input) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  test('its help opens and closes by its button, and says so', async () => {
    const { fixture, page } = render();
    const button = page.querySelector<HTMLButtonElement>('.help-button');
    const help = page.querySelector<HTMLElement>('#a08-aide');
    expect(button?.textContent).toContain('Aide sur « Heures réalisées »');
    expect(button?.getAttribute('aria-expanded')).toBe('false');
    expect(help?.hidden).toBe(true);
    button?.click();
    await fixture.whenStable();
    expect(button?.getAttribute('aria-expanded')).toBe('true');
    expect(help?.hidden).toBe(false);
    button?.click();
    await fixture.whenStable();
    expect(help?.hidden).toBe(true);
  });
});

describe('the keys of a sheet', () => {
  test('Enter goes down, Shift and Enter goes up, nothing wraps', () => {
    const { input, next } = render();
    input.focus();
    press(input, 'Enter');
    expect(document.activeElement).toBe(next);
    press(next, 'Enter');
    expect(document.activeElement).toBe(next);
    press(next, 'Enter', true);
    expect(document.activeElement).toBe(input);
  });
});
