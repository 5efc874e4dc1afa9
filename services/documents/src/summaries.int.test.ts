import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyJournal } from '@portail/platform/journal/journal.ts';
import { testVariable } from '@portail/platform/testing/test-servers.ts';
import { EquipmentRegisteredSchema } from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import { createPrinter, type Printer } from './printing/printer.ts';
import { summaryPage } from './template/summary-page.ts';
import { readPdf } from './testing/read-pdf.ts';
import { sampleSheet, sampleVerdict, transmittedSheet, equipmentId, partnerId } from './testing/samples.ts';
import { startTestService, type TestService } from './testing/test-service.ts';
import { PrinterBusy, PrinterDown } from './usecases/ports.ts';

let tested: TestService;
let printer: Printer;
let app: TestService['app'];
let service: TestService['service'];
let heard: TestService['heard'];
let clock = new Date('2016-03-15T10:00:00Z');
let printed = 0;
let down = false;
let busy = false;
const tickets: string[] = [];

beforeAll(async () => {
  printer = createPrinter({ executablePath: testVariable('CHROMIUM_PATH') });
  tested = await startTestService({
    print: (summary, ticket) => {
      if (ticket !== undefined) tickets.push(ticket);
      if (down) return Promise.reject(new PrinterDown('for the test'));
      if (busy) return Promise.reject(new PrinterBusy(52));
      printed += 1;
      return printer.print(summaryPage(summary));
    },
    ahead: (ticket) => (tickets.includes(ticket) ? 7 : undefined),
    now: () => clock,
  });
  ({ app, heard, service } = tested);
  await heard.said(EquipmentRegisteredSchema, {
    equipment: {
      id: equipmentId,
      revision: 1n,
      name: 'La Moufletterie',
      cafCode: '371',
      commune: 'Tours',
      partner: { id: partnerId, name: 'Association Les Œillets' },
    },
  });
  await heard.person('approver', { roles: ['APPROVER'] });
  await heard.person('activity', { roles: ['ACTIVITY_PROVIDER'] });
  await heard.person('financial', { roles: ['FINANCIAL_PROVIDER'] });
  await heard.person('ended', { roles: ['APPROVER'], effectiveTo: '2016-03-14' });
  await heard.person('suspended', { roles: ['APPROVER'], status: 'SUSPENDED' });
  await heard.person('roleless', {});
  await heard.person('stranger', { roles: ['APPROVER'], partner: randomUUID() });
  await heard.person('agent', { population: 'CAF_AGENT', cafCodes: ['371'] });
  await heard.person('other agent', { population: 'CAF_AGENT', cafCodes: ['861'] });
  await heard.person('national', { population: 'CNAF_ADMIN', cafCodes: ['371'] });
});

afterAll(async () => {
  await tested.close();
  await printer.close();
});

async function asked(subject: string, declarationId: string, version?: number) {
  const query = version === undefined ? '' : `?version=${version}`;
  const url = `/api/documents/declarations/${declarationId}/summary${query}`;
  const answer = await app.inject({ url, headers: { authorization: `Bearer ${subject}` } });
  const { statusCode: status, headers } = answer;
  return { status, headers, pdf: answer.rawPayload, code: status === 200 ? '' : answer.json<{ code: string }>().code };
}

/** What the page says to this person. */
const read = async (subject: string, declarationId: string, version?: number) => {
  const { status, pdf } = await asked(subject, declarationId, version);
  return status === 200 ? (await readPdf(pdf)).text : String(status);
};

async function archiveAll(): Promise<void> {
  while (await service.archiveNext());
}

const newDeclaration = () => randomUUID();

