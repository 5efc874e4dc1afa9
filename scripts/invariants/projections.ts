import { createHash } from 'node:crypto';
import { accountEvents } from '../../services/identity/src/domain/events.ts';
import type { Finding } from './finding.ts';
import { databaseOf, type System } from './system.ts';

/** What one service keeps of another, as keyed values that must be the same on both sides. */
interface Copy {
  readonly what: string;
  readonly from: string;
  readonly source: string;
  readonly kept: readonly (readonly [service: string, text: string])[];
}

const byRevision = (table: string) => `select id::text as key, revision::text as value from ${table}`;
const ofTheAccount = accountEvents.map((type) => `'${type}'`).join(', ');
/** A person as last said: a new password that is asked raises the revision and is told to nobody. */
const peopleSaid = `
  select p.id::text as key, (p.revision - count(j.*))::text as value
  from person p
  left join journal j on j.chain = p.id::text and j.type = 'PasswordChangeForced'
    and j.sequence > (select max(said.sequence) from journal said
      where said.chain = j.chain and said.type not in (${ofTheAccount}))
  group by p.id, p.revision`;
const hearersOfEquipment = ['identity', 'declaration-workflow', 'controls', 'documents', 'statistics', 'notifications'];
const hearersOfPeople = ['equipment', 'declaration-workflow', 'controls', 'documents', 'statistics', 'notifications'];
const current = `select id::text as key, version || ' ' || status as value from declaration`;
const verdicts = (table: string) =>
  `select declaration_id || ' ' || version as key, data_revision::text as value from ${table}`;

const copies: readonly Copy[] = [
  {
    ...{ what: 'equipments', from: 'equipment', source: byRevision('equipment') },
    kept: hearersOfEquipment.map((service) => [service, byRevision('equipment')]),
  },
  {
    ...{ what: 'people', from: 'identity', source: peopleSaid },
    kept: hearersOfPeople.map((service) => [service, byRevision('person')]),
  },
  {
    ...{ what: 'declarations', from: 'declaration-workflow', source: current },
    kept: [
      [
        'controls',
        `select distinct on (declaration_id) declaration_id::text as key, version || ' ' || status as value
         from declaration_version order by declaration_id, version desc`,
      ],
    ],
  },
  {
    ...{ what: 'states of declarations', from: 'declaration-workflow' },
    source: `select id::text as key, status as value from declaration`,
    kept: [['notifications', `select id::text as key, status as value from declaration`]],
  },
  {
    ...{ what: 'verdicts', from: 'controls', source: verdicts('evaluation') },
    kept: [
      ['declaration-workflow', verdicts('evaluation')],
      ['documents', verdicts('verdict')],
    ],
  },
  {
    what: 'validated réelles',
    from: 'declaration-workflow',
    source: `select id::text as key, version::text as value from declaration where type = 'ACTUAL' and status = 'VALIDATED'`,
    kept: [
      [
        'statistics',
        // A réelle that was reopened keeps its figures until it is judged again: only those that count now are compared.
        `select declaration_id::text as key, version::text as value from fact where declaration_id::text = any ($1)`,
      ],
    ],
  },
];

/** I5: what a service keeps of another is what the other has. */
export async function verifyProjections(system: System): Promise<Finding> {
  const faults: string[] = [];
  let compared = 0;
  for (const { what, from, source, kept } of copies) {
    const owned = await read(system, from, source);
    for (const [service, text] of kept) {
      const found = await read(system, service, text, [...owned.keys()]);
      compared += found.size;
      const differ = [...new Set([...owned.keys(), ...found.keys()])].filter(
        (key) => owned.get(key) !== found.get(key),
      );
      for (const key of differ) {
        faults.push(
          `${what} in ${service}: ${key} is ${found.get(key) ?? 'absent'}, and ${owned.get(key) ?? 'absent'} in ${from}`,
        );
      }
    }
  }
  return { looked: `${compared} rows of projections`, faults };
}

async function read(
  system: System,
  service: string,
  text: string,
  keys?: readonly string[],
): Promise<Map<string, string>> {
  const name = createHash('sha256').update(text).digest('hex').slice(0, 40);
  const values = text.includes('$1') ? [keys] : [];
  const rows = await databaseOf(system, service).rows<{ key: string; value: string }>({ name, text }, values);
  return new Map(rows.map(({ key, value }) => [key, value]));
}
