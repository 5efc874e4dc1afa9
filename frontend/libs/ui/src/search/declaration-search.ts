import { inject } from '@angular/core';
import { WorkflowApi } from '@api/workflow/workflow-api';
import type { DeclarationListItem } from '@api/workflow/workflow.types';
import { AddressSearch } from '@ui/search/address-search';
import { addressOf, type DeclarationFilters, filtersOf, queryOf } from '@ui/search/declaration-filters';
import { countOf } from '@ui/words/count-of';

/** The search of declarations of both sites, each within its scope. Made in an injection context. */
export function declarationSearch(): AddressSearch<DeclarationFilters, DeclarationListItem> {
  const api = inject(WorkflowApi);
  return new AddressSearch({
    criteriaOf: filtersOf,
    addressOf,
    ask: (filters, page) => api.declarations({ ...queryOf(filters), page }),
    countWords: (total) => countOf(total, 'déclaration trouvée', 'déclarations trouvées', 'aucune'),
  });
}