describe('a draft', () => {
  test('is a PDF for those who fill it, each with their part, rendered again only when something changed', async () => {
    const declarationId = newDeclaration();
    await heard.sheetSaid(sampleSheet({ declarationId }));
    await heard.verdictSaid(sampleVerdict({ declarationId }));
    const before = printed;
    const first = await asked('approver', declarationId);
    expect(first).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': 'attachment; filename="synthese-reelle-2015-version-1.pdf"',
        'cache-control': 'no-store',
      },
    });
    const { text } = await readPdf(first.pdf);
    for (const words of [
      'Saisie en cours',
      'Charges de personnel',
      'DEC-01',
      'Merci de votre lecture.',
      '188 434,79 €',
    ]) {
      expect(text).toContain(words);
    }
    expect((await asked('approver', declarationId)).pdf.equals(first.pdf)).toBe(true);
    expect(printed).toBe(before + 1);

    const activity = await read('activity', declarationId);
    expect(activity).toContain('Nombre d’heures réalisées');
    expect(activity).not.toMatch(/Charges de personnel|FIN-04|DEC-01|Merci de votre lecture/);
    const financial = await read('financial', declarationId);
    expect(financial).toContain('Charges de personnel');
    expect(financial).not.toMatch(/Nombre d’heures|ACT-12|DEC-01|53 000,00/);

    await heard.sheetSaid(sampleSheet({ declarationId, revision: 11, dataRevision: 6, comment: 'Une autre.' }));
    expect(await read('approver', declarationId)).toMatch(/Une autre\..*|Les contrôles sont en cours/);
    // An older state that comes late changes nothing.
    await heard.sheetSaid(sampleSheet({ declarationId, revision: 10, comment: 'Trop tard.' }));
    expect(await read('approver', declarationId)).not.toContain('Trop tard.');
  });

  test('does not exist for anybody else, nor under another number', async () => {
    const declarationId = newDeclaration();
    await heard.sheetSaid(sampleSheet({ declarationId }));
    for (const subject of [
      ...['ended', 'suspended', 'roleless', 'stranger', 'agent', 'other agent', 'national', 'nobody'],
    ]) {
      expect([subject, (await asked(subject, declarationId)).code]).toEqual([subject, 'NOT_FOUND']);
    }
    expect((await asked('approver', declarationId, 2)).code).toBe('NOT_FOUND');
    expect((await asked('approver', randomUUID())).code).toBe('NOT_FOUND');
    expect((await asked('approver', 'abc')).code).toBe('NOT_FOUND');
  });
});

describe('what was transmitted', () => {
  test('is rendered once by the transmission, kept with its hash in the journal, and served as it was', async () => {
    const declarationId = newDeclaration();
    await heard.verdictSaid(sampleVerdict({ declarationId }));
    await heard.sheetSaid(transmittedSheet({ declarationId }));
    await archiveAll();
    const [row] = await tested.database.rows<{ sha256: string; hash: string }>(
      {
        name: 'test-summary',
        text: `select s.sha256, j.data->>'sha256' as hash from summary s join journal j on j.chain = s.declaration_id::text and j.type = 'SummaryKept'
               where s.declaration_id = $1`,
      },
      [declarationId],
    );
    expect(row?.sha256).toBe(row?.hash);
    const before = printed;
    const kept = await asked('agent', declarationId);
    const { text, pages } = await readPdf(kept.pdf);
    expect(text).toContain('Transmise à la Caf');
    expect(text).toContain('a1b2c3d4'.repeat(8));
    expect(text).toContain('J’atteste');
    expect(pages.length).toBeLessThan(4);
    expect(text).not.toContain('Saisie en cours');

    // Neither another name, nor later controls, nor the validation change it.
    await heard.verdictSaid(sampleVerdict({ declarationId, results: [], evaluatedAt: '2016-03-20T09:00:00.000Z' }));
    const validated = { by: 'Paul Lambert', at: '2016-04-01T09:00:00.000Z' };
    await heard.sheetSaid(transmittedSheet({ declarationId, revision: 11, status: 'VALIDATED', validated }));
    await archiveAll();
    for (const subject of ['agent', 'approver']) {
      expect((await asked(subject, declarationId)).pdf.equals(kept.pdf)).toBe(true);
    }
    expect(printed).toBe(before);
    expect((await asked('other agent', declarationId)).code).toBe('NOT_FOUND');
    // A provider’s part is kept too, from its first request.
    const part = await asked('activity', declarationId);
    expect((await readPdf(part.pdf)).text).toContain('ACT-12');
    expect((await asked('activity', declarationId)).pdf.equals(part.pdf)).toBe(true);
    expect(printed).toBe(before + 1);
    expect(await verifyJournal(tested.database)).toEqual([]);
    await expect(
      tested.database.run({ name: 'test-tamper', text: `update summary set sha256 = sha256` }),
    ).rejects.toThrow(/never changes|permission denied/);
  });

  test('then rejected: version 1 says so, version 2 is a draft, closed to the Caf', async () => {
    const declarationId = newDeclaration();
    await heard.verdictSaid(sampleVerdict({ declarationId }));
    await heard.sheetSaid(transmittedSheet({ declarationId }));
    await archiveAll();
    const transmitted = await asked('agent', declarationId, 1);
    await heard.sheetSaid(
      sampleSheet({
        declarationId,
        ...{ version: 2, revision: 12, dataRevision: 8 },
        closed: [{ version: 1, status: 'REJECTED', decided: { by: 'Paul Lambert', at: '2016-04-02T09:00:00.000Z' } }],
      }),
    );
    await archiveAll();
    const before = printed;
    const first = await read('approver', declarationId, 1);
    expect(first).toContain('Rejetée le 02/04/2016');
    expect(first).not.toContain('Saisie en cours');
    expect(printed).toBe(before);
    expect(await read('agent', declarationId)).toBe(first);
    expect((await asked('agent', declarationId, 1)).pdf.equals(transmitted.pdf)).toBe(false);
    expect((await asked('agent', declarationId, 2)).code).toBe('NOT_FOUND');
    expect(await read('approver', declarationId)).toContain('Saisie en cours');
    const kept = { name: 'test-kept', text: 'select keeping from summary where declaration_id = $1 order by keeping' };
    expect(await tested.database.rows(kept, [declarationId])).toEqual([
      { keeping: 'REJECTED' },
      { keeping: 'TRANSMITTED' },
    ]);
  });

  test('waits for its controls: it is not kept without them', async () => {
    const declarationId = newDeclaration();
    await heard.sheetSaid(transmittedSheet({ declarationId }));
    await archiveAll();
    expect(await asked('approver', declarationId)).toMatchObject({ status: 503, code: 'CONTROLS_PENDING' });
    clock = new Date(clock.getTime() + 1_000);
    await heard.verdictSaid(sampleVerdict({ declarationId }));
    const before = printed;
    await archiveAll();
    expect(printed).toBe(before + 1);
    expect(await read('agent', declarationId)).toContain('ACT-12');
  });
});

