import { describe, expect, test } from '@jest/globals';
import type { SectionView, VersionView } from '@api/workflow/workflow.types';
import { control, line, section } from '@testing/examples/declaration';
import { version } from '@testing/examples/version';
import { compareVersions } from '@ui/versions/version-diff';

const days = line({ field: 'openingDays', label: 'Jours', kind: 'INTEGER', unit: 'DAYS' });
const attended = line({ field: 'attendedHours', label: 'Heures' });

function activity(given: Partial<SectionView>): Partial<VersionView> {
  return { sections: { activity: section({ lines: [days, attended], ...given }), financial: null } };
}

describe('two versions side by side', () => {
  test('each line says both figures and how far they are', () => {
    const before = version(activity({ values: { openingDays: 220, attendedHours: 100_000 } }));
    const after = version(activity({ values: { openingDays: 218, attendedHours: 100_000 } }));
    const [compared] = compareVersions(before, after).sections;
    expect(compared?.rows).toMatchObject([
      {
        before: '220\u00a0jours',
        after: '218\u00a0jours',
        differs: true,
        gap: '−2\u00a0jours (−0,91\u202f%)',
      },
      { before: '1\u202f000,00\u00a0h', after: '1\u202f000,00\u00a0h', differs: false },
    ]);
  });

  test('an emptied figure differs and is not compared with zero', () => {
    const before = version(activity({ values: { openingDays: 220 } }));
    const after = version(activity({ values: { openingDays: null } }));
    const [compared] = compareVersions(before, after).sections;
    expect(compared?.rows?.[0]).toMatchObject({ after: 'non saisi', differs: true, gap: '' });
  });

  test('a section that one does not read in both versions is not compared', () => {
    const before = version(activity({ values: { openingDays: 220 } }));
    const after = version(activity({ readable: false, lines: [], values: {} }));
    expect(compareVersions(before, after).sections[0]?.rows).toBeNull();
  });

  test('explanations are compared point by point, what is no longer raised included', () => {
    const explanation = { text: 'Dix places de plus.', by: 'Claire Roux', at: '2016-03-12T09:00:00Z', confirmed: true };
    const before = version({ controls: [control({ code: 'ACT-12', explanation }), control({ code: 'ACT-30' })] });
    const after = version({ controls: [control({ code: 'ACT-12', explanation }), control({ severity: 'INFO' })] });
    const rows = compareVersions(before, after).explanations;
    expect(rows.map(({ key, before: was, after: is, differs }) => [key, was, is, differs])).toEqual([
      ['ACT-12/attendedHours', 'Dix places de plus.', 'Dix places de plus.', false],
      ['ACT-30/attendedHours', 'sans explication', 'point non signalé', true],
    ]);
  });

  test('estimate and comment stand only before who reads them', () => {
    expect(compareVersions(version({}), version({})).whole).toEqual([]);
    const estimate = {
      available: true,
      unavailableReason: null,
      entitlement: 1_234_50,
      lines: [],
      information: [],
      scaleStatus: null,
    };
    const rows = compareVersions(version({ estimate }), version({ estimate, comment: 'Revu.' })).whole;
    expect(rows.map(({ label, differs }) => [label, differs])).toEqual([
      ['Droit estimé', false],
      ['Commentaire pour la Caf', true],
    ]);
  });
});
