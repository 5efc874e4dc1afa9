import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { catalogue, consumers, entryOf, streams } from './catalogue.ts';
import { file_portail_controls_v1_controls as controls } from './gen/portail/controls/v1/controls_pb.ts';
import { file_portail_declaration_v1_declaration as declaration } from './gen/portail/declaration/v1/declaration_pb.ts';
import { file_portail_equipment_v1_equipment as equipment } from './gen/portail/equipment/v1/equipment_pb.ts';
import { file_portail_identity_v1_identity as identity } from './gen/portail/identity/v1/identity_pb.ts';
import { file_portail_notification_v1_notification as notification } from './gen/portail/notification/v1/notification_pb.ts';
import { file_portail_sheet_v1_sheet as sheet } from './gen/portail/sheet/v1/sheet_pb.ts';

const files = [equipment, identity, declaration, controls, sheet, notification];

function read(relativePath: string): string {
  return readFileSync(fileURLToPath(new URL(relativePath, import.meta.url)), 'utf8');
}

/** The leading comment of each message of a .proto file, by message name. */
function commentsOf(protoFile: string): Map<string, string> {
  const comments = new Map<string, string>();
  for (const [, comment, name] of read(`./${protoFile}.proto`).matchAll(/((?:^\/\/.*\n)+)message (\w+) \{/gm)) {
    comments.set(
      name!,
      comment!
        .trim()
        .split('\n')
        .map((line) => line.replace(/^\/\/\s?/, ''))
        .join(' '),
    );
  }
  return comments;
}

function catalogueRows(): string[][] {
  const section = read('./README.md').split('## Catalogue')[1]!.split('\n## ')[0]!;
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

/** Whether two NATS filters can match one subject. */
function overlap(one: string, other: string): boolean {
  const [left, right] = [one.split('.'), other.split('.')];
  for (let index = 0; ; index += 1) {
    const [a, b] = [left[index], right[index]];
    if (a === undefined && b === undefined) return true;
    if (a === undefined || b === undefined) return false;
    if (a === '>' || b === '>') return true;
    if (a !== b && a !== '*' && b !== '*') return false;
  }
}

describe('the catalogue of events', () => {
  test('the table of the README says what catalogue.ts says', () => {
    const rows = catalogueRows().map(([event, subject, saidBy, listenedBy, trueWhen]) => ({
      event,
      subject,
      saidBy,
      listenedBy,
      trueWhen,
    }));
    const expected = catalogue.map(({ schema, subject, saidBy, listenedBy }) => {
      const comment = commentsOf(schema.file.name).get(schema.name) ?? '';
      const sentence = comment.replace(/^True when /, '').replace(/\.$/, '');
      return {
        event: schema.name,
        subject,
        saidBy,
        listenedBy: listenedBy.join(', '),
        trueWhen: sentence.charAt(0).toUpperCase() + sentence.slice(1),
      };
    });
    expect(rows).toEqual(expected);
  });

  test('every message that says when it is true is in the catalogue, and nothing else', () => {
    const events = files.flatMap((file) =>
      file.messages
        .filter(({ name }) => commentsOf(file.name).get(name)?.startsWith('True when '))
        .map(({ typeName }) => typeName),
    );
    expect(catalogue.map(({ schema }) => schema.typeName).sort()).toEqual(events.sort());
    for (const typeName of events) expect(entryOf(typeName)?.schema.typeName).toBe(typeName);
  });

  test('a subject is said by one service and has one message', () => {
    const subjects = catalogue.map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
    for (const subject of subjects) expect(subject).toMatch(/^evt\.[a-z]+\.[a-z]+(-[a-z]+)*\.v\d+$/);
  });

  test('every subject is kept by exactly one stream', () => {
    for (const { subject } of catalogue) {
      const keepers = streams.filter((stream) => stream.subjects.some((filter) => overlap(filter, subject)));
      expect(keepers).toHaveLength(1);
    }
  });

  test('no stream hears requests or replies', () => {
    const filters = streams.flatMap(({ subjects }) => subjects);
    for (const filter of filters) {
      expect(overlap(filter, 'rpc.>')).toBe(false);
      expect(overlap(filter, '_INBOX.>')).toBe(false);
    }
  });

  test('two streams never keep the same subject', () => {
    const filters = streams.flatMap(({ subjects }) => subjects);
    for (const [index, filter] of filters.entries())
      for (const other of filters.slice(index + 1)) expect(overlap(filter, other)).toBe(false);
  });

  test('a listener has one durable consumer per stream, and never hears itself', () => {
    const durables = consumers.map(({ stream, durable }) => `${stream}/${durable}`);
    expect(new Set(durables).size).toBe(durables.length);
    for (const { context, service } of consumers) {
      const speakers = catalogue.filter(({ subject }) => subject.startsWith(`evt.${context}.`));
      expect(speakers.length).toBeGreaterThan(0);
      for (const { saidBy } of speakers) expect(saidBy).not.toBe(service);
    }
  });
});