test('when too many ask at once, the sentence says how many come before', async () => {
  const declarationId = newDeclaration();
  await heard.sheetSaid(sampleSheet({ declarationId }));
  busy = true;
  const answer = await asked('approver', declarationId);
  busy = false;
  expect(answer).toMatchObject({ status: 503, code: 'PRINTER_BUSY' });
  expect(answer.pdf.toString()).toContain('52 passent avant la vôtre');
  expect((await asked('approver', declarationId)).status).toBe(200);
});

test('one that waits is asked for by its ticket, and only those who are signed in ask', async () => {
  const declarationId = newDeclaration();
  await heard.sheetSaid(sampleSheet({ declarationId }));
  const place = (ticket: string, headers: Record<string, string> = { authorization: 'Bearer approver' }) =>
    app.inject({ url: `/api/documents/waiting/${ticket}`, headers });
  const ticket = randomUUID();
  expect((await place(ticket)).json()).toEqual({ ahead: null });
  const url = `/api/documents/declarations/${declarationId}/summary?ticket=${ticket}`;
  expect((await app.inject({ url, headers: { authorization: 'Bearer approver' } })).statusCode).toBe(200);
  expect((await place(ticket)).json()).toEqual({ ahead: 7 });
  expect((await place(ticket, {})).statusCode).toBe(401);
  expect((await place('not-a-ticket')).statusCode).toBe(400);
});

describe('without a browser that works', () => {
  test('a French sentence, nothing kept, and the document comes when the browser is back', async () => {
    const declarationId = newDeclaration();
    await heard.verdictSaid(sampleVerdict({ declarationId }));
    await heard.sheetSaid(transmittedSheet({ declarationId }));
    down = true;
    const answer = await asked('approver', declarationId);
    expect(answer).toMatchObject({ status: 503, code: 'PRINTER_DOWN' });
    await expect(service.archiveNext()).rejects.toThrow(PrinterDown);
    down = false;
    expect((await asked('approver', declarationId)).status).toBe(200);
    clock = new Date(clock.getTime() + 60_000);
    await archiveAll();
    expect(await service.archiveNext()).toBe(false);
  });
});
