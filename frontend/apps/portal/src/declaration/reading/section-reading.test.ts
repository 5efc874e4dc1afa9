import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, test } from '@jest/globals';
import type { DeclarationView } from '@api/workflow/workflow.types';
import { declaration, section } from '@testing/examples/declaration';
import { DeclarationStore } from '../declaration-store';
import { SectionReading } from './section-reading';

const correction: DeclarationView['correction'] = {
  ofVersion: 1,
  cause: 'REJECTION',
  motive: 'À revoir.',
  mode: 'APPROVER',
  delegated: [],
  providers: { activity: [], financial: [] },
  messages: [],
  remarks: [],
  limited: false,
};

async function shown(given: Partial<DeclarationView>) {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([]), DeclarationStore],
  });
  TestBed.inject(DeclarationStore).take(declaration(given));
  const reading = TestBed.createComponent(SectionReading);
  reading.componentRef.setInput('section', section({ state: 'DRAFT' }));
  await reading.whenStable();
  return reading.nativeElement as HTMLElement;
}

describe('a section being entered, to read', () => {
  test('another person’s is said to be so', async () => {
    expect((await shown({})).textContent).toContain('saisies par une autre personne');
  });

  test('who corrects it is led to it', async () => {
    const page = await shown({ acts: ['SAVE_ACTIVITY'], correction });
    expect(page.textContent).not.toContain('une autre personne');
    expect(page.querySelector('ui-notice a')?.getAttribute('href')).toBe('/declarations/d1/saisie-activite');
    expect(page.querySelector('ui-notice a')?.textContent).toBe('Corriger ces données');
  });
});
