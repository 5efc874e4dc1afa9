import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, test } from '@jest/globals';
import type { ControlView } from '@api/workflow/workflow.types';
import { control } from '@testing/examples/declaration';
import { ControlCard } from '@ui/controls/control-card';

async function render(
  given: Partial<ControlView>,
  options: { editable?: boolean; text?: string; exercise?: number } = {},
) {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(ControlCard);
  fixture.componentRef.setInput('control', control(given));
  fixture.componentRef.setInput('editable', options.editable ?? false);
  fixture.componentRef.setInput('exercise', options.exercise ?? null);
  fixture.componentRef.setInput('text', options.text ?? '');
  fixture.componentRef.setInput('correction', {
    link: ['/declarations', 'd1', 'saisie-activite'],
    fragment: 'champ-x',
  });
  const saved: string[] = [];
  fixture.componentInstance.save.subscribe((text) => saved.push(text));
  await fixture.whenStable();
  return { fixture, page: fixture.nativeElement as HTMLElement, saved };
}

const confirmed = { text: 'Nouvelle section ouverte.', by: 'Mme Roux', at: '2016-03-12T09:42:00Z', confirmed: true };

describe('a control card', () => {
  test('says the severity in words, what is compared, what to do and where to correct', async () => {
    const { page } = await render({});
    expect(page.textContent).toContain('Écart à expliquer');
    expect([...page.querySelectorAll('dt')].map((each) => each.textContent?.trim())).toEqual([
      'Votre chiffre',
      'En 2014',
      'Écart',
      'Seuil',
    ]);
    expect([...page.querySelectorAll('dd')].map((each) => each.textContent)).toEqual([
      '45\u202f000,00\u00a0h',
      '40\u202f000,00\u00a0h',
      '+12,50\u202f%',
      '10,00\u202f%',
    ]);
    expect(page.textContent).toContain('Actions requises');
    expect(page.querySelector('a')?.getAttribute('href')).toBe('/declarations/d1/saisie-activite#champ-x');
  });

  test('a reference of the same exercise is an earlier declaration, not another year', async () => {
    const { page } = await render({ referenceExercise: 2016 }, { exercise: 2016 });
    expect(page.querySelectorAll('dt')[1]?.textContent).toBe('Déjà déclaré pour 2016');
  });

  test('a limit of zero compared with nothing is left to the sentence', async () => {
    const late = { measured: { value: 500, unit: 'DAYS' }, threshold: { value: 0, unit: 'DAYS' } };
    const { page } = await render({ ...late, reference: null, referenceExercise: null, gap: null });
    expect(page.querySelector('dl')).toBeNull();
  });

  test('nothing can be written by who may not explain', async () => {
    const { page } = await render({});
    expect(page.querySelector('textarea')).toBeNull();
    expect(page.textContent).toContain('Pas encore d’explication.');
  });

  test('an explanation too short is not sent and stays as typed', async () => {
    const { fixture, page, saved } = await render({}, { editable: true, text: 'court' });
    page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await fixture.whenStable();
    expect(saved).toEqual([]);
    expect(page.textContent).toContain('10 caractères au moins');
    expect(page.querySelector('textarea')?.value).toBe('court');
  });

  test('an explanation is sent trimmed', async () => {
    const { page, saved } = await render({}, { editable: true, text: '  Ouverture d’une section.  ' });
    page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    expect(saved).toEqual(['Ouverture d’une section.']);
  });

  test('an explained card folds and says by whom', async () => {
    const { page } = await render({ toExplain: false, explanation: confirmed }, { editable: true });
    expect(page.querySelector<HTMLElement>('.detail')?.hidden).toBe(true);
    expect(page.textContent).toContain('Expliqué le 12/03/2016 à 10\u202fh\u202f42 par Mme Roux.');
    expect(page.querySelector('button[aria-expanded]')?.getAttribute('aria-expanded')).toBe('false');
  });

  test('an explanation whose figures changed unfolds again, to be confirmed', async () => {
    const { page } = await render(
      { explanation: { ...confirmed, confirmed: false } },
      { editable: true, text: 'Ancien texte.' },
    );
    expect(page.querySelector<HTMLElement>('.detail')?.hidden).toBe(false);
    expect(page.textContent).toContain('Les chiffres ont changé depuis cette explication');
  });

  test('what blocks cannot be explained, only corrected', async () => {
    const { page } = await render({ severity: 'BLOCKING', toExplain: false }, { editable: true });
    expect(page.textContent).toContain('À corriger');
    expect(page.querySelector('textarea')).toBeNull();
  });
});
