import { describe, expect, test } from '@jest/globals';
import { advance } from '../evolve.ts';
import { declarationOf, gap, verdictOn, type Situation } from '../testing/declarations.ts';
import { receiveVerdict } from './receive-verdict.ts';

const at = new Date('2016-03-20T10:00:00Z');
const controlled: Situation = { type: 'ACTUAL', status: 'IN_PROGRESS', activity: 'CONTROLLED', financial: 'LOCKED' };

describe('a new verdict', () => {
  test('with the gaps already explained changes nothing', () => {
    const declaration = declarationOf(controlled);
    expect(receiveVerdict(declaration, verdictOn(declaration), at)).toEqual([]);
  });

  test.each([
    ['a gap more', [gap('ACT-12'), gap('ACT-13')]],
    ['figures that changed', [gap('ACT-12', { fingerprint: 'other' })]],
    ['something blocking', [gap('ACT-B02', { severity: 'BLOCKING' })]],
  ])('with %s gives the controlled section back to its author', (_what, results) => {
    const declaration = declarationOf(controlled);
    const events = receiveVerdict(declaration, verdictOn(declaration, results), at);
    expect(events).toMatchObject([
      { type: 'SectionControlsOutdated', section: 'activity', by: { userId: 'controls' } },
    ]);
    const next = advance(declaration, events);
    expect(next).toMatchObject({ activity: { state: 'DRAFT' }, dataRevision: declaration.dataRevision });
    expect(next.explanations).toEqual(declaration.explanations);
  });

  test('leaves an ended section to DEC-06', () => {
    const declaration = declarationOf(controlled);
    const results = [gap('ACT-12'), gap('FIN-01')];
    expect(receiveVerdict(declaration, verdictOn(declaration, results), at)).toEqual([]);
  });

  test('on older data, or once transmitted, is only kept', () => {
    const declaration = declarationOf(controlled);
    const older = { ...verdictOn(declaration, [gap('ACT-13')]), dataRevision: 1 };
    expect(receiveVerdict(declaration, older, at)).toEqual([]);
    const submitted = declarationOf({ ...controlled, status: 'SUBMITTED' });
    expect(receiveVerdict(submitted, verdictOn(submitted, [gap('ACT-13')]), at)).toEqual([]);
  });
});
