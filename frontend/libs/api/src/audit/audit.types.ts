import type { operations } from '@api/generated/declaration-workflow';
import type { Answer, QueryOf } from '@api/http/answers';

// The services answer alike: the shapes are those of one of them.

export type AuditAnswer = Answer<operations['listWorkflowAudit']>;
export type AuditLine = AuditAnswer['items'][number];
export type AuditQuery = QueryOf<operations['listWorkflowAudit']>;
export type ChainVerification = Answer<operations['verifyWorkflowChain']>;

/** A service that keeps a journal, as its addresses name it. */
export type AuditedService = 'workflow' | 'equipment' | 'identity' | 'controls' | 'statistics';
