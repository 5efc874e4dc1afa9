import { TestBed } from '@angular/core/testing';
import { describe, expect, test } from '@jest/globals';
import { declaration } from '@testing/examples/declaration';
import { DecisionPanel } from './decision-panel';
import { confirmationOf, type Decision, motiveOfRequest } from './decision-words';

const motive = 'Le total des heures facturées ne correspond pas aux états transmis.';

async function open(decision: Decision, inputs: Record<string, unknown> = {}) {
  const fixture = TestBed.createComponent(DecisionPanel);
  fixture.componentRef.setInput('decision', decision);
  fixture.componentRef.setInput('version', 1);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  const page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  const sent: string[] = [];
  let closings = 0;
  fixture.componentInstance.confirmed.subscribe((text) => sent.push(text));
  fixture.componentInstance.closed.subscribe(() => (closings += 1));
  fixture.autoDetectChanges();
  await fixture.whenStable();
  const area = page.querySelector('textarea');
  if (!area) throw new Error('the panel has no text');
  const type = async (text: string) => {
    area.value = text;
    area.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  };
  const press = async () => {
    page.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
    await fixture.whenStable();
  };
  return { page, area, type, press, sent, closings: () => closings };
}

describe('the rejection panel', () => {
  test('opens with the focus in the motive and says what will happen', async () => {
    const { page, area } = await open('REJECT');
    expect(document.activeElement).toBe(area);
    expect(page.textContent).toContain('La version 2, avec les mêmes données, part aussitôt chez le partenaire');
    expect(page.textContent).toContain('0 caractère sur 2\u202f000, 20 au moins');
  });

  test('a motive under 20 characters is not sent, the error is tied to the field and what was typed stays', async () => {
    const { page, area, type, press, sent } = await open('REJECT');
    await type('   trop court          ');
    await press();
    expect(sent).toEqual([]);
    expect(area.getAttribute('aria-invalid')).toBe('true');
    expect(page.textContent).toContain('20 caractères au moins');
    expect(area.value).toContain('trop court');
    expect(document.activeElement).toBe(area);
  });

  test('a motive over 2 000 characters is not sent and not cut', async () => {
    const { area, type, press, sent } = await open('REJECT');
    await type('x'.repeat(2001));
    await press();
    expect(sent).toEqual([]);
    expect(area.value).toHaveLength(2001);
  });

  test('a motive is sent trimmed', async () => {
    const { type, press, sent } = await open('REJECT');
    await type(`  ${motive} `);
    await press();
    expect(sent).toEqual([motive]);
  });

  test('a refusal keeps what was typed', async () => {
    const { page, area } = await open('REJECT', { text: motive, refusal: 'La déclaration a changé.' });
    expect(page.textContent).toContain('La déclaration a changé.');
    expect(area.value).toBe(motive);
    expect(page.querySelector('button[type=submit]')).not.toBeNull();
  });

  test('once someone else decided, the text can only be copied', async () => {
    const { page, area } = await open('REJECT', { text: motive, refusal: 'Déjà validée.', impossible: true });
    expect(page.querySelector('button[type=submit]')).toBeNull();
    expect(area.value).toBe(motive);
  });

  test('Esc closes it', async () => {
    const { area, closings } = await open('REJECT');
    area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(closings()).toBe(1);
  });
});

describe('the other decisions', () => {
  test('a note is optional when validating', async () => {
    const { press, sent } = await open('VALIDATE');
    await press();
    expect(sent).toEqual(['']);
  });

  test('a rejection asked for by the partner starts with their words', () => {
    const request = {
      state: 'PENDING',
      text: 'Le nombre de places est à corriger.',
      by: 'Hélène Marchand',
      at: '2016-05-02T08:00:00Z',
      declined: null,
    } as const;
    expect(motiveOfRequest(request)).toBe('À la demande du partenaire\u202f: Le nombre de places est à corriger.');
    expect(motiveOfRequest({ ...request, state: 'DECLINED' })).toBe('');
    expect(motiveOfRequest(null)).toBe('');
  });

  test('declining a correction asks for a sentence', async () => {
    const { type, press, sent } = await open('DECLINE_CORRECTION');
    await type('Non.');
    await press();
    expect(sent).toEqual([]);
  });

  test('what happened is said with what it was about', () => {
    const after = declaration({ version: 2 });
    expect(confirmationOf('REJECT', after)).toBe(
      'Réelle 2015 de Moufletterie\u202f: la version 1 est rejetée. La version 2 attend la correction de l’approbateur, qui lit votre motif.',
    );
    expect(confirmationOf('VALIDATE', declaration({}))).toContain('la déclaration est validée');
  });
});
