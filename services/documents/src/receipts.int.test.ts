import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { verifyJournal } from '@portail/platform/journal/journal.ts';
import { signingKey } from '@portail/platform/pure/signing-key.ts';
import { EquipmentRegisteredSchema } from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import { signedText, type PrintedReceipt } from './domain/receipt.ts';
import type { Summary } from './domain/summary.ts';
import { verifyReceipt, type Verification } from './queries/verify-receipt.ts';
import { sampleReceiptKeys } from './testing/receipts.ts';
import { equipmentId, partnerId, sampleSheet, sampleVerdict, transmittedSheet } from './testing/samples.ts';
import { startTestService, type TestService } from './testing/test-service.ts';

const [secret, nextSecret] = ['A'.repeat(43), 'B'.repeat(43)];
const dataHash = 'a1b2c3d4'.repeat(8);
const now = () => new Date('2016-03-15T10:00:00Z');
let tested: TestService;
let heard: TestService['heard'];
let printed: Summary[] = [];
let declarationId: string;

beforeAll(async () => {
  tested = await startTestService({
    print: async (summary) => {
      printed.push(summary);
      return Buffer.from(`a document of ${summary.sheet.declarationId}, ${summary.state}`);
    },
    now,
  });
  ({ heard } = tested);
  await heard.said(EquipmentRegisteredSchema, {
    equipment: {
      id: equipmentId,
      revision: 1n,
      name: 'Les Œillets',
      cafCode: '371',
      partner: { id: partnerId, name: 'P' },
    },
  });
  await heard.person('activity', { roles: ['ACTIVITY_PROVIDER'] });
  await heard.person('agent', { population: 'CAF_AGENT', cafCodes: ['371'] });
  await heard.person('stranger', { roles: ['APPROVER'], partner: randomUUID() });
});

beforeEach(() => {
  printed = [];
  declarationId = randomUUID();
});

afterAll(() => tested.close());

async function get<Body>(url: string, subject?: string) {
  const headers = subject === undefined ? {} : { authorization: `Bearer ${subject}` };
  const answer = await tested.app.inject({ url: `/api/documents/${url}`, headers });
  return { status: answer.statusCode, body: answer.json<Body>() };
}

async function receiptFor(subject: string, version?: number) {
  const query = version === undefined ? '' : `?version=${version}`;
  const { status, body } = await get<{ receipt: PrintedReceipt | null }>(
    `declarations/${declarationId}/receipt${query}`,
    subject,
  );
  return { status, receipt: body.receipt };
}

const verified = (reference: string, hash: string) =>
  get<Verification>(`receipts/${encodeURIComponent(reference)}/${encodeURIComponent(hash)}`);

async function archiveAll(): Promise<void> {
  while (await tested.service.archiveNext());
}

async function transmitted(): Promise<PrintedReceipt> {
  await heard.verdictSaid(sampleVerdict({ declarationId }));
  await heard.sheetSaid(transmittedSheet({ declarationId }));
  return (await receiptFor('activity')).receipt!;
}

describe('the receipt of a version', () => {
  test('is the same on the screen of each person and on the archived document, signed, in the journal', async () => {
    const receipt = await transmitted();
    expect(receipt).toMatchObject({ declarationId, version: 1, exercise: 2015, type: 'ACTUAL', dataHash });
    expect(receipt.address).toBe(
      `https://portail.example/verification?reference=${receipt.reference}&empreinte=${dataHash}`,
    );
    expect((await receiptFor('agent')).receipt).toEqual(receipt);
    await archiveAll();
    const own = printed.filter(({ sheet }) => sheet.declarationId === declarationId);
    expect(own.map((summary) => summary.receipt)).toEqual([receipt]);
    expect(sampleReceiptKeys().checks(receipt.keyId, signedText(receipt), receipt.signature)).toBe(true);
    const { body } = await get<{ keys: { keyId: string; publicKey: string }[] }>('receipt-keys');
    expect(body.keys).toEqual([{ keyId: receipt.keyId, publicKey: signingKey(secret).publicKey }]);
    expect(await verifyJournal(tested.database)).toEqual([]);
  });

  test('is one, whoever asks first and however many ask at once', async () => {
    await heard.sheetSaid(transmittedSheet({ declarationId }));
    const all = await Promise.all(Array.from({ length: 8 }, () => receiptFor('activity')));
    expect(new Set(all.map(({ receipt }) => receipt?.reference)).size).toBe(1);
  });

  test('does not exist before the transmission, nor for who does not read the version', async () => {
    await heard.sheetSaid(sampleSheet({ declarationId }));
    expect(await receiptFor('activity')).toEqual({ status: 200, receipt: null });
    expect((await receiptFor('agent')).status).toBe(404);
    await heard.sheetSaid(transmittedSheet({ declarationId }));
    expect((await receiptFor('activity', 2)).status).toBe(404);
    expect((await receiptFor('stranger')).status).toBe(404);
    expect((await receiptFor('nobody')).status).toBe(404);
  });

  test('never changes: the database refuses it', async () => {
    await transmitted();
    for (const text of ['update receipt set exercise = 2014', 'delete from receipt']) {
      await expect(tested.database.run({ name: `test-${text}`, text })).rejects.toThrow(
        /never changes|permission denied/,
      );
    }
  });
});

