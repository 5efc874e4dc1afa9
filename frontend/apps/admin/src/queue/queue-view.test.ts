import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, test } from '@jest/globals';
import type { QueueItem } from '@api/workflow/workflow.types';
import { QueueView } from './queue-view';

function item(given: Partial<QueueItem>): QueueItem {
  return {
    declarationId: 'd1',
    equipmentName: 'Moufletterie',
    commune: 'Nanterre',
    partnerName: 'Association Les Moufles',
    type: 'ACTUAL',
    typeLabel: 'Réelle',
    exercise: 2015,
    version: 1,
    transmittedAt: '2016-03-28T08:12:00Z',
    ageDays: 12,
    entitlement: 21034512,
    explainedGaps: 3,
    revision: 5,
    correctionRequested: false,
    assignee: null,
    ...given,
  };
}

function render(items: readonly QueueItem[], total = items.length): HTMLElement {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(QueueView);
  fixture.componentRef.setInput('items', items);
  fixture.componentRef.setInput('total', total);
  fixture.componentRef.setInput('waiting', total);
  fixture.autoDetectChanges();
  return fixture.nativeElement as HTMLElement;
}

describe('the queue of transmitted declarations', () => {
  test('each row says what it is, how old, how much, and leads to the instruction', () => {
    const page = render([item({})]);
    expect(page.querySelector('caption')?.textContent).toContain('1\u00a0déclaration transmise');
    const row = page.querySelector('tbody tr');
    expect(row?.querySelector('th[scope=row] a')?.getAttribute('href')).toBe('/declarations/d1');
    const cells = [...(row?.querySelectorAll('td[data-label]') ?? [])].map((cell) => cell.textContent?.trim());
    expect(cells).toEqual([
      'Nanterre',
      'Association Les Moufles',
      'Réelle 2015',
      '1',
      '28/03/2016',
      '12\u00a0jours',
      '210\u202f345,12\u00a0€',
      '3\u00a0écarts expliqués',
      'personne',
    ]);
  });

  test('a row whose partner asks for a correction says so', () => {
    expect(render([item({ correctionRequested: true })]).querySelector('tbody')?.textContent).toContain(
      'Correction demandée',
    );
  });

  test('an unavailable estimate and no gap are said in words', () => {
    const text = render([item({ entitlement: null, explainedGaps: 0, ageDays: 0 })]).querySelector(
      'tbody',
    )?.textContent;
    expect(text).toContain('indisponible');
    expect(text).toContain('aucun écart expliqué');
    expect(text).toContain('aujourd’hui');
  });

  test('every column has a heading with its scope', () => {
    const page = render([item({})]);
    expect(page.querySelectorAll('thead th[scope=col]')).toHaveLength(11);
  });

  test('an empty queue says so and where to go', () => {
    const page = render([]);
    expect(page.querySelector('table')).toBeNull();
    expect(page.textContent).toContain('Aucune déclaration n’attend votre décision');
    expect(page.querySelector('a')?.getAttribute('href')).toBe('/recherche');
  });
});
