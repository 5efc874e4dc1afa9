import { TestBed } from '@angular/core/testing';
import { describe, expect, test } from '@jest/globals';
import { type SaveState, SaveStateIndicator, savedWhen } from '@ui/save-state/save-state';

const NARROW = '\u202f';

describe('when it was saved', () => {
  const now = new Date('2016-03-12T10:00:00Z');

  test('the hour alone today, in Paris', () => {
    expect(savedWhen(new Date('2016-03-12T09:42:00Z'), now)).toBe(`à 10${NARROW}h${NARROW}42`);
    expect(savedWhen(new Date('2016-03-11T23:10:00Z'), now)).toBe(`à 0${NARROW}h${NARROW}10`);
  });

  test('the day too before', () => {
    expect(savedWhen(new Date('2016-03-02T09:42:00Z'), now)).toBe(`le 02/03/2016 à 10${NARROW}h${NARROW}42`);
  });
});

describe('in words', () => {
  const wordsOf = async (state: SaveState) => {
    TestBed.resetTestingModule();
    const shown = TestBed.createComponent(SaveStateIndicator);
    shown.componentRef.setInput('state', state);
    await shown.whenStable();
    return (shown.nativeElement as HTMLElement).textContent?.trim();
  };

  test.each<[SaveState, string]>([
    [{ kind: 'unsaved' }, 'Modifications à enregistrer'],
    [
      { kind: 'unsaved', except: ['Nombre de places'] },
      `Non enregistré${NARROW}: «${NARROW}Nombre de places${NARROW}» à corriger`,
    ],
    [{ kind: 'unsaved', except: ['a', 'b'] }, `Non enregistré${NARROW}: 2 lignes à corriger`],
    [{ kind: 'overtaken' }, `Une autre personne a enregistré cette section${NARROW}: enregistrez pour choisir.`],
    [
      { kind: 'overtaken', byYou: true },
      `Section enregistrée dans une autre fenêtre${NARROW}: enregistrez pour choisir.`,
    ],
  ])('%j', async (state, words) => {
    expect(await wordsOf(state)).toBe(words);
  });
});
