import { DestroyRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { expect, test } from '@jest/globals';
import { Presence, togetherSentence } from '@ui/presence/presence';

test('only colleagues at the same place are beside', () => {
  TestBed.configureTestingModule({ providers: [Presence] });
  const presence = TestBed.inject(Presence);
  presence.stand('activity', TestBed.inject(DestroyRef));
  presence.told([
    { name: 'Claire Roux', place: 'activity' },
    { name: 'Karim Benali', place: 'financial' },
  ]);
  expect(presence.beside()).toEqual(['Claire Roux']);
  presence.alone();
  expect(presence.beside()).toEqual([]);
});

test('the sentence counts', () => {
  expect(togetherSentence(['Claire Roux'])).toContain('Claire Roux a aussi');
  expect(togetherSentence(['Claire Roux', 'Karim Benali'])).toContain('Claire Roux et Karim Benali ont aussi');
});
