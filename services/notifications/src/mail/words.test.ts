import { describe, expect, test } from '@jest/globals';
import { composeMail } from './compose.ts';
import { kinds, kindsOf, mutedKinds, rules } from '../domain/kinds.ts';
import { stages } from '../domain/notice.ts';
import { isTimeToRemind, remindersOf } from '../domain/deadlines.ts';
import { wordsOf, type ToldItem } from '../domain/words.ts';

const item: ToldItem = {
  ...{ equipmentId: 'e1', equipmentName: 'Les Lucioles', commune: 'Montrevel', declarationId: 'd1' },
  facts: {
    ...{ type: 'UPDATED', exercise: 2016, periodStart: '2016-01-01', periodEnd: '2016-06-30', dueOn: '2016-09-30' },
    ...{ section: 'FINANCIAL', stage: 5, roles: ['APPROVER', 'ACTIVITY_PROVIDER'], dataHash: 'ab12' },
    at: '2016-07-01T08:05:00.000Z',
  },
};
const straight = /['"]| [;:!?%]/;

describe('every kind', () => {
  test.each(kinds)('%s is said in French, for one and for several', (kind) => {
    for (const [items, total] of [
      [[item], 1],
      [[item, { ...item, equipmentId: 'e2' }], 70],
    ] as const) {
      const { title, sentence, lines, action } = wordsOf(kind, items, total);
      for (const text of [title, sentence, action.label, ...lines.map((line) => line.text)]) {
        expect(text).not.toMatch(straight);
        expect(text).not.toContain('undefined');
        expect(text.trim()).toBe(text);
      }
      expect(action.path).toMatch(/^\//);
    }
    expect(rules[kind].label).not.toMatch(straight);
  });

  test.each(kinds)('%s makes a mail whose text and HTML say the same and name where to go', (kind) => {
    const mail = {
      id: 'm',
      kind,
      email: 'a@b.example',
      name: 'Nadia <b> Lefort',
      site: 'portal',
      active: true,
    } as const;
    const sites = { portal: 'https://portail.example', admin: 'https://caf.example' };
    const { text, html, subject } = composeMail(
      { ...mail, attempts: 1, since: new Date(0), items: [item], total: 1 },
      sites,
    );
    const { title, action } = wordsOf(kind, [item], 1);
    expect(subject).toContain(title);
    expect(text).toContain(`https://portail.example${action.path}`);
    expect(html).toContain(`https://portail.example${action.path}`);
    expect(html).toContain('Nadia &lt;b&gt; Lefort');
    expect(html.match(/<h1/g)).toHaveLength(1);
  });
});

test('words of a section, a period, a deadline and roles', () => {
  expect(wordsOf('SECTION_HANDED_BACK', [item], 1).title).toBe('Les données financières vous sont rendues');
  expect(wordsOf('OPENED', [item], 1).lines[0]).toEqual({
    text: 'Les Lucioles (Montrevel)\u202f: actualisée de janvier à juin 2016, à transmettre avant le 30/09/2016',
    path: '/equipements/e1',
  });
  expect(wordsOf('HABILITATION_CHANGED', [item], 1).lines[0]?.text).toBe(
    'Les Lucioles (Montrevel)\u202f: fournisseur de données d’activité, approbateur',
  );
  expect(wordsOf('TRANSMITTED', [item], 1).sentence).toContain('le 01/07/2016 à 10\u202fh\u202f05');
  const titles = stages.map((stage) => wordsOf('DEADLINE', [{ ...item, facts: { ...item.facts, stage } }], 2).title);
  expect(titles).toEqual([
    'Dans 15 jours\u202f: échéance pour 2 déclarations',
    'Dans 5 jours\u202f: échéance pour 2 déclarations',
    'Échéance dépassée depuis hier pour 2 déclarations',
    'Échéance dépassée depuis 15 jours pour 2 déclarations',
  ]);
});

test('what is due by right cannot be switched off, and nobody chooses what never reaches them', () => {
  expect(mutedKinds(['REJECTED', 'OPENED', 'PASSWORD_CHANGED'])).toEqual(['OPENED']);
  expect(kindsOf('CAF')).toEqual([
    'CORRECTION_REQUESTED',
    'MESSAGE_FROM_PARTNER',
    'PASSWORD_CHANGED',
    'SECOND_FACTOR_REMOVED',
  ]);
  expect(kindsOf('PARTNER')).not.toContain('CORRECTION_REQUESTED');
});

test('deadlines of a day, caught up over two days; nobody is woken up', () => {
  expect(remindersOf('2016-02-28')).toEqual([
    { stage: 15, from: '2016-03-12', to: '2016-03-14' },
    { stage: 5, from: '2016-03-02', to: '2016-03-04' },
    { stage: -1, from: '2016-02-25', to: '2016-02-27' },
    { stage: -15, from: '2016-02-11', to: '2016-02-13' },
  ]);
  expect(isTimeToRemind(new Date('2016-07-01T05:59:00Z'))).toBe(false);
  expect(isTimeToRemind(new Date('2016-07-01T06:00:00Z'))).toBe(true);
});
