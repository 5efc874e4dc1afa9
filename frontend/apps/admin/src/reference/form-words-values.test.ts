import { describe, expect, test } from '@jest/globals';
import type { FormContent, FormWords } from '@api/workflow/workflow.types';
import { groupsOf, heldIn, readForm, typedForm } from './form-words-values';

const line = (code: string, field: string, group: string, order: number): FormWords => ({
  ...{ section: 'activity', field, code, group, order, fromExercise: 2010 },
  label: `Libellé ${code}`,
  help: '',
});
const inForce = [
  line('A02', 'places', 'Ouverture', 1),
  line('A03', 'openingDays', 'Ouverture', 2),
  line('A08', 'attendedHours', 'Activité', 1),
];
const words = ({ section, field, label, help, order }: FormWords) => ({ section, field, label, help, order });
const content: FormContent = { lines: inForce.map(words), reason: 'Convention' };

describe('the words of the forms', () => {
  test('give back what they were filled with', () => {
    expect(readForm(typedForm(content, inForce), inForce)).toEqual({ ok: true, value: content });
  });

  test('an order may be missing in a draft, not be another thing than a number', () => {
    const typed = typedForm(content, inForce);
    const withOrder = (order: string) => ({
      ...typed,
      lines: typed.lines.map((each, index) => (index === 1 ? { ...each, order } : each)),
    });
    const missing = readForm(withOrder(' '), inForce);
    expect(missing.ok && missing.value.lines[1]?.order).toBeNull();
    expect(readForm(withOrder('2,5'), inForce)).toEqual({
      ok: false,
      errors: [
        { fieldId: 'formulaire-lines-1-order', message: 'A03 Libellé A03\u202f: l’ordre est un nombre entier.' },
      ],
    });
  });

  test('a draft keeps the places of its lines; what it lacks follows', () => {
    const draft = { ...content, lines: [words(inForce[2]!), { ...words(inForce[0]!), label: 'Places' }] };
    const typed = typedForm(draft, inForce);
    expect(typed.lines.map(({ field, label }) => [field, label])).toEqual([
      ['attendedHours', 'Libellé A08'],
      ['places', 'Places'],
      ['openingDays', 'Libellé A03'],
    ]);
    expect(groupsOf(typed, inForce).map(({ name, lines }) => [name, lines.map(({ index }) => index)])).toEqual([
      ['Ouverture', [1, 2]],
      ['Activité', [0]],
    ]);
  });

  test('say in which exercises they hold', () => {
    expect(heldIn({ fromExercise: 2017, toExercise: null })).toBe('depuis l’exercice 2017');
    expect(heldIn({ fromExercise: 2014, toExercise: 2016 })).toBe('exercices 2014 à 2016');
    expect(heldIn({ fromExercise: 2014, toExercise: 2014 })).toBe('exercice 2014');
  });
});