describe('anybody verifies', () => {
  test('the printed hash, however it is typed; nothing of who and how much is said', async () => {
    const { reference } = await transmitted();
    const said = {
      ...{ result: 'AUTHENTIC', compared: 'DATA', exercise: 2015, type: 'ACTUAL', version: 1, superseded: false },
      transmittedAt: '2016-03-12T09:05:00.000Z',
    };
    expect(await verified(reference, dataHash)).toEqual({ status: 200, body: said });
    const typed = reference.toLowerCase().replaceAll('-', ' ');
    expect((await verified(typed, ` ${dataHash.toUpperCase()} `)).body).toEqual(said);
  });

  test('the very file, by its own hash', async () => {
    const { reference } = await transmitted();
    await archiveAll();
    const [row] = await tested.database.rows<{ sha256: string }>(
      { name: 'test-file', text: 'select sha256 from summary where declaration_id = $1' },
      [declarationId],
    );
    expect((await verified(reference, row!.sha256)).body).toMatchObject({ result: 'AUTHENTIC', compared: 'FILE' });
  });

  test('another hash is told apart, another reference is unknown, and neither says anything more', async () => {
    const { reference } = await transmitted();
    const nothing = {
      compared: null,
      exercise: null,
      type: null,
      version: null,
      transmittedAt: null,
      superseded: false,
    };
    expect((await verified(reference, 'f'.repeat(64))).body).toEqual({ result: 'DIFFERENT', ...nothing });
    for (const other of ['2222-2222-2222-2222', 'abc', "'; drop table receipt; --", '%00']) {
      expect((await verified(other, dataHash)).body).toEqual({ result: 'UNKNOWN', ...nothing });
    }
  });

  test('once rejected or cancelled, the document is still authentic and does not count any more', async () => {
    const { reference } = await transmitted();
    const decided = { by: 'Paul Lambert', at: '2016-04-02T09:00:00.000Z' };
    const closed = [{ version: 1, status: 'REJECTED' as const, decided }];
    await heard.sheetSaid(sampleSheet({ declarationId, version: 2, revision: 12, closed }));
    expect((await verified(reference, dataHash)).body).toMatchObject({ result: 'AUTHENTIC', superseded: true });
    await archiveAll();
    const own = printed.filter(({ sheet }) => sheet.declarationId === declarationId);
    expect(own.map((summary) => [summary.state, summary.receipt?.reference])).toEqual([
      ['Rejetée par la Caf le 02/04/2016', reference],
    ]);

    declarationId = randomUUID();
    const other = await transmitted();
    await heard.sheetSaid(transmittedSheet({ declarationId, revision: 11, status: 'CANCELLED' }));
    expect((await verified(other.reference, dataHash)).body).toMatchObject({ superseded: true });
  });

  test('a key that was changed still stands for what it signed; one that is not known does not', async () => {
    const proof = { reference: (await transmitted()).reference, hash: dataHash };
    const result = async (keys: ReturnType<typeof sampleReceiptKeys>) =>
      (await verifyReceipt(tested.database, keys.checks, proof)).result;
    expect(await result(sampleReceiptKeys(nextSecret, [signingKey(secret).publicKey]))).toBe('AUTHENTIC');
    expect(await result(sampleReceiptKeys(nextSecret))).toBe('DIFFERENT');
  });
});
