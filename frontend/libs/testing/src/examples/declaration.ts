import type { ControlView, DeclarationView, FormLine, SectionView } from '@api/workflow/workflow.types';

/** A form line with what a test does not care about filled in. */
export function line(given: Partial<FormLine> & { field: string }): FormLine {
  return {
    code: given.field.slice(0, 3).toUpperCase(),
    label: given.field,
    help: '',
    unit: 'HOURS',
    kind: 'DECIMAL',
    group: 'Heures',
    requirement: 'MANDATORY',
    side: null,
    formula: null,
    ...given,
  };
}

export function section(given: Partial<SectionView>): SectionView {
  return {
    key: 'activity',
    required: true,
    readable: true,
    state: 'DRAFT',
    lines: [],
    values: {},
    derived: {},
    savedAt: null,
    savedBy: null,
    savedByYou: false,
    lockedAt: null,
    lockedBy: null,
    handedBack: null,
    previous: [],
    ...given,
  };
}

export function control(given: Partial<ControlView>): ControlView {
  return {
    code: 'ACT-12',
    step: 'ACTIVITY',
    severity: 'ALERT',
    label: 'Heures réalisées',
    message: 'Les heures réalisées ont augmenté de plus de 10 %.',
    requiredActions: 'Vérifiez la donnée saisie.',
    field: 'attendedHours',
    measured: { value: 4500000, unit: 'HOURS' },
    reference: { value: 4000000, unit: 'HOURS' },
    referenceExercise: 2014,
    gap: { value: 1250, unit: 'PERCENT' },
    threshold: { value: 1000, unit: 'PERCENT' },
    fingerprint: 'f1',
    toReevaluate: false,
    explanation: null,
    toExplain: true,
    ...given,
  };
}

export function declaration(given: Partial<DeclarationView>): DeclarationView {
  return {
    id: 'd1',
    revision: 1,
    version: 1,
    status: 'IN_PROGRESS',
    statusLabel: 'Saisie en cours',
    type: 'ACTUAL',
    typeLabel: 'Réelle',
    exercise: 2015,
    periodStart: '2015-01-01',
    periodEnd: '2015-12-31',
    dueOn: null,
    overdue: false,
    equipment: { id: 'e1', name: 'Moufletterie', commune: 'Nanterre', partnerName: 'Association Les Moufles' },
    header: {
      authorizedCapacity: 2800,
      modulatedApproval: false,
      authorization: null,
      generalSchemeRate: 9600,
      familyContributions: null,
    },
    roles: ['ACTIVITY_PROVIDER'],
    acts: [],
    steps: [],
    sections: { activity: section({}), financial: section({ key: 'financial' }) },
    evaluation: { status: 'CURRENT', at: null },
    controls: [],
    estimate: null,
    comment: null,
    correction: null,
    correctionRequest: null,
    judgedByOthers: false,
    rejection: null,
    transmission: null,
    decision: null,
    versions: [],
    unreadMessages: 0,
    history: [],
    ...given,
  };
}
