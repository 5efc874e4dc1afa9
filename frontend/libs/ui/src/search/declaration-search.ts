import { inject } from '@angular/core';
import { WorkflowApi } from '@api/workflow/workflow-api';
import type { DeclarationListItem } from '@api/workflow/workflow.types';
import { AddressSearch, SEARCH_PAGE_SIZE } from '@ui/search/address-search';
import { addressOf, type DeclarationFilters, filtersOf, queryOf } from '@ui/search/declaration-filters';
import { countOf } from '@ui/words/count-of';

/** The search of declarations of both sites, each within its scope. Made in an injection context. @param rows of a page */
export function declarationSearch(
  rows: 25 | 50 = SEARCH_PAGE_SIZE,
): AddressSearch<DeclarationFilters, DeclarationListItem> {
  const api = inject(WorkflowApi);
  return new AddressSearch({
    criteriaOf: filtersOf,
    addressOf,
    ask: (filters, page) => api.declarations({ ...queryOf(filters), page, rows }),
    countWords: (total) => countOf(total, 'déclaration trouvée', 'déclarations trouvées', 'aucune'),
  });
}
