import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { expect, test } from '@jest/globals';
import { Refusal } from '@api/http/refusal';
import { AddressSearch } from '@ui/search/address-search';

interface Asked {
  readonly query: object;
  readonly answer: (items: readonly string[]) => void;
  readonly refuse: () => void;
}

const asked: Asked[] = [];

@Component({ template: '' })
class Page {
  readonly search = new AddressSearch<{ words: string }, string>({
    criteriaOf: (address) => ({ words: address.get('mots') ?? '' }),
    addressOf: ({ words }) => ({ mots: words, vide: '' }),
    ask: ({ words }, page) =>
      new Promise((resolve, reject) => {
        asked.push({
          query: { words, page },
          answer: (items) => resolve({ items, total: items.length }),
          refuse: () => reject(new Refusal(503, 'UNAVAILABLE', 'Réessayez.')),
        });
      }),
    countWords: (total) => `trouvé ${total}`,
  });
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('the address is searched; the last search asked wins; what failed can be asked again', async () => {
  TestBed.configureTestingModule({ providers: [provideRouter([{ path: '', component: Page }])] });
  const harness = await RouterTestingHarness.create();
  const { search } = await harness.navigateByUrl('/?mots=un&page=2', Page);
  expect(asked.map(({ query }) => query)).toEqual([{ words: 'un', page: 2 }]);

  search.go({ words: 'deux' });
  await settled();
  harness.detectChanges();
  expect(TestBed.inject(Router).url).toBe('/?mots=deux');
  expect(asked[1]?.query).toEqual({ words: 'deux', page: 1 });
  asked[1]?.answer(['b', 'c']);
  asked[0]?.answer(['a']);
  await settled();
  expect(search.found()).toEqual({ items: ['b', 'c'], total: 2, caption: 'Trouvé 2', page: 1 });

  void search.search();
  asked[2]?.refuse();
  await settled();
  expect(search.refusal()?.message).toBe('Réessayez.');
  expect(search.found()?.items).toEqual(['b', 'c']);
});
