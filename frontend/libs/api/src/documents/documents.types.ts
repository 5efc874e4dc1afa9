import type { operations } from '@api/generated/documents';
import type { Answer } from '@api/http/answers';

// Names for the shapes of the service's OpenAPI document.

export type Receipt = NonNullable<Answer<operations['readReceipt']>['receipt']>;
export type WorkbookReading = Answer<operations['readWorkbook']>;
export type WorkbookRow = WorkbookReading['rows'][number];
export type Modulation = NonNullable<WorkbookReading['result']>;
