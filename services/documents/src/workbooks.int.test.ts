import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DeclarationOpenedSchema } from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import { EquipmentRegisteredSchema } from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import ExcelJS from 'exceljs';
import { equipmentId, partnerId } from './testing/samples.ts';
import { startTestService, type TestService } from './testing/test-service.ts';

let tested: TestService;
let app: TestService['app'];
let heard: TestService['heard'];
const plainEquipment = randomUUID();
const now = () => new Date('2016-03-15T10:00:00Z');

const slots = [
  { label: 'Matin', days: 215, startsAt: 450, endsAt: 540, places: 1_000n },
  { label: 'Journée', days: 215, startsAt: 540, endsAt: 1_020, places: 2_000n },
];
const authorization = { validFrom: '2014-01-01', capacity: 2_000n, ageFrom: 2, ageTo: 72, openingHours: '' };

beforeAll(async () => {
  tested = await startTestService({ print: () => Promise.reject(new Error('nothing is printed here')), now });
  ({ app, heard } = tested);
  const equipment = {
    ...{ revision: 1n, name: 'La Moufletterie', cafCode: '371', postalCode: '37000', commune: 'Tours' },
    partner: { id: partnerId, name: 'Association Les Œillets' },
  };
  await heard.said(EquipmentRegisteredSchema, {
    equipment: {
      ...equipment,
      id: equipmentId,
      authorizations: [
        { ...authorization, validTo: '2014-12-31', modulated: true, slots },
        { ...authorization, validFrom: '2015-01-01', modulated: true, slots: slots.slice(0, 1) },
      ],
    },
  });
  await heard.said(EquipmentRegisteredSchema, {
    equipment: { ...equipment, id: plainEquipment, authorizations: [{ ...authorization, modulated: false }] },
  });
  await heard.person('activity', { roles: ['ACTIVITY_PROVIDER'] });
  await heard.person('approver', { roles: ['APPROVER'] });
  await heard.person('financial', { roles: ['FINANCIAL_PROVIDER'] });
  await heard.person('stranger', { roles: ['APPROVER'], partner: randomUUID() });
  await heard.person('agent', { population: 'CAF_AGENT', cafCodes: ['371'] });
});

afterAll(async () => {
  await tested.close();
});

interface Given {
  readonly exercise?: number;
  readonly equipmentId?: string;
}

/** Nothing was saved in it yet. */
async function newDeclaration(given: Given = {}): Promise<string> {
  const id = randomUUID();
  const { exercise = 2015, equipmentId: about = equipmentId } = given;
  await heard.said(DeclarationOpenedSchema, {
    declaration: {
      ...{ id, exercise, equipmentId: about, type: 'ACTUAL' },
      ...{ periodStart: `${exercise}-01-01`, periodEnd: `${exercise}-12-31` },
    },
  });
  return id;
}

function ask(subject: string, declarationId: string, query = '') {
  const url = `/api/documents/declarations/${declarationId}/workbook${query}`;
  return app.inject({ url, headers: { authorization: `Bearer ${subject}` } });
}

describe('the calculation workbook', () => {
  test('is made for who fills the activity section, in both formats, with the identity of the equipment', async () => {
    const id = await newDeclaration();
    for (const subject of ['activity', 'approver']) {
      const answer = await ask(subject, id);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': 'attachment; filename="calcul-agrement-module-2015.xlsx"',
        'cache-control': 'no-store',
      });
      const sheet = await modulationSheet(answer.rawPayload);
      expect(['B2', 'B3', 'B4', 'B5', 'B6', 'A17'].map((at) => sheet.getCell(at).value)).toEqual([
        ...['La Moufletterie', 'Association Les Œillets', '37000 Tours', 'réelle 2015', `modulation-1/${id}`, null],
      ]);
    }
    const ods = await ask('activity', id, '?format=ods');
    expect(ods.headers).toMatchObject({
      'content-type': 'application/vnd.oasis.opendocument.spreadsheet',
      'content-disposition': 'attachment; filename="calcul-agrement-module-2015.ods"',
    });
    // The type of the file stands first, in clear.
    expect(ods.rawPayload.subarray(30, 84).toString()).toBe('mimetypeapplication/vnd.oasis.opendocument.spreadsheet');
  });

  test('has the slots of the year before when asked, and says when none is known', async () => {
    const sheet = await modulationSheet((await ask('activity', await newDeclaration(), '?previous=true')).rawPayload);
    const row = (at: number) => ['A', 'B', 'C', 'D', 'E'].map((letter) => sheet.getCell(`${letter}${at}`).value);
    expect([row(17), row(18), row(19)]).toEqual([
      ['Année', 215, time('07:30'), time('09:00'), 10],
      ['Année', 215, time('09:00'), time('17:00'), 20],
      [null, null, null, null, null],
    ]);
    const first = await newDeclaration({ exercise: 2014 });
    const refused = await ask('activity', first, '?previous=true');
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([422, 'NO_PREVIOUS_SLOTS']);
    expect((await ask('activity', first)).statusCode).toBe(200);
  });

  test('is not made for an approval that is not modulated in the period', async () => {
    const earlier = await newDeclaration({ exercise: 2013 });
    const refused = await ask('activity', earlier);
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([422, 'NOT_MODULATED']);
  });

  test('does not exist for anybody else', async () => {
    const id = await newDeclaration();
    for (const subject of ['financial', 'stranger', 'agent', 'nobody']) {
      expect([subject, (await ask(subject, id)).statusCode]).toEqual([subject, 404]);
    }
    const elsewhere = await newDeclaration({ equipmentId: plainEquipment });
    for (const unknown of [elsewhere, randomUUID(), 'abc'])
      expect((await ask('activity', unknown)).statusCode).toBe(404);
    expect((await ask('activity', id, '?format=exe')).statusCode).toBe(400);
  });
});

describe('the filled workbook', () => {
  const give = (subject: string, id: string, content: Buffer) =>
    app.inject({
      method: 'POST',
      url: `/api/documents/declarations/${id}/workbook-readings`,
      headers: { authorization: `Bearer ${subject}` },
      payload: { content: content.toString('base64') },
    });

  test('says what it holds and what it comes to', async () => {
    const id = await newDeclaration();
    const { rawPayload } = await ask('activity', id, '?format=ods&previous=true');
    const answer = await give('activity', id, rawPayload);
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      expect.objectContaining({
        fault: null,
        result: {
          capacityHours: 3_762_500,
          openingDays: 215,
          meanAmplitude: 950,
          weightedPlaces: 1_842,
          mostPlaces: 2_000,
        },
      }),
    ]);
  });

  test('is refused when it is another file, and does not exist for who does not fill the activity', async () => {
    const id = await newDeclaration();
    const other = (await ask('activity', await newDeclaration())).rawPayload;
    const refused = await give('approver', id, other);
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([422, 'FILE_OTHER_DECLARATION']);
    expect((await give('approver', id, Buffer.alloc(2 * 1024 * 1024 + 1))).statusCode).toBe(422);
    expect((await give('approver', id, Buffer.alloc(4 * 1024 * 1024))).statusCode).toBeGreaterThanOrEqual(400);
    for (const subject of ['financial', 'stranger', 'agent']) {
      expect([subject, (await give(subject, id, other)).statusCode]).toEqual([subject, 404]);
    }
  });
});

const time = (hour: string) => new Date(`1899-12-30T${hour}:00.000Z`);

async function modulationSheet(content: Buffer): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(content as unknown as ExcelJS.Buffer);
  const sheet = workbook.getWorksheet('Modulation');
  if (sheet === undefined) throw new Error('no sheet Modulation');
  return sheet;
}
