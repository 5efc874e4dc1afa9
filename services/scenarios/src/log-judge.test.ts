import { expect, test } from '@jest/globals';
import { faultsOfLine } from './log-judge.ts';

const people = ['claire.roux@moufle.example', 'Claire Roux'];
const line = (fields: object) => JSON.stringify({ level: 40, service: 'controls', msg: 'reaction failed', ...fields });

test.each([
  [line({ messageId: '0198a1b2-aaaa-7bbb-8ccc-000000000001', deliveries: 3 })],
  [line({ err: { type: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:5804', stack: '', code: 'ECONNREFUSED' } })],
  [line({ chains: ['0198a1b2-aaaa-7bbb-8ccc-000000000001'], trace_id: '0af7651916cd43dd8448eb211c80319c' })],
  ['(node:12) ExperimentalWarning: VM Modules is an experimental feature'],
])('%s is fit for a log', (text) => {
  expect(faultsOfLine(text, people)).toEqual([]);
});

test.each([
  [line({ email: 'x' }), 'the field email'],
  [line({ err: { type: 'Error', message: 'x', parameters: [1] } }), 'the field parameters'],
  [line({ err: { type: 'Error', message: 'x', cause: { detail: 'y' } } }), 'the field detail'],
  [line({ reason: '550 <luc@moufle.example>' }), 'an address'],
  [line({ msg: 'rappel au 02 47 00 00 00' }), 'a telephone number'],
  [line({ msg: 'total 12\u202f345,60' }), 'a figure'],
  [line({ msg: 'charges 1234567' }), 'a figure'],
  [line({ name: 'Claire Roux' }), 'a person'],
  ['Error: plain', 'not a line of JSON'],
])('%s is not: %s', (text, fault) => {
  expect(faultsOfLine(text, people)).toContain(fault);
});
