import { TestBed } from '@angular/core/testing';
import { afterEach, expect, jest, test } from '@jest/globals';
import { PrintFoot } from '@ui/print/print-foot';

afterEach(() => {
  jest.useRealTimers();
});

test('the moment is the one of the print, not the one of the page', () => {
  jest.useFakeTimers({ now: new Date('2016-03-12T09:00:00Z'), doNotFake: ['queueMicrotask'] });
  const fixture = TestBed.createComponent(PrintFoot);
  fixture.componentRef.setInput('by', 'Mme Roux');
  fixture.componentRef.setInput('site', 'Portail Caf partenaires');
  fixture.detectChanges();
  jest.setSystemTime(new Date('2016-03-12T09:42:00Z'));
  window.dispatchEvent(new Event('beforeprint'));
  expect((fixture.nativeElement as HTMLElement).textContent?.trim()).toBe(
    'Imprimé le 12/03/2016 à 10\u202fh\u202f42 par Mme Roux. Portail Caf partenaires.',
  );
});
